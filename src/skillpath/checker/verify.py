"""Whether a certificate is what its inputs and its release make it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from skillpath.checker.documents import NOTHING, leaves, same, sha256
from skillpath.checker.match import certificate_of
from skillpath.checker.release import Release

FORMAT: Final = "skillpath certificate 1"

Difference = tuple[str, Any, Any]
"""JSON path, what the certificate states there, what must stand there."""


def verify(certificate: Any, releases: Path) -> Iterator[Difference]:
    """All that is wrong in a certificate; nothing where it is proved. ``releases`` is their folder.

    Raises :class:`ValueError` for what is no certificate at all.
    """
    if not isinstance(certificate, dict) or certificate.get("format") != FORMAT:
        raise ValueError(f"its format is not “{FORMAT}”")
    try:
        yield from list(_changed_inputs(certificate)) or _differences(certificate, releases)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"it cannot be followed ({error!r})") from error


def _changed_inputs(certificate: dict[str, Any]) -> Iterator[Difference]:
    """Inputs that have not the digest noted for them: nothing could be computed of them that counts."""
    given, digests = dict(leaves({"inputs": certificate.get("inputs")})), certificate.get("digests", {})
    for path in given | digests:
        if path not in given or digests.get(path) != sha256(given[path])[:16]:
            yield path, given.get(path, NOTHING), f"what has the digest {digests.get(path)}"


def _differences(certificate: dict[str, Any], releases: Path) -> Iterator[Difference]:
    stated = dict(leaves({key: part for key, part in certificate.items() if key != "inputs"}))
    name = stated.get("release.name")
    if name not in [folder.name for folder in releases.iterdir()]:
        yield "release.name", name, "no release here has this name"
        return
    release = Release(releases / name, certificate["inputs"]["model"]["release"])
    seal = sha256({key: part for key, part in certificate.items() if key != "sha256"})
    whole = certificate_of(certificate, stated, release)
    computed = dict(leaves(whole | {"format": FORMAT, "sha256": seal}))
    for path in stated | computed:
        if not same(stated.get(path, NOTHING), computed.get(path, NOTHING)):
            yield path, stated.get(path, NOTHING), computed.get(path, NOTHING)
