"""The programme's and the repository's rules as pure functions and data; standard library only."""
