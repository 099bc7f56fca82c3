"""The reader's language and the words in it, for every door that speaks to people."""
