"""A match as statements: what its page shows and its certificate states, number by number.

Numbers of the scorer are doubles, all digits of them; points are decimals, as they are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from operator import mul

from skillpath.ontology.dataset import match_terms as t
from skillpath.ontology.dataset.names import CANDIDATE, MATCH, ROLE, named
from skillpath.ontology.dataset.statements import Iri, Node, Value
from skillpath.reasoner.shown import Document

Facts = Sequence[tuple[str, Value]]


def match_nodes(document: Document, certificate: Document, *, rank: int | None = None) -> Iterator[Node]:
    """What an explanation and the certificate of the same match say; ``rank``: among all, where known.

    Parts of a match are named after it, and numbered from 1 in the order of the page.
    """
    return _Writer(document, certificate).match(rank)


def _facts(keys: t.Keys, said: Mapping[str, Value]) -> list[tuple[str, Value]]:
    return [(predicate, said[key]) for key, predicate in keys.items()]


def _points(shown: float) -> Decimal:
    return Decimal(str(shown))


def _iri(node: Document | None) -> Iri | None:
    return None if node is None else Iri(node["iri"])


class _Writer:
    """Writes the nodes of one match."""

    def __init__(self, document: Document, certificate: Document) -> None:
        self._document, self._given = document, certificate["inputs"]
        self._proofs = certificate["requirements"]
        self._iri = named(MATCH, document["candidate"], document["role"]["id"])
        self._contributions = 0

    def match(self, rank: int | None) -> Iterator[Node]:
        """The match itself, then its parts."""
        said, requirements = self._document, self._document["requirements"]
        profile = self._given["profile"]
        missing = [n for n, one in enumerate(requirements, 1) if one["source"] is None]
        yield Node(
            self._iri,
            (
                (t.TYPE, Iri(t.MATCH_CLASS)),
                (t.CANDIDATE, Iri(named(CANDIDATE, said["candidate"]))),
                (t.ROLE, Iri(named(ROLE, said["role"]["id"]))),
                (t.RANK, rank),
                *_facts(t.OF_MATCH, said),
                (t.POINTS, _points(said["points"])),
                (t.WORD, said["band"]["word"]),
                (t.AS_OF, date.fromisoformat(said["as_of"])),
                (t.RELEASE, said["release"]),
                (t.BOTTLENECK, float(profile["bottleneck"])),
                (t.INSIDE, not said["outside"]),
                *((t.UNKNOWN, Iri(iri)) for iri in said["unknown"]),
                *((t.MISSING, self._part("requirement", n)) for n in missing),
                *self._parts(t.OUTSIDE, "outside", said["outside"]),
                *self._parts(t.EXPERIENCE, "experience", said["items"]),
                *self._parts(t.REQUIREMENT, "requirement", requirements),
                *self._parts(
                    t.CONTRIBUTION, "contribution", [c for one in requirements for c in one["contributions"]]
                ),
            ),
        )
        for number, reason in enumerate(said["outside"], 1):
            yield Node(self._part("outside", number), tuple(_facts(t.OF_OUTSIDE, reason)))
        given = (*self._given["spells"], *self._given["claims"])
        for item, stated in zip(said["items"], given, strict=True):
            yield self._experience(item, stated)
        for number, (one, proof) in enumerate(zip(requirements, self._proofs, strict=True), 1):
            yield from self._requirement(number, one, proof)

    def _part(self, *names: object) -> Iri:
        return Iri("/".join([self._iri, *map(str, names)]))

    def _parts(self, predicate: str, kind: str, parts: Sequence[Document]) -> Facts:
        return [(predicate, self._part(kind, number)) for number in range(1, len(parts) + 1)]

    def _experience(self, item: Document, stated: Document) -> Node:
        spell = item["kind"] == "spell"
        facts: Facts = (
            [
                *((p, stated[key] and Iri(stated[key])) for key, p in t.OF_SPELL.items()),
                (t.STARTED, date.fromisoformat(stated["start"])),
                (t.ENDED, date.fromisoformat(stated["end"])),
            ]
            if spell
            else [(t.SKILL, Iri(stated["skill"])), (t.SOURCE, stated["source"])]
        )
        return Node(
            self._part("experience", item["item"] + 1),
            (
                (t.TYPE, Iri(t.EXPERIENCE_CLASS)),
                (t.KIND, item["kind"]),
                (t.TEXT, item["text"]),
                (t.LEVEL, stated["level"]),
                (t.POINTS, _points(item["points"])),
                *facts,
            ),
        )

    def _requirement(self, number: int, said: Document, proof: Document) -> Iterator[Node]:
        name, asked, nearest = self._part("requirement", number), said["requirement"], said["nearest"]
        yield Node(
            name,
            (
                (t.TYPE, Iri(t.REQUIREMENT_CLASS)),
                (t.CONCEPT, _iri(asked)),
                *_facts(t.OF_ASKED, asked),
                *_facts(t.OF_REQUIREMENT, said),
                (t.POINTS, _points(said["points"])),
                (t.GAP_POINTS, _points(said["gap_points"])),
                (t.CONCEPT_SOURCE, _iri(said["source"])),
                (t.NEAREST, None if nearest is None else Iri(f"{name}/nearest")),
                *_links(t.STEP, f"{name}/step", said["path"]),
                *_links(t.ALTERNATIVE, f"{name}/alternative", said["alternatives"]),
            ),
        )
        yield from _steps(name, said["path"])
        for place, other in enumerate(said["alternatives"], 1):
            yield from _other(f"{name}/alternative/{place}", other)
        if nearest is not None:
            yield from _other(f"{name}/nearest", nearest)
        for part, (*_, dose, _points_of_it) in zip(said["contributions"], proof["doses"], strict=True):
            yield self._contribution(name, part, dose)

    def _contribution(self, requirement: str, part: Document, dose: float) -> Node:
        self._contributions += 1
        how = part["learning"] or {"kind": None, "strength": None, "provenance": ""}
        return Node(
            self._part("contribution", self._contributions),
            (
                (t.TYPE, Iri(t.CONTRIBUTION_CLASS)),
                (t.MEETS, Iri(requirement)),
                (t.EXPERIENCE, self._part("experience", part["item"] + 1)),
                *_facts(t.OF_CONTRIBUTION, part),
                (t.POINTS, _points(part["points"])),
                (t.DOSE, float(dose)),
                (t.ORIGIN, _iri(part["origin"])),
                (t.LEARNED_AS, how["kind"]),
                (t.LEARNED, how["strength"]),
                (t.SOURCE, how["provenance"] or None),
            ),
        )


def _other(name: str, said: Document) -> Iterator[Node]:
    """An alternative, or the nearest thing, and its path."""
    facts = [(predicate, said.get(key)) for key, predicate in t.OF_OTHER.items()]
    links = _links(t.STEP, f"{name}/step", said["path"])
    yield Node(name, ((t.CONCEPT_SOURCE, _iri(said["source"])), *facts, *links))
    yield from _steps(name, said["path"])


def _links(predicate: str, stem: str, parts: Sequence[Document]) -> Facts:
    return [(predicate, Iri(f"{stem}/{number}")) for number in range(1, len(parts) + 1)]


def _steps(name: str, path: Sequence[Document]) -> Iterator[Node]:
    """The steps of a path, in order."""
    carried = accumulate((step["weight"] for step in path), mul)
    for number, (step, product) in enumerate(zip(path, carried, strict=True), 1):
        yield Node(
            f"{name}/step/{number}",
            (
                (t.TYPE, Iri(t.STEP_CLASS)),
                (t.NUMBER, number),
                (t.FROM, _iri(step["source"])),
                (t.TO, _iri(step["target"])),
                *_facts(t.OF_STEP, step),
                (t.CARRIED, float(product)),
                (t.SOURCE, step["provenance"] or None),
            ),
        )
