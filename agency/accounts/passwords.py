"""Passwords: which are taken, how they are kept (Argon2id, RFC 9106), and whether one is right."""

import secrets
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from skillpath.errors import InputError

SHORTEST: Final = 12
LONGEST: Final = 200
"""Characters of a password, at least and at most."""

LEAST_SCORE: Final = 3
"""By zxcvbn (Wheeler 2016), from 0 to 4: one with less is guessed by fewer than a hundred million guesses."""

_LOOKED_AT: Final = 72
"""So many characters are looked at for how easily they are guessed: that takes long for long ones."""

_TOLD: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs that are told apart when read aloud."""

_HASHER: Final = PasswordHasher()


def check_password(password: str, *, name: str) -> None:
    """Raises :class:`InputError` for a password that is too short, too long or easily guessed.

    >>> check_password("kettle gravel noon", name="K-1")
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415 (its lists of words are slow to read, and seldom needed)

    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"A password has {SHORTEST} to {LONGEST} characters.")
    if zxcvbn(password[:_LOOKED_AT], user_inputs=[name, "skillpath"])["score"] < LEAST_SCORE:
        raise InputError(
            "This password is among the first that are guessed: take three or four words that do not belong "
            "together."
        )


def new_password() -> str:
    """A password that nobody guesses, to be told to somebody who chooses another one by it."""
    return "-".join("".join(secrets.choice(_TOLD) for _ in range(5)) for _ in range(4))


def hashed(password: str) -> str:
    """What is kept of a password: salt, parameters and hash."""
    return _HASHER.hash(_typed(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which a hash is kept.

    It takes as long where none is kept: nobody learns from the time who has an account.
    """
    nobodys = _nobodys()
    try:
        _HASHER.verify(kept or nobodys, _typed(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with parameters that are not today's."""
    return _HASHER.check_needs_rehash(kept)


def _typed(password: str) -> str:
    """A password as it is the same from every keyboard (RFC 8265): an accent may be typed with its letter or
    after it."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return hashed("the password of nobody")
