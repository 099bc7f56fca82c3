"""The lists of the programme as data files, one per list, read once, each with its source."""
