"""Marshmallow shapes for what comes in and goes out; no database, no clock, no user."""
