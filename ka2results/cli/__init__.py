"""The door for operators and scripts: the command ka2results."""
