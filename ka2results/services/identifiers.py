"""New public identifiers: short, speakable, with a checksum, never in a row."""

from __future__ import annotations

import base32_lib


def new_pid() -> str:
    """Make an identifier such as pvq4z-43t41: 40 random bits, a checksum, no look-alikes."""
    return str(base32_lib.generate(length=10, split_every=5, checksum=True))
