"""A match as a picture: what flows from the candidate's history to the role, as nodes and edges.

Column by column from left to right: the candidate, spells and claims, what they are experience of (a
job type, an industry, a shop floor), the skills learned there, the steps to what is asked for, the
requirements, the role. Made from the document of the match alone; every edge is a line of the table
beside the picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from skillpath.graph.relations import EdgeKind
from skillpath.reasoner.shown import Document
from skillpath.web.language import gettext, gettext_noop
from skillpath.web.text import points as in_words

FEW_NODES: Final = 60
"""So many boxes are seen at a glance. What contributes least is left out, and drawn when asked for."""

MOST_NODES: Final = 300
"""A larger picture is unreadable, asked for or not."""

ORIGINS: Final = {
    "job type": gettext_noop("%(item)s is work as %(concept)s"),
    "industry": gettext_noop("%(item)s is work in %(concept)s"),
    "shop floor": gettext_noop("%(item)s is hands-on work on the %(concept)s"),
    "claim": gettext_noop("%(item)s names %(concept)s"),
}
"""Channel → what is said of a spell or claim and what it is experience of."""

SIMILAR: Final = frozenset((EdgeKind.CLOSE_MATCH, EdgeKind.SIMILAR_WORK))
"""Kinds of steps that are drawn dashed: the two are not linked by what they are, but are alike."""

CANDIDATE: Final = "candidate"
ROLE: Final = "role"

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A box. ``kind`` is a kind of concept, or candidate, spell, requirement, unmet or role; ``iri`` is that
    of the concept that it stands for, "" where it stands for none."""

    column: int
    kind: str
    label: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A flow of points between two boxes through one channel; ``text`` says the step as a sentence.

    ``channel`` is "" where nothing flows: from a requirement that nothing carries to. ``similar`` marks a
    step between two that are alike (:data:`SIMILAR`).
    """

    source: Key
    target: Key
    channel: str
    points: float
    text: str
    similar: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes by key, edges from left to right, what stands over columns; ``left_out`` contributions (or
    neighbours) are missing for lack of room."""

    nodes: dict[Key, Node]
    edges: list[Edge]
    headings: dict[int, str]
    left_out: int
    left_out_points: float = 0.0


def picture(document: Document, *, most_nodes: int = FEW_NODES) -> Picture:
    """The picture of a match document (:func:`skillpath.reasoner.document.match_document`)."""
    sketch = _Sketch(most_nodes)
    flows = [(r, c) for r in document["requirements"] for c in r["contributions"]]
    flows.sort(key=lambda flow: -flow[1]["points"])
    left_out = [c for r, c in flows if not sketch.add(_stops(document, r, c), c["channel"], c["points"])]
    for requirement in document["requirements"]:
        if not requirement["contributions"]:
            sketch.add(_unmet(document, requirement), "", 0.0)
    lost = round(sum(c["points"] for c in left_out), 2)
    nodes = sketch.placed_nodes()
    return Picture(nodes, sketch.merged_edges(), _headings(nodes), len(left_out), lost)


def _headings(nodes: Mapping[Key, Node]) -> dict[int, str]:
    """Column → what stands in it; the columns between skills and requirements go without a heading."""
    last = max((node.column for node in nodes.values()), default=0)
    headings = {
        0: gettext("candidate"),
        1: gettext("history"),
        2: gettext("experience of"),
        3: gettext("carries over"),
        last - 1: gettext("asked for"),
        last: gettext("role"),
    }
    return {column: text for column, text in headings.items() if column <= last}


@dataclass(frozen=True, slots=True)
class _Stop:
    """A box on the way of one contribution, and the sentence of the step that leads to it."""

    key: Key
    kind: str
    label: str
    text: str = ""
    iri: str = ""
    similar: bool = False


@dataclass(slots=True)
class _Sketch:
    """Boxes and flows collected so far; requirements and the role stand to the right of all others."""

    most_nodes: int
    nodes: dict[Key, tuple[int, _Stop]] = field(default_factory=dict)
    flows: dict[tuple[Key, Key, str], tuple[float, str, bool]] = field(default_factory=dict)

    def add(self, stops: Sequence[_Stop], channel: str, points: float) -> bool:
        """Adds one way from the left to the role; refuses one for which there is no room."""
        fresh = {stop.key for stop in stops} - self.nodes.keys()
        if len(self.nodes) + len(fresh) > self.most_nodes:
            return False
        for column, stop in enumerate(stops):
            self.nodes.setdefault(stop.key, (column, stop))
        for left, right in pairwise(stops):
            flow = (left.key, right.key, channel)
            sum_before = self.flows[flow][0] if flow in self.flows else 0.0
            self.flows[flow] = (sum_before + points, right.text, right.similar)
        return True

    def placed_nodes(self) -> dict[Key, Node]:
        """The boxes with their columns."""
        last = {"requirement": 1, "unmet": 1, ROLE: 2}
        widest = max((c for c, stop in self.nodes.values() if stop.kind not in last), default=0)
        return {
            key: Node(
                widest + last[stop.kind] if stop.kind in last else column, stop.kind, stop.label, stop.iri
            )
            for key, (column, stop) in self.nodes.items()
        }

    def merged_edges(self) -> list[Edge]:
        """One edge for each pair of boxes and channel, the boxes further left first."""
        edges = [
            Edge(*ends, round(points, 2), text, similar)
            for ends, (points, text, similar) in self.flows.items()
        ]
        placed = self.placed_nodes()
        return sorted(edges, key=lambda e: (placed[e.source].column, -e.points))


def _stops(document: Document, requirement: Document, part: Document) -> list[_Stop]:
    """The way of one contribution: candidate, spell or claim, concepts, requirement, role."""
    item = document["items"][part["item"]]
    brings = gettext("%(candidate)s brings %(item)s", candidate=document["candidate"], item=item["text"])
    history = [
        _Stop((CANDIDATE,), CANDIDATE, document["candidate"]),
        _Stop((item["item"],), item["kind"], item["text"], brings),
    ]
    *between, arrival = _walk(requirement, part)
    steps = [
        _Stop(("concept", column, c["iri"]), c["kind"], c["label"], text, c["iri"], similar)
        for column, (c, text, similar) in enumerate(between, start=len(history))
    ]
    asked = _asked(requirement, "requirement", arrival[1], similar=arrival[2])
    return [*history, *steps, asked, _role(document, requirement)]


def _walk(requirement: Document, part: Document) -> Iterator[tuple[Document, str, bool]]:
    """The concepts from what a spell or claim is experience of to the requirement: each with its sentence,
    and whether the step to it is between two that are alike."""
    asked, origin, source = requirement["requirement"], part["origin"], requirement["source"]
    here = origin
    yield origin, gettext(ORIGINS[part["channel"]], item=part["text"], concept=origin["label"]), False
    if source["iri"] != origin["iri"]:
        here, learning = source, part["learning"]
        told = f"{source['label']} {learning['wording']} {origin['label']}"
        yield source, f"{told} ({stated(learning['strength'], learning)})", False
    for step in requirement["path"]:
        here = step["target"]
        told = f"{step['source']['label']} {step['wording']} {here['label']}"
        yield here, f"{told} ({stated(step['weight'], step)})", step["kind"] in SIMILAR
    if here["iri"] != asked["iri"] or asked["inverted"]:
        text = gettext("%(one)s is another industry than %(other)s", one=here["label"], other=asked["label"])
        yield asked, text, False
    elif here is origin and part["channel"] != "claim":
        yield asked, gettext("%(concept)s is what the role asks for", concept=here["label"]), False


def stated(weight: float, link: Document) -> str:
    """How much a link carries, from where and by whom: "× 0.50, O*NET"."""
    said = [link["provenance"], "" if link["author"] in link["provenance"] else link["author"]]
    return ", ".join([f"×\N{NO-BREAK SPACE}{in_words(weight)}", *filter(None, said)])


def _unmet(document: Document, requirement: Document) -> list[_Stop]:
    return [_asked(requirement, "unmet", ""), _role(document, requirement)]


def _asked(requirement: Document, kind: str, text: str, *, similar: bool = False) -> _Stop:
    asked = requirement["requirement"]
    key = ("requirement", asked["dimension"], asked["iri"])
    return _Stop(key, kind, asked["name"], text, asked["iri"], similar)


def _role(document: Document, requirement: Document) -> _Stop:
    title, asked = document["role"]["title"], requirement["requirement"]
    wording = (
        gettext_noop("%(asked)s is essential for %(role)s")
        if asked["essential"]
        else gettext_noop("%(asked)s counts for %(role)s")
    )
    return _Stop((ROLE,), ROLE, title, gettext(wording, asked=asked["name"], role=title))
