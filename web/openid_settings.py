"""What single sign-on needs to know: who tells who somebody is, and which of their words give which role.

The settings are in a file of TOML that only its owner may read, as it holds a secret.
"""

import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from skillpath.agency.accounts.account import checked_roles
from skillpath.agency.accounts.rights import Role
from skillpath.agency.extra import needs_extra
from skillpath.errors import InputError
from skillpath.web.security import LOOPBACK

NEEDED: Final = ("issuer", "client_id", "client_secret")
KNOWN: Final = frozenset((*NEEDED, "label", "claim", "roles"))

OTHERS_MAY: Final = stat.S_IRWXG | stat.S_IRWXO
"""Permissions of a file for anybody but its owner."""


@dataclass(frozen=True, slots=True)
class OpenIdSettings:
    """An OpenID provider, as which client it knows this viewer, and what it is called on the page.

    Where a ``claim`` is named, the roles of an account are what ``roles`` makes of its values, at each
    sign-in; else they are as an administrator gave them.
    """

    issuer: str
    client_id: str
    client_secret: str
    label: str = "Single sign-on"
    claim: str | None = None
    roles: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)

    def roles_of(self, claims: Mapping[str, Any]) -> tuple[Role, ...] | None:
        """The roles that the provider's words give; ``None`` where they are not the provider's to give."""
        if self.claim is None:
            return None
        said = claims.get(self.claim, [])
        values = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        given = {role for value in values for role in self.roles.get(str(value), ())}
        return tuple(role for role in Role if role in given)


def read_openid(path: Path) -> OpenIdSettings:
    """The settings in a file; raises :class:`InputError` where others may read it, or it says too little.

    Also where the packages of the extra are not installed.
    """
    with needs_extra("oidc"):
        import authlib  # noqa: F401, PLC0415 (optional)
        import requests  # noqa: F401, PLC0415
    try:
        if path.stat().st_mode & OTHERS_MAY:
            raise InputError(f"{path} holds a secret and others may read it: chmod 600 {path}.")
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"Cannot read the settings of single sign-on from {path}: {error}.") from error
    problems = [f"{name} is missing" for name in NEEDED if not isinstance(said.get(name), str)]
    problems += [f"{name} is not known" for name in sorted(said.keys() - KNOWN)]
    problems += _of_address(str(said.get("issuer", "")))
    if problems:
        raise InputError(f"{path} cannot be used for single sign-on: {'; '.join(problems)}.")
    roles = {str(value): checked_roles(_listed(given)) for value, given in said.pop("roles", {}).items()}
    return OpenIdSettings(**said, roles=roles)


def _of_address(issuer: str) -> list[str]:
    """What is wrong with where the provider is: what it says must not be changed on the way."""
    parts = urlsplit(issuer)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return []
    return ["issuer must begin with https://"]


def _listed(given: object) -> list[str]:
    named = [given] if isinstance(given, str) else given
    return [str(one) for one in named] if isinstance(named, list) else []
