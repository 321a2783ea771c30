"""Types of columns that a plain type does not say."""

from typing import Final

from sqlalchemy import String

CODE: Final = String().with_variant(String(collation="C"), "postgresql")
"""Codes and names by which things are found: sorted by their characters, whatever a server speaks."""
