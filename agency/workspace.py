"""A workspace: a folder with the releases of the ontology and the book of the agency."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL

from skillpath.agency.address import database_url
from skillpath.agency.audit.kinds import LOCAL
from skillpath.agency.book import Book
from skillpath.agency.book_copy import Progress as CopyProgress
from skillpath.agency.book_copy import copy_to_file
from skillpath.agency.compiled import Compiled
from skillpath.agency.dataset.folder import clear_people
from skillpath.agency.decision_file import read_decisions
from skillpath.agency.deletions import FILE as DELETIONS
from skillpath.agency.deletions import Deletions
from skillpath.agency.demonstration import read_candidates, read_roles
from skillpath.agency.kept import Kept
from skillpath.agency.mark import FORMAT, MARK, make_folder, read_mark, write_mark
from skillpath.agency.pool_store import PoolStore
from skillpath.agency.revisions import BookState
from skillpath.agency.thresholds import FILE, MeasuredThresholds, read_thresholds
from skillpath.data import bundled
from skillpath.errors import WorkspaceError
from skillpath.graph.fingerprint import fingerprint
from skillpath.graph.label_search import LabelSearch
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.graph.reweighed import Reweighed
from skillpath.graph.storage import load_network
from skillpath.ontology.files import clear_away
from skillpath.ontology.releases import Progress, Release, Releases
from skillpath.ontology.turtle import RdfGraph, read_turtle
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.histories import Vocabulary
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.reference import Population, Reference
from skillpath.reasoner.role import Role
from skillpath.reasoner.transfer import AS_OF
from skillpath.reasoner.vacancies import Vacancies, vacancies_of

BUNDLED: Final = "skillpath"
"""Origin of the graph that ships with SkillPath; see :attr:`Release.graphs`."""

KEPT: Final = 64
"""So many results are kept of what takes long and depends on nothing but its arguments and the release."""

POPULATIONS: Final = 8
"""So many populations are kept: profiles seldom say of learning what no other says."""

POOLS: Final = 8
"""For so many pools, those last used, it is kept where their concepts are in the network."""

_OF_RELEASE: Final = (
    "release",
    "network",
    "finder",
    "reweighed",
    "label_search",
    "kept",
    "reference",
    "_populations",
    "_places",
    "_compiled",
    "_vacancies",
    "thresholds",
)
"""What a workspace knows of its current release, and forgets with it."""


class Workspace:
    """An open workspace. What it shows of the ontology is the release that was current on opening."""

    def __init__(self, folder: Path, *, database: str | URL | None = None) -> None:
        self.folder = folder
        self.releases = Releases(folder / "releases")
        self._database = database_url(database, folder)

    @classmethod
    def create(
        cls, folder: Path, *, database: str | URL | None = None, progress: Progress = lambda _: None
    ) -> "Workspace":
        """Makes a workspace with the bundled ontology, or brings the one that is there up to date.

        A workspace that is current stays as it is. ``database`` is that of :meth:`open`. Raises
        :class:`WorkspaceError` for a folder that holds anything else.
        """
        mark = folder / MARK
        if not mark.exists():
            if folder.is_dir() and any(folder.iterdir()):
                raise WorkspaceError(f"{folder} is no workspace and is not empty: choose another folder.")
            make_folder(folder)
            write_mark(folder)
        clear_away(folder)
        clear_away(folder.absolute().parent, of=folder.name)
        workspace = cls.open(folder, database=database)
        workspace._refresh(progress)
        return workspace

    @classmethod
    def open(cls, folder: Path, *, database: str | URL | None = None) -> "Workspace":
        """Opens a workspace whose book is in the database of a URL, or in a file of the folder.

        Which of them is never written down: it must be said each time. Raises :class:`WorkspaceError` where
        there is no workspace that can be read, :class:`InputError` for a URL that cannot be.
        """
        mark = folder / MARK
        if not mark.exists():
            raise WorkspaceError(
                f"There is no workspace in {folder}: make one with `skillpath init --workspace {folder}`."
            )
        version = read_mark(folder).get("format")
        if version != FORMAT:
            raise WorkspaceError(f"{folder} has layout {version}, this SkillPath reads layout {FORMAT}.")
        return cls(folder, database=database)

    @cached_property
    def book(self) -> Book:
        """The book; raises :class:`WorkspaceError` where its database cannot be used."""
        return Book(self._database, deletions=self.deletions)

    def renewed(self) -> "Workspace":
        """Itself; where another release has become current, the same workspace on that one.

        Whoever holds the old one goes on with the old release; book and pool are shared.
        """
        if self.releases.current_name() in (None, self.release.name):
            return self
        fresh = Workspace(self.folder, database=self._database)
        fresh.__dict__ |= {"book": self.book, "pool": self.pool, "release": fresh.release}
        return fresh

    def at_release(self, name: str) -> "Workspace":
        """The same workspace on a release by name; raises :class:`WorkspaceError` where that is gone."""
        if name == self.release.name:
            return self
        found = next((release for release in self.releases.all() if release.name == name), None)
        if found is None:
            raise WorkspaceError(f"The release {name} is not in the workspace any more.")
        other = Workspace(self.folder, database=self._database)
        other.__dict__ |= {"book": self.book, "pool": self.pool, "release": found}
        return other

    @cached_property
    def release(self) -> Release:
        """The current release."""
        release = self.releases.current()
        if release is None:
            raise WorkspaceError(
                f"The workspace has no release yet: run `skillpath init --workspace {self.folder}`."
            )
        return release

    @cached_property
    def network(self) -> Network:
        """The compiled network of the release.

        Raises :class:`WorkspaceError` where other rules than today's compiled it, or files are damaged.
        """
        init = f"run `skillpath init --workspace {self.folder}`"
        if self.release.compiler != fingerprint():
            raise WorkspaceError(f"Another version of SkillPath compiled this workspace: {init}.")
        try:
            return load_network(self.releases.path(self.release.name) / "network")
        except (OSError, ValueError, KeyError) as error:
            raise WorkspaceError(
                f"The release {self.release.name} is damaged: delete its folder in {self.releases.folder} "
                f"and {init}."
            ) from error

    @cached_property
    def finder(self) -> PathFinder:
        """Best paths in the network."""
        return PathFinder(self.network)

    @cached_property
    def label_search(self) -> LabelSearch:
        """Concepts by words of their names."""
        return LabelSearch.of(self.network)

    @cached_property
    def pool(self) -> PoolStore:
        """The candidates of the book, compiled for ranking."""
        return PoolStore(self.folder / "pool", self.book)

    @cached_property
    def reweighed(self) -> Reweighed:
        """Transfers in the network under other weights."""
        return Reweighed(self.network)

    def places(self, vocabulary: Vocabulary) -> Places:
        """Where the concepts that a pool names are in the network; kept for the pools in use."""
        before = self._places
        known = next((places for words, places in before if words is vocabulary), None)
        if known is None:
            known = Places.of(self.network, vocabulary)
        others = [pair for pair in before if pair[0] is not vocabulary]
        self._places = [(vocabulary, known), *others[: POOLS - 1]]
        return known

    @cached_property
    def _places(self) -> list[tuple[Vocabulary, Places]]:
        return []

    @cached_property
    def kept(self) -> Kept:
        """Calls a function with this workspace and with what can be hashed; its latest results are kept.

        For what depends on nothing but the release and those arguments: facts are given whole, and of what
        is read from the pool its state.
        """
        return Kept(self, KEPT)

    def compiled(self, pool: Pool) -> Kept:
        """Calls a function with :class:`Compiled` candidates and what can be hashed; the latest are kept.

        Only of the pool that was asked for last: with it, what was learned of it goes.
        """
        if self._compiled is None or self._compiled[0] is not pool:
            places = self.places(pool.histories.vocabulary)
            self._compiled = pool, Kept(Compiled(pool, self.network, places), KEPT)
        return self._compiled[1]

    @cached_property
    def _compiled(self) -> tuple[Pool, Kept] | None:
        return None

    def copy_book(self, path: Path, *, progress: CopyProgress = lambda *_: None) -> None:
        """Copies the book into a new file, as it is at one moment; raises as :func:`copy_to_file`."""
        copy_to_file(self._database, path, progress=progress)

    @property
    def database(self) -> str:
        """The URL of the book's database, with its password: for processes of our own only."""
        return self._database.render_as_string(hide_password=False)

    @property
    def deletions(self) -> Deletions:
        """What was deleted here."""
        return Deletions(self.folder / DELETIONS)

    def forget(self, code: str, *, by: str = LOCAL) -> None:
        """Deletes a candidate, from book, pool and dataset; raises :class:`UnknownName`."""
        self.book.candidate(code)
        clear_people(self.folder)  # also before: a crash in between leaves nothing
        self.book.remove(code, by=by)
        self.pool.now()
        clear_people(self.folder)

    def people(self, codes: Iterable[str]) -> tuple[Candidate, ...]:
        """Those of some candidates who are in the book, by code; kept while nobody writes to it."""
        found: tuple[Candidate, ...] = self._of_people(_people, codes)
        return found

    def revisions(self, codes: Iterable[str]) -> Mapping[str, int]:
        """When each of the same was last written: with the code this says the candidate in little."""
        found: Mapping[str, int] = self._of_people(_revisions, codes)
        return found

    def _of_people(self, function: Callable[..., Any], codes: Iterable[str]) -> Any:
        with self.pool.still():
            return self.kept(function, tuple(sorted(set(codes))), self.pool.now().state)

    @cached_property
    def reference(self) -> Callable[[Role, Profile], Reference]:
        """What the candidates of a role are measured against; the latest are kept."""

        @lru_cache(maxsize=KEPT)
        def reference(role: Role, profile: Profile) -> Reference:
            matcher = Matcher.prepare(self.network, role, profile, as_of=AS_OF)
            return Reference(matcher, self.population(profile))

        return reference

    def population(self, profile: Profile) -> Population:
        """What the candidates of a role are measured against; kept for the next role."""
        found: Population = self._populations(Population.of, profile, key=profile.learning)
        return found

    @cached_property
    def _populations(self) -> Kept:
        return Kept(self.network, POPULATIONS)

    def vacancies(
        self,
        roles: Sequence[tuple[Role, Profile]],
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Vacancies:
        """Roles under their profiles, compiled for finding the best of them; kept while they are the same."""
        kept = next((compiled for known, compiled in self._vacancies if known == roles), None)
        if kept is None:
            kept = vacancies_of(self.network, roles, progress=progress)
            self._vacancies = [(list(roles), kept)]
        return kept

    @cached_property
    def _vacancies(self) -> list[tuple[Sequence[tuple[Role, Profile]], Vacancies]]:
        return []

    @cached_property
    def thresholds(self) -> MeasuredThresholds:
        """What scores mean: as measured on the release, else as it was measured for the shipped ontology."""
        measured = self.thresholds_file
        return read_thresholds(measured if measured.exists() else bundled(FILE))

    @property
    def thresholds_file(self) -> Path:
        """Where the thresholds that were measured on the release are kept."""
        return self.releases.path(self.release.name) / FILE

    @property
    def store(self) -> Path:
        """The SPARQL index of the release."""
        return self.releases.path(self.release.name) / "store"

    def take(self, origin: str, graph: RdfGraph, *, progress: Progress = lambda _: None) -> Release:
        """Puts what one origin says beside, or in place of, what it said before; makes that current."""
        graphs: Mapping[str, RdfGraph] = self.releases.graphs(self.release) | {origin: graph}
        return self.build(graphs, progress=progress)

    def load_demonstration(self) -> None:
        """Puts the demonstration agency into the book, replacing candidates and roles of the same codes."""
        candidates = read_candidates(bundled("agency/candidates.toml"))
        roles = read_roles(bundled("agency/roles.toml"))
        decisions = read_decisions(bundled("agency/decisions.csv"))
        self.book.put(candidates, roles)
        self.book.decide(decisions)

    def _refresh(self, progress: Progress) -> None:
        """Takes the bundled ontology where it is new, keeping what was edited here since it was taken."""
        current, path = self.releases.current(), bundled("skills.ttl")
        taken, offered = read_mark(self.folder).get("bundled"), _hash(path)
        if current is not None and current.compiler == fingerprint() and taken == offered:
            return
        graphs = {} if current is None else self.releases.graphs(current)
        base = self._bundled_as_taken(taken)
        if BUNDLED in graphs and base is not None:
            mine = graphs[BUNDLED]
            graphs[BUNDLED] = read_turtle(path) + (mine - base) - (base - mine)
        else:
            graphs[BUNDLED] = read_turtle(path)
        self.build(graphs, progress=progress)
        write_mark(self.folder, bundled=offered)

    def _bundled_as_taken(self, taken: str | None) -> RdfGraph | None:
        """The bundled ontology as it was when it was last taken, from the release that holds it."""
        holders = (r for r in self.releases.all() if r.graphs.get(BUNDLED) == taken)
        release = next(holders, None)
        return None if release is None else self.releases.graphs(release)[BUNDLED]

    def build(
        self,
        graphs: Mapping[str, RdfGraph],
        *,
        current: bool = True,
        progress: Progress = lambda _: None,
    ) -> Release:
        """Compiles a release from graphs by origin, and makes it the ``current`` one or leaves that."""
        # networkx is slow to import and only compiling needs it: opening a workspace does not wait.
        from skillpath.graph.compiler import compile_into  # noqa: PLC0415

        compiler = fingerprint()
        made = self.releases.build(
            graphs, compile_into, compiler=compiler, current=current, progress=progress
        )
        self._forget_release()
        return made

    def use(self, release: Release) -> None:
        """Makes a release that is there the current one: all that is asked from now on is asked of it."""
        self.releases.use(release.name)
        self._forget_release()

    def _forget_release(self) -> None:
        for outdated in _OF_RELEASE:
            self.__dict__.pop(outdated, None)


def _people(workspace: Workspace, codes: tuple[str, ...], _: BookState) -> tuple[Candidate, ...]:
    """Of the book in a state."""
    return tuple(workspace.book.candidates(codes))


def _revisions(workspace: Workspace, codes: tuple[str, ...], _: BookState) -> Mapping[str, int]:
    """Of the book in a state."""
    return workspace.book.revisions(codes)


def _hash(path: Path) -> str:
    """The bundled ontology is kept in canonical form (a test says so): its hash is the one of the release."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
