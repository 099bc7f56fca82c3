"""The door for people: HTML pages for visitors and partnerships."""
