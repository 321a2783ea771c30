"""A match as a picture: what flows from the candidate's history to the role, as nodes and edges.

Column by column from left to right: the candidate, spells and claims, what they are experience of (a
job type, an industry, a shop floor), the skills learned there, the steps to what is asked for, the
requirements, the role. Made from the document of the match alone; every edge is a line of the table
beside the picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from skillpath.reasoner.shown import Document

MOST_NODES: Final = 300
"""A larger picture is unreadable: what contributes least is left out of it, and counted."""

ORIGIN_WORDING: Final = {
    "job type": "is work as",
    "industry": "is work in",
    "shop floor": "is hands-on work on the",
    "claim": "names",
}
"""Channel → wording between a spell or claim and what it is experience of."""

CANDIDATE: Final = "candidate"
ROLE: Final = "role"

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A box. ``kind`` is a kind of concept, or candidate, spell, requirement, unmet or role."""

    column: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A flow of points between two boxes through one channel; ``text`` says the step as a sentence.

    ``channel`` is "" where nothing flows: from a requirement that nothing carries to.
    """

    source: Key
    target: Key
    channel: str
    points: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes by key, edges from left to right; ``left_out`` contributions are missing for lack of room."""

    nodes: dict[Key, Node]
    edges: list[Edge]
    left_out: int
    left_out_points: float


def picture(document: Document, *, most_nodes: int = MOST_NODES) -> Picture:
    """The picture of a match document (:func:`skillpath.reasoner.document.match_document`)."""
    sketch = _Sketch(most_nodes)
    flows = [(r, c) for r in document["requirements"] for c in r["contributions"]]
    flows.sort(key=lambda flow: -flow[1]["points"])
    left_out = [c for r, c in flows if not sketch.add(_stops(document, r, c), c["channel"], c["points"])]
    for requirement in document["requirements"]:
        if not requirement["contributions"]:
            sketch.add(_unmet(document, requirement), "", 0.0)
    lost = round(sum(c["points"] for c in left_out), 2)
    return Picture(sketch.placed_nodes(), sketch.merged_edges(), len(left_out), lost)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A box on the way of one contribution, and the sentence of the step that leads to it."""

    key: Key
    kind: str
    label: str
    text: str = ""


@dataclass(slots=True)
class _Sketch:
    """Boxes and flows collected so far; requirements and the role stand to the right of all others."""

    most_nodes: int
    nodes: dict[Key, tuple[int, _Stop]] = field(default_factory=dict)
    flows: dict[tuple[Key, Key, str], tuple[float, str]] = field(default_factory=dict)

    def add(self, stops: Sequence[_Stop], channel: str, points: float) -> bool:
        """Adds one way from the left to the role; refuses one for which there is no room."""
        fresh = {stop.key for stop in stops} - self.nodes.keys()
        if len(self.nodes) + len(fresh) > self.most_nodes:
            return False
        for column, stop in enumerate(stops):
            self.nodes.setdefault(stop.key, (column, stop))
        for left, right in pairwise(stops):
            flow = (left.key, right.key, channel)
            self.flows[flow] = (self.flows.get(flow, (0.0, ""))[0] + points, right.text)
        return True

    def placed_nodes(self) -> dict[Key, Node]:
        """The boxes with their columns."""
        last = {"requirement": 1, "unmet": 1, ROLE: 2}
        widest = max((c for c, stop in self.nodes.values() if stop.kind not in last), default=0)
        return {
            key: Node(widest + last[stop.kind] if stop.kind in last else column, stop.kind, stop.label)
            for key, (column, stop) in self.nodes.items()
        }

    def merged_edges(self) -> list[Edge]:
        """One edge for each pair of boxes and channel, the boxes further left first."""
        edges = [Edge(*ends, round(points, 2), text) for ends, (points, text) in self.flows.items()]
        placed = self.placed_nodes()
        return sorted(edges, key=lambda e: (placed[e.source].column, -e.points))


def _stops(document: Document, requirement: Document, part: Document) -> list[_Stop]:
    """The way of one contribution: candidate, spell or claim, concepts, requirement, role."""
    item = document["items"][part["item"]]
    history = [
        _Stop((CANDIDATE,), CANDIDATE, document["candidate"]),
        _Stop((item["item"],), item["kind"], item["text"], f"{document['candidate']} brings {item['text']}"),
    ]
    *between, (_, arrival) = _walk(requirement, part)
    columns = enumerate(between, start=len(history))
    steps = [
        _Stop(("concept", column, c["iri"]), c["kind"], c["label"], text) for column, (c, text) in columns
    ]
    return [*history, *steps, _asked(requirement, "requirement", arrival), _role(document, requirement)]


def _walk(requirement: Document, part: Document) -> Iterator[tuple[Document, str]]:
    """The concepts from what a spell or claim is experience of to the requirement, each with its sentence."""
    asked, origin, source = requirement["requirement"], part["origin"], requirement["source"]
    here = origin
    yield origin, f"{part['text']} {ORIGIN_WORDING[part['channel']]} {origin['label']}"
    if source["iri"] != origin["iri"]:
        here = source
        yield source, f"{source['label']} {part['learning']['wording']} {origin['label']}"
    for step in requirement["path"]:
        here = step["target"]
        yield here, f"{step['source']['label']} {step['wording']} {here['label']} (× {step['weight']:.2f})"
    if here["iri"] != asked["iri"] or asked["inverted"]:
        yield asked, f"{here['label']} is another industry than {asked['label']}"
    elif here is origin and part["channel"] != "claim":
        yield asked, f"{here['label']} is what the role asks for"


def _unmet(document: Document, requirement: Document) -> list[_Stop]:
    return [_asked(requirement, "unmet", ""), _role(document, requirement)]


def _asked(requirement: Document, kind: str, text: str) -> _Stop:
    asked = requirement["requirement"]
    return _Stop(("requirement", asked["dimension"], asked["iri"]), kind, asked["name"], text)


def _role(document: Document, requirement: Document) -> _Stop:
    title, asked = document["role"]["title"], requirement["requirement"]
    wording = "is essential for" if asked["essential"] else "counts for"
    return _Stop((ROLE,), ROLE, title, f"{asked['name']} {wording} {title}")
