"""Every kind of write, one after the other, as an agency makes them; each can be broken off anywhere."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from skillpath.agency.accounts.register import add_account, disable, set_roles
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import begin_session
from skillpath.agency.accounts.tokens import make_token
from skillpath.agency.adoption import AdoptedProfile, Provenance
from skillpath.agency.audit.shown import explanation_shown
from skillpath.agency.dataset.stores import store_for
from skillpath.agency.matching import explanation
from skillpath.agency.role_changes import change_role
from skillpath.agency.shared_readings import share, withdraw
from skillpath.agency.thresholds import write_thresholds
from skillpath.agency.workspace import Workspace
from skillpath.cli import main
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role, SkillRequirement

ONTOLOGY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <urn:> .
:clerk a esco:Occupation ; skos:prefLabel "payroll clerk"@en ; esco:relatedEssentialSkill :pay, :tax .
:cashier a esco:Occupation ; skos:prefLabel "cashier"@en ; esco:relatedEssentialSkill :till .
:pay a esco:Skill ; skos:prefLabel "pay calculation"@en ; skos:broader :office .
:tax a esco:Skill ; skos:prefLabel "wage tax reporting"@en ; skos:broader :office .
:till a esco:Skill ; skos:prefLabel "operate cash registers"@en ; skos:broader :office .
:office a esco:Skill ; skos:prefLabel "office work"@en .
"""
"""A small ontology: what is tried is how it is written, not what it says."""

MORE = ONTOLOGY.replace("urn:", "urn:more:").replace("payroll", "senior payroll")
EDITED = f'{ONTOLOGY}\n:pay skos:altLabel "wages"@en .'
OTHER = f'{ONTOLOGY}\n:till skos:altLabel "till work"@en .'
CV = "Payroll clerk, Northwind Hospital\n2016 – 2020\nPay calculation, wage tax reporting.\n"
QUERY = "# title: Skills\nSELECT ?skill { ?skill a esco:Skill }\n"
INPUTS = (
    ("cv.txt", CV),
    ("more.ttl", MORE),
    ("edited.ttl", EDITED),
    ("other.ttl", OTHER),
    ("skills.rq", QUERY),
)
"""The files that commands take."""

DAY = ("--day", "2026-11-01")
REASON = "knows the work"
FORGOTTEN = "quicksilverish"
"""A word that is written about one candidate only."""

PASSWORD = "kestrel quartz lantern 7"
AS_OF = date(2026, 11, 1)

DELETED = "candidate deleted"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happens: a folder with the workspace, and one with the files that are taken."""

    folder: Path
    inputs: Path

    @property
    def workspace(self) -> Path:
        return self.folder / "workspace"

    @property
    def backup(self) -> Path:
        return self.folder / "kept.zip"


@dataclass(frozen=True, slots=True)
class Write:
    """A kind of write, and how it is made.

    ``in_two_places``: in book and releases. Between the two a crash leaves one of them, and the same command
    once more does the other.
    """

    kind: str
    make: Callable[[Place], None]
    in_two_places: bool = False


def command(*arguments: str, at: tuple[str, ...] = ("--workspace", "{workspace}")) -> Callable[[Place], None]:
    """What ``skillpath`` does with some arguments; paths stand in braces."""

    def make(place: Place) -> None:
        paths = {"workspace": place.workspace, "inputs": place.inputs, "backup": place.backup}
        sys.argv = ["skillpath", *(one.format(**paths) for one in (*arguments, *at))]
        try:
            main()
        except SystemExit as end:
            if end.code:
                raise RuntimeError(f"{sys.argv} ended with {end.code}") from end

    return make


def people(first: int, last: int, *, located: str) -> list[Candidate]:
    """Candidates by number."""
    return [
        Candidate(
            f"C-{number:03}",
            (Spell("urn:clerk" if number % 2 else "urn:cashier", None, date(2000 + number % 20, 1, 1)),),
            (Claim("urn:tax", 0.5, "CV"),),
            location=located,
        )
        for number in range(first, last)
    ]


ROLES = [
    Role("R-01", "Payroll clerk", (SkillRequirement("urn:pay"), SkillRequirement("urn:tax")), "urn:clerk"),
    Role("R-02", "Cashier", (SkillRequirement("urn:till"),), "urn:cashier"),
]


def _added(place: Place) -> None:
    Workspace.open(place.workspace).book.put(people(1, 400, located="DE"), ROLES)


def _changed(place: Place) -> None:
    Workspace.open(place.workspace).book.put(people(1, 200, located="AT"))


def _compiled(place: Place) -> None:
    Workspace.open(place.workspace).pool.now()


def _asked(place: Place) -> None:
    """As a query does that names a graph of the book: the graphs are written that it is asked of."""
    store_for(Workspace.open(place.workspace), (), book=True)


def _role_changed(place: Place) -> None:
    role = Workspace.open(place.workspace).book.role_as_written("R-02")
    change_role(Workspace.open(place.workspace).book, replace(role, profile="skills first"), by="K-1")


def _linked(place: Place) -> None:
    reading = {"audience": "client", "candidate": "C-001", "role": {"id": "R-01"}, "text": "kept as it was"}
    share(Workspace.open(place.workspace).book, reading, by="K-1", days=7)


def _link_withdrawn(place: Place) -> None:
    withdraw(Workspace.open(place.workspace).book, 1, by="K-1")


def _adopted(place: Place) -> None:
    profile = replace(PROFILES["skills first"], name="our own")
    learned = Provenance("skills first", "K-1", date(2026, 11, 1), 9, 3, "ab", "r", 0.5, 0.6, 0.01, 0.2)
    Workspace.open(place.workspace).book.adopt(AdoptedProfile(profile, learned))


def _measured(place: Place) -> None:
    opened = Workspace.open(place.workspace)
    write_thresholds(opened.thresholds_file, opened.thresholds)


def _switched(place: Place) -> None:
    releases = Workspace.open(place.workspace).releases
    current = releases.current_name()
    releases.use(next(one.name for one in releases.all() if one.name != current))


def _account_added(place: Place) -> None:
    add_account(Workspace.open(place.workspace).book, "ada", roles=["editor"], password=PASSWORD)


def _roles_changed(place: Place) -> None:
    set_roles(Workspace.open(place.workspace).book, "ada", ["editor", "reviewer"])


def _signed_in(place: Place) -> None:
    begin_session(Workspace.open(place.workspace).book, "ada", device="a browser")


def _token_made(place: Place) -> None:
    make_token(Workspace.open(place.workspace).book, "ada", label="nightly", scope=Scope.READ, days=30)


def _account_closed(place: Place) -> None:
    disable(Workspace.open(place.workspace).book, "ada")


def _page_shown(place: Place) -> None:
    """As the viewer logs it: in a thread of its own, which this one waits for."""
    opened = Workspace.open(place.workspace)
    document = explanation(opened, "C-001", "R-01", as_of=AS_OF)
    opened.book.views.add(explanation_shown(opened, document, "R-01", by="ada", via="a page", as_of=AS_OF))
    opened.book.views.wait()


BY = ("--by", "K-1")
EDIT = ("--by", "E-1", "--why", "asked for by K-1")

WRITES = (
    Write("candidates added", _added),
    Write("pool compiled", _compiled),
    Write("candidates changed", _changed),
    Write("decision", command("decide", "C-001", "R-01", "placed", *BY, "--reason", REASON, *DAY)),
    Write("criteria", command("criteria", "R-01", "--share", "skills=0.7")),
    Write("role changed", _role_changed),
    Write("note", command("candidate", "note", "C-002", f"a {FORGOTTEN} worker", *BY)),
    Write("identity", command("candidate", "identify", "C-002", "--name", "Ann Example")),
    Write("CV taken", command("intake", "{inputs}/cv.txt", *BY, *DAY, "--jobs", "1")),
    Write("CV confirmed", command("intake", "confirm", "1", "--all", *BY, *DAY)),
    Write("records merged", command("candidate", "merge", "C-003", "C-004", *BY)),
    Write("merge undone", command("candidate", "unmerge", "1", *BY)),
    Write("client link", _linked),
    Write("link withdrawn", _link_withdrawn),
    Write("profile adopted", _adopted),
    Write("keep until", command("candidate", "keep", "C-005", "--until", "2027-12-31")),
    Write("firm named", command("agency", "--name", "Northwind")),
    Write("ontology imported", command("import", "rdf", "{inputs}/more.ttl", "--origin", "more")),
    Write("working copy begun", command("edit", "begin", "pay", "--by", "E-1")),
    Write("working copy changed", command("edit", "take", "pay", "{inputs}/edited.ttl", *EDIT, "--yes")),
    Write("change set undone", command("edit", "undo", "pay", "1", *EDIT)),
    Write("undoing undone", command("edit", "undo", "pay", "2", *EDIT)),
    Write("second copy begun", command("edit", "begin", "till", "--by", "E-2")),
    Write("second copy changed", command("edit", "take", "till", "{inputs}/other.ttl", *EDIT, "--yes")),
    Write("change proposed", command("edit", "propose", "pay", "--by", "E-1")),
    Write("change sent back", command("edit", "send-back", "pay", "Why?", "--by", "R-1")),
    Write("change proposed again", command("edit", "propose", "pay", "--by", "E-1")),
    Write("change approved", command("edit", "approve", "pay", "--by", "R-1")),
    Write("working copy released", command("edit", "release", "pay", "--by", "R-1"), in_two_places=True),
    Write("second copy rebased", command("edit", "rebase", "till")),
    Write("second copy closed", command("edit", "close", "till", "--by", "E-2")),
    Write("account added", _account_added),
    Write("account's roles changed", _roles_changed),
    Write("query saved", command("queries", "save", "{inputs}/skills.rq", "--by", "ada")),
    Write("query changed", command("queries", "share", "1", "--with", "everybody")),
    Write("query removed", command("queries", "remove", "1")),
    Write("query had back", command("queries", "restore", "1")),
    Write("session begun", _signed_in),
    Write("token made", _token_made),
    Write("ranking shown", command("match", "R-01", "--as-of", "2026-11-01")),
    Write("page shown", _page_shown),
    Write("account closed", _account_closed),
    Write("thresholds kept", _measured),
    Write("release switched", _switched),
    Write("backup made", command("backup", "{backup}")),
    Write("dataset made", _asked),
    Write("candidate changed again", _changed),
    Write("dataset brought up to date", _asked),
    Write(DELETED, command("candidate", "remove", "C-002", "--yes")),
    Write("consultant added", command("consultant", "add", "K-9", "--specialism", "payroll clerk")),
    Write("backup restored", command("restore", "{backup}", "--replace")),
    Write("note, afterwards", command("candidate", "note", "C-001", REASON, *BY)),
)
"""In the order in which they are made: each begins with what those before it left."""

FEW_KINDS = {"candidates added", "pool compiled", "dataset made", "decision", DELETED}

FEW = tuple(write for write in WRITES if write.kind in FEW_KINDS)
"""Some that need none of the others, of each sort: book, pool, dataset, files."""


def prepare(place: Place) -> None:
    """The workspace with which it all begins, and the files."""
    place.inputs.mkdir()
    for name, text in INPUTS:
        (place.inputs / name).write_text(text, encoding="utf-8")
