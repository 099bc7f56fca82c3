"""The door for programs: REST under /api/v1, described by OpenAPI 3.1."""
