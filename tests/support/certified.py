"""Releases on the disk, and certificates of matches in them."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from people import TODAY
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.fingerprint import fingerprint
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.graph.storage import save_network
from skillpath.ontology.catalogue import Catalogue
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.certificate import certificate
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role

Document = dict[str, Any]


def compiled(taxonomy: Catalogue) -> Network:
    """Its network; every weight that it states has an author, as in a proper ontology."""
    stated = (r if r.weight is None else replace(r, source="an editor") for r in taxonomy.relations)
    return compile_network(build_graph(replace(taxonomy, relations=tuple(stated))))


def released(network: Network, releases: Path) -> Document:
    """Writes a network as a release; what identifies it."""
    turtle = "# drawn"
    digest = hashlib.sha256(turtle.encode()).hexdigest()
    name = hashlib.sha256(f"{fingerprint()}\ndrawn {digest}".encode()).hexdigest()[:16]
    for part in ("network", "graphs"):
        (releases / name / part).mkdir(parents=True)
    save_network(network, releases / name / "network")
    (releases / name / "graphs" / "drawn.ttl").write_text(turtle)
    return {"name": name, "compiler": fingerprint(), "graphs": {"drawn": digest}}


def certified(
    network: Network, release: Document, candidate: Candidate, role: Role, profile: Profile
) -> Document:
    """A certificate as it is read from its file."""
    matcher = Matcher.prepare(network, role, profile, as_of=TODAY)
    match = matcher.explain(candidate, PathFinder(network))
    document: Document = json.loads(json.dumps(certificate(matcher, match, candidate, release=release)))
    return document


def resealed(document: Document) -> Document:
    """What a forger makes of changed inputs: all digests fit again."""
    document["digests"] = digests(document["inputs"])
    return document


def digests(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: digests(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [digests(part) for part in tree]
    return hashlib.sha256(json.dumps(tree, ensure_ascii=False).encode()).hexdigest()[:16]


Change = tuple[str, Callable[[Document], None]]
"""The JSON path of what is changed, and what changes it in a copy of the document."""


def changes(document: Document) -> Iterator[Change]:
    """Every small change: each value by its last digit or a character, each entry taken away or added."""
    yield from _changes(document, (), "")


def _changes(tree: Any, keys: tuple[str | int, ...], path: str) -> Iterator[Change]:
    if isinstance(tree, dict):
        yield f"{path}.added".lstrip("."), lambda d: _inside(d, keys).update(added=1)
    if isinstance(tree, list):
        yield path, lambda d: _inside(d, keys).append("added")
    if not isinstance(tree, (dict, list)):
        yield path, lambda d: _inside(d, keys[:-1]).__setitem__(keys[-1], changed(tree))
        return
    for key, part in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        inside = f"{path}.{key}".lstrip(".") if isinstance(tree, dict) else f"{path}[{key}]"
        here = inside if isinstance(tree, dict) else path  # the entries behind it move up
        yield here, partial(_take, (*keys, key))
        yield from _changes(part, (*keys, key), inside)


def _take(keys: tuple[str | int, ...], document: Document) -> None:
    _inside(document, keys[:-1]).pop(keys[-1])


def _inside(tree: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys:
        tree = tree[key]
    return tree


def changed(value: Any) -> Any:
    """The value with its last digit or its last character changed; never by what rounding could do."""
    if value is None:
        return "x"
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return value[:-1] + ("1" if value[-1:] == "0" else "0")
    text = repr(value)
    digits, exponent = text.split("e") if "e" in text else (text, "0")
    last = str((int(digits[-1]) + 5) % 10)
    return type(value)(float(f"{digits[:-1]}{last}e{exponent}"))
