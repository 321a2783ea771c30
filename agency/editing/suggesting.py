"""What editors may want to change: words of CVs, near duplicates, what new versions of others mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from skillpath.agency.editing.quality import counted, quality_of
from skillpath.agency.editing.rejections import Rejection, reject, rejections
from skillpath.agency.editing.working_copies import change, view, working_copy
from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.unlinked import unlinked_titles
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import UnknownName
from skillpath.graph.twins import twins
from skillpath.ontology.editing.change_sets import ChangeSet
from skillpath.ontology.editing.rules import names_in
from skillpath.ontology.editing.suggestions import (
    Kind,
    Suggestion,
    Way,
    edit_of,
    of_duplicates,
    of_titles,
    of_twins,
    of_updates,
    of_words,
)
from skillpath.ontology.editing.view import View, view_of
from skillpath.ontology.releases import Release
from skillpath.ontology.revisions import find_release
from skillpath.ontology.wording import Translate

DRAFTS: Final = 2000
"""So many of the latest drafts of CVs are looked through for titles that nobody linked."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """The suggestions for a working copy as it is after change set ``at``, without those that were rejected.

    ``without_duplicates``: its release is not counted yet, so that nobody looked for near duplicates.
    """

    view: View
    at: int
    suggestions: tuple[Suggestion, ...]
    without_duplicates: bool


def suggested(workspace: Workspace, name: str) -> Suggested:
    """All that is suggested for a working copy, by kind; raises :class:`UnknownName`."""
    copy = working_copy(workspace.book, name)
    release = find_release(copy.release, workspace.releases)
    now, is_counted = view(workspace, name, at=copy.changes), counted(workspace, release).counts is not None
    duplicates = of_duplicates(quality_of(workspace, name).now) if is_counted else []
    found = [
        *of_words(now, _words(workspace)),
        *of_titles(now, _titles(workspace)),
        *duplicates,
        *of_twins(now, workspace.kept(_twins), duplicates),
        *_updates(workspace, release, now),
    ]
    gone = {one.key for one in rejections(workspace.book)}
    kept = tuple(one for one in found if one.key not in gone)
    return Suggested(now, copy.changes, kept, without_duplicates=not is_counted)


def accept(workspace: Workspace, name: str, key: str, way: Way, *, by: str) -> ChangeSet | None:
    """Takes a suggestion in one way, as one change set.

    Raises :class:`UnknownName` for what is not suggested any more, and as :func:`edit_of` and :func:`change`.
    """
    found = suggested(workspace, name)
    one = find(found, key)
    edit = edit_of(found.view, one, way, ours=BUNDLED)
    why, source = told(found.view, one), f"suggestion: {one.kind}"
    return change(workspace, name, edit, by=by, why=why, source=source, seen=found.at)


def turn_down(workspace: Workspace, name: str, key: str, *, by: str, why: str) -> Rejection:
    """Rejects a suggestion; raises :class:`UnknownName`, and :class:`InputError` without who and why."""
    found = suggested(workspace, name)
    one = find(found, key)
    return reject(workspace.book, key, told(found.view, one), by=by, why=why)


def find(found: Suggested, key: str) -> Suggestion:
    """One of the suggestions; raises :class:`UnknownName`."""
    one = next((one for one in found.suggestions if one.key == key), None)
    if one is None:
        raise UnknownName(f"{key} is not suggested any more.", [one.key for one in found.suggestions])
    return one


SAID: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.WORDS: "“{text}” is said for {first}",
        Kind.TITLE: "“{text}” is in CVs ({times}) and linked to nothing; near is {first}",
        Kind.DUPLICATE: "{first} and {second} are called almost alike",
        Kind.TWIN: "{first} and {second} are linked to nearly the same",
        Kind.RENAMED: "what {first} is mapped to is called “{text}” now",
        Kind.GONE: "{text}, to which {first} is mapped, is out of use",
    }
)
"""Kind → what is said, with places to fill in."""

REPLACED: Final = "{text}, to which {first} is mapped, is out of use: replaced by {heirs}"
"""The same of what others have taken the place of."""


def told(view: View, suggestion: Suggestion, *, translate: Translate = str) -> str:
    """A suggestion in words."""
    iris = {suggestion.first, suggestion.second, *suggestion.heirs} - {""}
    names = names_in(view, iris)
    first, second, *heirs = (
        names.get(iri, iri) for iri in (suggestion.first, suggestion.second, *suggestion.heirs)
    )
    is_replaced = suggestion.kind is Kind.GONE and heirs
    return translate(REPLACED if is_replaced else SAID[suggestion.kind]).format(
        text=suggestion.text, first=first, second=second, times=suggestion.times, heirs=", ".join(heirs)
    )


def _words(workspace: Workspace) -> Sequence[Suggestion]:
    return [
        Suggestion(
            Kind.WORDS,
            one.concept,
            text=one.text,
            language=one.language,
            by=one.by,
            day=one.day.isoformat(),
        )
        for one in Drafts(workspace.book).suggestions()
    ]


def _titles(workspace: Workspace) -> list[Suggestion]:
    """Titles that nobody linked, with three concepts that are nearest."""
    latest = Drafts(workspace.book).latest(Purpose.CANDIDATE, DRAFTS)
    return [
        Suggestion(
            Kind.TITLE,
            one.nearest[0],
            "".join(one.nearest[1:2]),
            text=one.text,
            language=one.language,
            heirs=one.nearest[2:3],
            times=one.drafts,
        )
        for one in unlinked_titles(latest)
        if one.nearest
    ]


def _twins(workspace: Workspace) -> list[tuple[str, str]]:
    return twins(workspace.network)


def _updates(workspace: Workspace, release: Release, now: View) -> list[Suggestion]:
    """What the latest new version of each other origin means for what is mapped to it."""
    found: list[Suggestion] = []
    earlier = [one for one in workspace.releases.all() if one.created < release.created]
    for origin in sorted(set(now.origins) - {BUNDLED}):
        changed = (
            one
            for one in reversed(earlier)
            if one.graphs.get(origin) not in (None, release.graphs.get(origin))
        )
        before = next(changed, release)
        found += of_updates(view_of(workspace.releases, before), now, origin)
    return found
