"""Releases: immutable, compiled states of the ontology, named by the hash of what is in them.

A folder of releases holds one sub-folder a release (``graphs/*.ttl`` in canonical form, the Oxigraph
index ``store``, the compiled ``network``, ``release.json``) and a file ``current`` that names one. A
release appears by one rename when it is whole, and ``current`` is replaced by one rename too.
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from skillpath.errors import WorkspaceError, on_disk
from skillpath.ontology.catalogue import Catalogue, ConceptKind, read_catalogue
from skillpath.ontology.files import sync_folder, sync_tree, write_atomically
from skillpath.ontology.turtle import canonical_turtle, read_turtle
from skillpath.ontology.vocabulary import GRAPH

NAME_LENGTH: Final = 16
"""Hexadecimal digits of a release's name."""

_PLURALS: Final = {
    ConceptKind.SKILL: "skills",
    ConceptKind.JOB_TYPE: "job types",
    ConceptKind.INDUSTRY: "industries",
    ConceptKind.JOB_IN_INDUSTRY: "jobs in industries",
}

_BUILDING: Final = ".building-"

Compile = Callable[[Catalogue, Path], None]
"""Writes the compiled network of a catalogue into a folder."""

Progress = Callable[[str], None]
"""Is told what is being done."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release. ``graphs`` maps the origin of each part to the SHA-256 of its canonical Turtle;
    ``compiler`` names the rules it was compiled with; ``counts`` are numbers of things in it."""

    name: str
    created: str
    compiler: str
    graphs: Mapping[str, str]
    counts: Mapping[str, int]


class Releases:
    """The releases in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[Release]:
        """All releases, the oldest first."""
        files = self.folder.glob("*/release.json") if self.folder.is_dir() else ()
        found = [_read(file) for file in files if not file.parent.name.startswith(".")]
        return sorted(found, key=lambda release: (release.created, release.name))

    def current(self) -> Release | None:
        """The release in use."""
        name = self.current_name()
        return None if name is None else _read(self.path(name) / "release.json")

    def current_name(self) -> str | None:
        """The name of the release in use."""
        pointer = self.folder / "current"
        return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None

    def path(self, name: str) -> Path:
        """The folder of a release."""
        return self.folder / name

    def graphs(self, release: Release) -> dict[str, Graph]:
        """The RDF of a release, by origin."""
        return {origin: read_turtle(self._turtle(release, origin)) for origin in release.graphs}

    def build(
        self,
        graphs: Mapping[str, Graph],
        compile_into: Compile,
        *,
        compiler: str,
        current: bool = True,
        progress: Progress = lambda _: None,
    ) -> Release:
        """Compiles a release from graphs by origin and makes it the ``current`` one, or leaves that as it is.

        The same graphs and compiler give the same name; a release that is there already is used as it is.
        """
        with on_disk(self.folder), self._only_writer():
            progress("writing the ontology in canonical form")
            texts = {origin: canonical_turtle(graph) for origin, graph in sorted(graphs.items())}
            hashes = {origin: _hash(text) for origin, text in texts.items()}
            name = _hash("\n".join([compiler, *(f"{o} {h}" for o, h in hashes.items())]))[:NAME_LENGTH]
            if not (self.path(name) / "release.json").exists():
                release = Release(name, self._moment(), compiler, hashes, {})
                self._build(release, texts, graphs, compile_into, progress)
            if current:
                write_atomically(self.folder / "current", f"{name}\n")
        return _read(self.path(name) / "release.json")

    def use(self, name: str) -> None:
        """Makes a release that is there the current one."""
        with on_disk(self.folder), self._only_writer():
            write_atomically(self.folder / "current", f"{name}\n")

    def _build(
        self,
        release: Release,
        texts: Mapping[str, str],
        graphs: Mapping[str, Graph],
        compile_into: Compile,
        progress: Progress,
    ) -> None:
        building = self.folder / f"{_BUILDING}{release.name}"
        for part in ("graphs", "network"):
            (building / part).mkdir(parents=True)
        for origin, text in texts.items():
            (building / "graphs" / f"{origin}.ttl").write_text(text, encoding="utf-8")
        progress("indexing for SPARQL")
        _index(building)
        progress("reading the catalogue")
        catalogue = read_catalogue(graphs.values())
        progress("compiling the network")
        compile_into(catalogue, building / "network")
        counts = _counts(catalogue) | {"triples": sum(len(graph) for graph in graphs.values())}
        document = asdict(release) | {"counts": counts}
        (building / "release.json").write_text(json.dumps(document, indent=2), encoding="utf-8")
        sync_tree(building)
        building.rename(self.path(release.name))
        sync_folder(self.folder)

    def _moment(self) -> str:
        """Now; or a second after the youngest release, where the clock is not past it: it was set back."""
        now = datetime.now(UTC).replace(microsecond=0)
        youngest = max((datetime.fromisoformat(one.created) for one in self.all()), default=None)
        later = now if youngest is None else max(now, youngest + timedelta(seconds=1))
        return later.isoformat()

    def _turtle(self, release: Release, origin: str) -> Path:
        return self.path(release.name) / "graphs" / f"{origin}.ttl"

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Holds the folder's lock, then clears away what a crashed writer left."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise WorkspaceError(
                    "Another SkillPath is writing to this workspace: wait for it."
                ) from error
            for leftover in self.folder.glob(f"{_BUILDING}*"):
                shutil.rmtree(leftover)
            try:
                yield
            finally:
                for leftover in self.folder.glob(f"{_BUILDING}*"):  # of one that failed: it may fill the disk
                    shutil.rmtree(leftover, ignore_errors=True)


def hashes_of(graphs: Mapping[str, Graph]) -> dict[str, str]:
    """What a release of some graphs, by origin, states of them: :attr:`Release.graphs`."""
    return {origin: _hash(canonical_turtle(graph)) for origin, graph in sorted(graphs.items())}


def graph_iri(origin: str) -> str:
    """The name of the named graph that holds what one origin says."""
    return str(GRAPH[origin])


def _index(building: Path) -> None:
    store = ox.Store(str(building / "store"))
    for file in sorted((building / "graphs").glob("*.ttl")):
        name = ox.NamedNode(graph_iri(file.stem))
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=name)
    store.optimize()
    store.flush()


def _counts(catalogue: Catalogue) -> dict[str, int]:
    concepts = catalogue.concepts.values()
    return {
        **{name: sum(c.kind is kind and not c.group for c in concepts) for kind, name in _PLURALS.items()},
        "headings": sum(c.group for c in concepts),
        "links": len(catalogue.relations),
    }


def _read(file: Path) -> Release:
    try:
        return Release(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise WorkspaceError(
            f"The release {file.parent.name} is damaged: restore the workspace from a backup, or delete "
            "that release and run `skillpath init` again."
        ) from error


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
