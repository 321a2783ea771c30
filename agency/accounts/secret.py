"""Secrets that are given away once: of each the book keeps a hash."""

import hashlib
import secrets


def new_secret() -> str:
    """256 random bits, as text that an address or a header can hold."""
    return secrets.token_urlsafe(32)


def trace_of(secret: str) -> str:
    """What is kept of a secret, or of what only may be compared: its SHA-256.

    >>> trace_of("a secret")[:8]
    '984ca516'
    """
    return hashlib.sha256(secret.encode()).hexdigest()
