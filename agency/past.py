"""What was known on a day: which release was current, what a candidate and a role were, under which criteria.

What was current at the end of that day counts, in UTC. What is not kept any more is said, never guessed.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from skillpath.agency import version_tables as was
from skillpath.agency.book import Book
from skillpath.agency.criteria import criteria
from skillpath.agency.editing.turns import turns
from skillpath.agency.revisions import changes_until, first_known, state
from skillpath.agency.role_record import role_of_record
from skillpath.agency.versions import candidates_at
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, WorkspaceError
from skillpath.ontology.revisions import find_release
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.criteria import changed
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a score follows from: ``workspace`` is on its release; the book had ``changes``."""

    workspace: Workspace
    candidate: Candidate
    role: Role
    profile: Profile
    day: date
    changes: int

    def matcher(self) -> Matcher:
        """The role, ready to score."""
        return Matcher.prepare(self.workspace.network, self.role, self.profile, as_of=self.day)


def standing_now(workspace: Workspace, code: str, role_id: str, *, day: date) -> Standing:
    """What a match stands on at present; raises :class:`UnknownName`."""
    book = workspace.book
    role, candidate = book.role(role_id), book.candidate(code)
    with book.read() as connection:
        changes = state(connection).changes
    return Standing(workspace, candidate, role, criteria(book, role), day, changes)


def standing_on(workspace: Workspace, code: str, role_id: str, *, day: date) -> Standing:
    """What it stood on at the end of a day.

    Raises :class:`UnknownName` for whom the book does not hold now: who was deleted took everything along.
    Raises :class:`InputError` for what was not there on that day, or is not kept, and
    :class:`WorkspaceError` for a release that is gone, or that other rules than today's compiled.
    """
    book, end = workspace.book, f"{day.isoformat()}T23:59:59+00:00"
    book.candidate(code)
    role = _role(book, role_id, end)
    candidate, changes = _candidate(book, code, end)
    then = _readable(workspace.at_release(_release(workspace, end)))
    return Standing(then, candidate, book.firm().role(role), _criteria(book, role), day, changes)


def standing_under(workspace: Workspace, code: str, role_id: str, *, release: str, day: date) -> Standing:
    """What a match would stand on today under another release; raises as the others do."""
    now = standing_now(workspace, code, role_id, day=day)
    then = _readable(workspace.at_release(find_release(release, workspace.releases).name))
    return Standing(then, now.candidate, now.role, now.profile, day, now.changes)


def _readable(workspace: Workspace) -> Workspace:
    try:
        _ = workspace.network
    except WorkspaceError as error:
        raise WorkspaceError(
            f"The match cannot be worked out on release {workspace.release.name}. {error}"
        ) from None
    return workspace


def _release(workspace: Workspace, end: str) -> str:
    """The release that was current last: one becomes so when it is made, or by a turn in the log."""
    made = [(one.created, 0, one.name) for one in workspace.releases.all()]
    turned = [(one.at, one.number, one.release) for one in turns(workspace.book)]
    before = [one for one in (*made, *turned) if one[0] <= end]
    if not before:
        raise InputError(f"There was no release yet on {end[:10]}: the first is of {min(made)[0][:10]}.")
    return max(before)[2]


def _candidate(book: Book, code: str, end: str) -> tuple[Candidate, int]:
    with book.read() as connection:
        changes, first = changes_until(connection, end), first_known(connection)
        found = [] if changes is None else candidates_at(connection, [code], changes)
    if changes is None:
        since = "only since candidates are written again" if first is None else f"from {first[:10]} on"
        raise InputError(f"What was in the book on {end[:10]} is not kept: that is known {since}.")
    if not found:
        raise InputError(f"The candidate {code} was not in the book yet on {end[:10]}.")
    return found[0], changes


def _role(book: Book, role_id: str, end: str) -> Role:
    """What the role was until the first moment after the end; without one, what it is."""
    role, own = book.role_as_written(role_id), was.ROLE_VERSION.c
    query = select(own.record).where(own.role == role_id, own.until > end).order_by(own.until, own.number)
    with book.read() as connection:
        record = connection.execute(query.limit(1)).scalar()
    return role if record is None else role_of_record(record)


def _criteria(book: Book, role: Role) -> Profile:
    """A profile is never changed: one that was withdrawn since is the same as it was."""
    adopted = {one.profile.name: one.profile for one in book.adopted_profiles()}
    return book.firm().profile(changed({**PROFILES, **adopted}[role.profile], role.changes))
