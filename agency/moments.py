"""Moments, as the book keeps them."""

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This second in ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def in_days(days: int) -> str:
    """This second so many days on."""
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def after(at: str, seconds: float) -> str:
    """A moment so many seconds after another.

    >>> after("2026-03-01T12:00:00+00:00", 90)
    '2026-03-01T12:01:30+00:00'
    """
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


def between(earlier: str, later: str) -> float:
    """Seconds from one moment to another; negative where they stand the other way round."""
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
