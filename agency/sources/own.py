"""The firm's own book as a source: the best of its pool, and whoever others know too."""

from collections.abc import Sequence

from skillpath.agency.best import best
from skillpath.agency.sources.answer import Found, Person, State
from skillpath.agency.sources.same_person import holders, keys_of
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.match import Matcher


def own_people(workspace: Workspace, matcher: Matcher, *, top: int, others: Sequence[Person]) -> Found:
    """The best of the book, and those who have a key in common with any of the ``others``.

    Of those one may fall behind under a richer profile from elsewhere: as many more are taken.
    """
    with workspace.pool.still():
        known = holders(workspace.book, [one.same_as for one in others if one.same_as is not None])
        found = best(workspace, matcher, top=top + len(known))
        keys = keys_of(workspace.book, found.codes) | known
        people = workspace.people({*found.codes, *known})
    left = found.total - len(people)
    reasons = (f"its best {len(people)} of {found.total}",) if left else ()
    return Found(
        tuple(Person(one, keys.get(one.code)) for one in people), State.BEST if left else State.ALL, reasons
    )
