"""Text and media type of a file, read in a child process with limits."""
