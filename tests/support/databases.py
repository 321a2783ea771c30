"""What tests that run on every kind of database share."""

from collections.abc import Callable

from sqlalchemy import URL

NewDatabase = Callable[[], URL]
"""Gives a new database with all tables and nothing in them."""
