"""Old IRIs: what the book names that is out of use in the current release, and how it is understood."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from skillpath.agency.book import Book
from skillpath.agency.editing import tables as t
from skillpath.agency.workspace import Workspace
from skillpath.graph.relations import FLOOR_SUFFIX
from skillpath.ontology.editing.retired import Retired, mark_of, retired
from skillpath.ontology.editing.view import view_of
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.languages import Language


def replaced(workspace: Workspace, iris: Iterable[str], language: Language = Language.EN) -> list[Document]:
    """Of some concepts those that are out of use, by IRI: ``label``, and ``by`` what they were replaced.

    By one: that is what scores are of. By several: somebody has to choose, and until then it counts as it
    stands. ``release`` is the one that took it out of use, ``None`` where no working copy tells.
    """
    view = view_of(workspace.releases, workspace.release)
    named = sorted({iri.removesuffix(FLOOR_SUFFIX) for iri in iris})
    found = [one for iri in named if (one := retired(view, iri)) is not None]
    return [
        {
            "iri": one.iri,
            "label": _called(one, language),
            "by": list(_concepts(workspace, one.heirs, language)),
            "release": _release(workspace.book, one.iri),
        }
        for one in found
    ]


def named_by_candidate(candidate: Candidate) -> Iterator[str]:
    """The IRIs of the concepts that a candidate names."""
    for spell in candidate.spells:
        yield from (iri for iri in (spell.job_type, spell.industry) if iri is not None)
    yield from (claim.skill for claim in candidate.claims)


def named_by_role(role: Role) -> Iterator[str]:
    """The IRIs of the concepts that a role names."""
    yield from (iri for iri in (role.job_type, role.industry, role.floor) if iri is not None)
    yield from (asked.skill for asked in role.skills)


def named_in_match(candidate: Candidate, role: Role) -> Iterator[str]:
    """The IRIs of the concepts that either names."""
    yield from named_by_candidate(candidate)
    yield from named_by_role(role)


def in_words(one: Document) -> str:
    """How an old concept is understood, in a sentence."""
    when = f" in release {one['release']}" if one["release"] else ""
    names = ", ".join(f"“{heir['label']}”" for heir in one["by"])
    match len(one["by"]):
        case 0:
            return f"“{one['label']}” was retired{when}, and nothing replaces it."
        case 1:
            return f"“{one['label']}” was replaced by {names}{when}: that is what counts here."
        case _:
            return f"“{one['label']}” was replaced{when} by {names}: choose which one is meant."


def _called(one: Retired, language: Language) -> str:
    return one.labels.get(language) or one.labels.get("en") or next(iter(one.labels.values()), one.iri)


def _concepts(workspace: Workspace, iris: Iterable[str], language: Language) -> Iterator[Document]:
    for iri in iris:
        position = workspace.network.find(iri)
        if position is not None:
            yield concept(workspace.network, position, language)


def _release(book: Book, iri: str) -> str | None:
    """The latest release whose working copy took a concept out of use."""
    query = (
        select(t.WORKING_COPY.c.became)
        .join(t.CHANGE_SET, t.CHANGE_SET.c.working_copy == t.WORKING_COPY.c.name)
        .where(
            t.WORKING_COPY.c.became.is_not(None), t.CHANGE_SET.c.added.contains(mark_of(iri), autoescape=True)
        )
        .order_by(t.WORKING_COPY.c.closed_at.desc(), t.WORKING_COPY.c.name)
    )
    with book.read() as connection:
        return connection.execute(query).scalars().first()
