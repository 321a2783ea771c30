"""What whoever runs the viewer lists: endpoints that a query may ask, origins whose pages may ask here."""

from urllib.parse import urlsplit

from skillpath.errors import InputError
from skillpath.web.exposure import SCHEMES


def listed_endpoints(text: str) -> frozenset[str]:
    """The IRIs of endpoints, between which there are spaces; raises :class:`InputError` for what is none.

    >>> sorted(listed_endpoints("https://one.example/sparql  http://two.example/"))
    ['http://two.example/', 'https://one.example/sparql']
    """
    return frozenset(
        _checked(one, "an endpoint, such as https://data.example/sparql") for one in text.split()
    )


def listed_origins(text: str) -> frozenset[str]:
    """The same for origins, which have no path.

    >>> listed_origins("https://notebook.example")
    frozenset({'https://notebook.example'})
    """
    return frozenset(
        _checked(one, "an origin, such as https://notebook.example", path="") for one in text.split()
    )


def _checked(address: str, wanted: str, *, path: str | None = None) -> str:
    parts = urlsplit(address)
    rest = parts.query or parts.fragment or parts.path if path == "" else parts.fragment
    if parts.scheme not in SCHEMES or not parts.hostname or parts.username is not None or rest:
        raise InputError(f"“{address}” is not {wanted}.")
    return address
