"""One use case per method: load, ask the domain, change, commit once."""
