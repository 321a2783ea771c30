"""What this firm gives to others who ask: the coded profiles of its best for a role, and no scores."""

from skillpath.agency.best import best
from skillpath.agency.sources.exchange import Wanted, candidate_document
from skillpath.agency.sources.same_person import keys_of
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.shown import Document


def best_profiles(workspace: Workspace, wanted: Wanted) -> Document:
    """The profiles of the best of the book, the best first, and how many candidates there are."""
    matcher = Matcher.prepare(workspace.network, wanted.role, wanted.profile, as_of=wanted.as_of)
    found = best(workspace, matcher, top=wanted.top)
    people = {one.code: one for one in workspace.people(found.codes)}
    keys = keys_of(workspace.book, found.codes)
    return {
        "release": workspace.release.name,
        "total": found.total,
        "candidates": [candidate_document(people[code], keys.get(code)) for code in found.codes],
    }
