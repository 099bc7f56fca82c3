"""KA2 Results: the open results of Erasmus+ Key Action 2 partnerships."""

__version__ = "0.1.0"
