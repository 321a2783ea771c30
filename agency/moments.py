"""Moments, as the book keeps them."""

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This second in ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def in_days(days: int) -> str:
    """This second so many days on."""
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
