"""`python -m ka2results` is the command `ka2results`."""

from ka2results.cli.main import main

main()
