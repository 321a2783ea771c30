"""Talking to an OpenID provider: where to send somebody, and what it says of who came back.

OpenID Connect Core 1.0, the authorization code flow with PKCE (RFC 7636). Authlib speaks it, joserfc proves
what is signed.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from skillpath.errors import SkillPathError
from skillpath.web.openid_settings import OpenIdSettings

DISCOVERY: Final = "/.well-known/openid-configuration"

SCOPE: Final = "openid email profile"

SECONDS: Final = 10
"""So long an answer of the provider is waited for."""

KEPT: Final = 3600
"""Seconds for which is kept what the provider says of itself."""

LEEWAY: Final = 60
"""Seconds by which its clock may differ from ours."""

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""How what it says may be signed: by a key that only it has, never by a secret that is shared, or by none."""


class NotSaid(SkillPathError):
    """The provider did not say who somebody is, or not so that it can be believed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the provider: where it sends the answer, and what must come back with it."""

    redirect_uri: str
    state: str
    nonce: str
    verifier: str


@dataclass(slots=True)
class OpenIdProvider:
    """A provider, as its settings name it; what it says of itself is asked once an hour."""

    settings: OpenIdSettings
    _metadata: dict[str, Any] = field(default_factory=dict)
    _keys: dict[str, Any] = field(default_factory=dict)
    _asked_at: float = 0.0

    def address(self, asked: Asked) -> str:
        """Where to send a browser; raises :class:`NotSaid` where the provider does not answer."""
        endpoint = self._known()["authorization_endpoint"]
        with self._session(asked) as session:
            made = session.create_authorization_url(
                endpoint, state=asked.state, nonce=asked.nonce, code_verifier=asked.verifier
            )
        return str(made[0])

    def claims(self, asked: Asked, code: str) -> Mapping[str, Any]:
        """What the provider says of who came back with a code; raises :class:`NotSaid` without proof.

        Signature, issuer, audience, expiry and nonce are looked at.
        """
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 (optional)
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415

        try:
            with self._session(asked) as session:
                token = session.fetch_token(
                    self._known()["token_endpoint"],
                    code=code,
                    code_verifier=asked.verifier,
                    grant_type="authorization_code",
                    timeout=SECONDS,
                    allow_redirects=False,
                )
            signed = self._proved(token["id_token"])
            params = {
                "nonce": asked.nonce,
                "client_id": self.settings.client_id,
                "access_token": token.get("access_token"),
            }
            options = {
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
            }
            said = CodeIDToken(signed.claims, signed.header, options, params)
            said.validate(leeway=LEEWAY)
        except (AuthlibBaseError, JoseError, OSError, ValueError, KeyError, TypeError) as error:
            raise NotSaid(f"{self.settings.label} said nothing that can be believed.") from error
        return dict(said)

    def _proved(self, id_token: str) -> Any:
        """The token, whose signature is by a key of the provider; a key that is new is asked for once."""
        from joserfc import jwt  # noqa: PLC0415 (optional)
        from joserfc.errors import InvalidKeyIdError  # noqa: PLC0415
        from joserfc.jwk import KeySet  # noqa: PLC0415

        algorithms = list(ALGORITHMS)
        try:
            return jwt.decode(id_token, KeySet.import_key_set(self._key_set()), algorithms=algorithms)
        except InvalidKeyIdError:
            self._keys = {}
            return jwt.decode(id_token, KeySet.import_key_set(self._key_set()), algorithms=algorithms)

    def _key_set(self) -> Any:
        self._keys = self._keys or self._read(self._known()["jwks_uri"])
        return self._keys

    def _known(self) -> dict[str, Any]:
        """What the provider says of itself, which must be about itself."""
        if not self._metadata or time.monotonic() - self._asked_at > KEPT:
            found = self._read(self.settings.issuer.rstrip("/") + DISCOVERY)
            if found.get("issuer") != self.settings.issuer:
                raise NotSaid(f"{self.settings.label} calls itself otherwise than the settings do.")
            self._metadata, self._keys, self._asked_at = found, {}, time.monotonic()
        return self._metadata

    def _read(self, address: str) -> dict[str, Any]:
        import requests  # noqa: PLC0415 (optional)

        try:
            answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (OSError, ValueError) as error:
            raise NotSaid(f"{self.settings.label} does not answer.") from error
        return found if isinstance(found, dict) else {}

    def _session(self, asked: Asked) -> Any:
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415 (optional)

        return OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            scope=SCOPE,
            redirect_uri=asked.redirect_uri,
            code_challenge_method="S256",
        )
