"""Readers of foreign files, one family each; they run only in the child process."""
