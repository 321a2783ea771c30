"""How a snapshot is made of another one with the least work."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillpath.agency.dataset.source import Change, Progress, Source, Wanted
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.snapshots import Contents, Snapshot
from skillpath.ontology.dataset.writing import Writing


@dataclass(frozen=True, slots=True)
class Part:
    """A graph that is wanted, and how it is made."""

    wanted: Wanted
    source: Source

    @property
    def iri(self) -> str:
        """The graph."""
        return self.wanted.iri


class Plan:
    """How a snapshot is made of another one: what stays, what changes, what goes and what comes."""

    def __init__(
        self, workspace: Workspace, ground: Snapshot, wanted: Contents, parts: Sequence[Part]
    ) -> None:
        self.ground, self._workspace, self._parts = ground, workspace, parts
        before = ground.contents.versions
        asked = {part.iri for part in parts}
        self._same = {iri for iri in asked if before.get(iri) == wanted.versions[iri]}
        self._changes: dict[str, Change] = {}
        for part in parts:
            if part.iri in before and part.iri not in self._same:
                now = wanted.versions[part.iri]
                change = part.source.change(workspace, part.wanted, before[part.iri], now)
                if change is not None:
                    self._changes[part.iri] = change
        self._gone = before.keys() - self._same - self._changes.keys()

    @property
    def spared(self) -> int:
        """How many statements need not be written, less those that must be removed."""
        sizes = self.ground.contents.sizes
        kept = sum(sizes.get(iri, 0) for iri in (*self._same, *self._changes))
        return kept - sum(sizes.get(iri, 0) for iri in self._gone)

    def fill(self, writing: Writing, progress: Progress) -> dict[str, int]:
        """Does it; the sizes of all graphs then."""
        sizes = {iri: self.ground.contents.sizes.get(iri, 0) for iri in (*self._same, *self._changes)}
        for iri in sorted(self._gone):
            writing.remove(iri)
        for part in self._parts:
            if part.iri in self._changes:
                sizes[part.iri] += _apply(writing, part.iri, self._changes[part.iri])
            elif part.iri not in self._same:
                lines = part.source.lines(self._workspace, part.wanted, progress)
                sizes[part.iri] = writing.add(part.iri, lines)
        return sizes


def _apply(writing: Writing, graph: str, change: Change) -> int:
    """By how much the graph grows."""
    gone = writing.take_out_nodes(graph, change.nodes) + writing.take_out(graph, change.removed)
    return writing.add(graph, change.added) - gone
