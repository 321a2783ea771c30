"""Moments, as the book keeps them."""

from datetime import UTC, datetime


def now() -> str:
    """This second in ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
