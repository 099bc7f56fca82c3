"""The door for other repositories: OAI-PMH at /oai and its JSON twin at /oai.json."""
