"""How the viewer stands to the network: by which address it is reached, whom it believes, what it allows."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from skillpath.errors import InputError
from skillpath.web.security import LOOPBACK

EXPOSURE: Final = "EXPOSURE"
"""Setting of the application: its :class:`Exposure`."""

SCHEMES: Final = ("http", "https")


@dataclass(frozen=True, slots=True)
class Exposure:
    """Where the viewer listens (``host``) and what stands before it.

    ``public`` is the address by which browsers reach it through a proxy, such as ``https://desk.example``;
    ``proxy`` the address of that proxy, whose word on who asks is believed. ``per_minute`` requests are
    answered to one address, ``None`` for any number; ``open_metrics``: to other machines too;
    ``accounts``: one signs in on this machine, too.

    >>> Exposure("127.0.0.1", public="https://desk.example").names
    ('127.0.0.1', 'localhost', '::1', 'desk.example')
    """

    host: str = LOOPBACK[0]
    public: str = ""
    proxy: str = ""
    per_minute: int | None = None
    open_metrics: bool = False
    accounts: bool = False

    def __post_init__(self) -> None:
        """Raises :class:`InputError` for a public address that is none."""
        parts = urlsplit(self.public)
        if self.public and (
            parts.scheme not in SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query
        ):
            raise InputError(
                f"“{self.public}” is no public address: write scheme and host, such as https://desk.example."
            )

    @property
    def names(self) -> tuple[str, ...]:
        """The names to which the viewer answers, lower case."""
        named = (self.host.lower(), urlsplit(self.public).hostname or "")
        return tuple(dict.fromkeys((*LOOPBACK, *filter(None, named))))

    @property
    def scheme(self) -> str:
        """``https`` where browsers come by it."""
        return urlsplit(self.public).scheme or "http"

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK and not self.public and not self.proxy

    @property
    def signs_in(self) -> bool:
        """Whether one signs in: always, where others than the user of this machine may reach it."""
        return self.accounts or not self.is_local


LOCAL: Final = Exposure()
"""On this machine alone."""
