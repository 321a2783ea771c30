"""The best candidates for a role over the own book and all sources that fit it."""

from collections.abc import Iterator, Sequence
from datetime import date

from skillpath.agency.best import best_of_pool
from skillpath.agency.criteria import criteria
from skillpath.agency.matching import role_document, role_of, today
from skillpath.agency.ranking_rows import ranking_rows
from skillpath.agency.sources.answer import Answer, Found
from skillpath.agency.sources.asking import ask_all
from skillpath.agency.sources.own import own_people
from skillpath.agency.sources.register import all_sources, source_named
from skillpath.agency.sources.same_person import OnePerson, one_each
from skillpath.agency.sources.source import OWN, Source
from skillpath.agency.thresholds import band_documents
from skillpath.agency.workspace import Workspace
from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import KNOWS_INDUSTRY
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import pool_of
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice

NOT_ASKED = "not asked"


def search(
    workspace: Workspace,
    role: str | Role,
    *,
    names: Sequence[str] = (),
    top: int,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """The best ``top`` for a role of all that came from the sources, with what came from each.

    ``names``: only those sources (``own`` is the book), whatever their industries. ``language`` is that of
    labels. All are scored here, by
    the one matcher; a score of somebody else is never taken. Raises :class:`UnknownName`.
    """
    wanted, day = role_of(workspace, role), today() if as_of is None else as_of
    own_criteria = criteria(workspace.book, wanted, profile)
    matcher = Matcher.prepare(workspace.network, wanted, own_criteria, as_of=day)
    asked, left_out = chosen(workspace, wanted, names)
    answers = ask_all(asked, matcher, top=top)
    others = [(answer.source, answer.found.people) for answer in answers]
    own = Found(())
    if not names or OWN in names:
        own = own_people(workspace, matcher, top=top, others=[one for _, people in others for one in people])
        answers = [Answer(OWN, own, 0.0), *answers]
    people = {one.candidate.code: one for one in one_each([(OWN, own.people), *others])}
    best = _best(matcher, [one.candidate for one in people.values()], top)
    return {
        "role": role_document(workspace, wanted, language),
        "profile": own_criteria.name,
        "as_of": day.isoformat(),
        "release": workspace.release.name,
        "sources": [
            *(_answer(workspace.network, answer) for answer in answers),
            *(_unasked(source, reason) for source, reason in left_out),
        ],
        "bands": band_documents(workspace.thresholds, Voice(language)),
        "rows": [
            row | _origins(people[row["candidate"]])
            for row in ranking_rows(workspace, wanted, own_criteria, day, best, language=language)
        ],
    }


def chosen(
    workspace: Workspace, role: Role, names: Sequence[str]
) -> tuple[list[Source], list[tuple[Source, str]]]:
    """The sources to ask for a role, and the others, each with the reason; raises :class:`UnknownName`."""
    if names:
        wanted = dict.fromkeys(name for name in names if name != OWN)
        return [source_named(workspace.book, name) for name in wanted], []
    sources = all_sources(workspace.book)
    asked = [source for source in sources if _fits(workspace.network, role, source)]
    about = workspace.network.label(role.industry)
    return asked, [(one, f"its industries are far from {about}") for one in sources if one not in asked]


def _fits(network: Network, role: Role, source: Source) -> bool:
    """Whether experience from any industry of the source carries to that of the role."""
    target = None if role.industry is None else network.find(role.industry)
    if target is None or not source.industries:
        return True
    known = (network.find(industry) for industry in source.industries)
    return any(
        industry is not None and network.transfer_between(industry, target) >= KNOWS_INDUSTRY
        for industry in known
    )


def _best(matcher: Matcher, candidates: Sequence[Candidate], top: int) -> tuple[Candidate, ...]:
    """The best of many candidates, found as the best of the book are."""
    pool = pool_of(candidates, day=matcher.as_of)
    places = Places.of(matcher.network, pool.histories.vocabulary)
    by_code = {one.code: one for one in candidates}
    return tuple(by_code[code] for code in best_of_pool(matcher, pool, places, top=top).codes)


def _answer(network: Network, answer: Answer) -> Document:
    found = answer.found
    return {
        "source": answer.source,
        "state": str(found.state),
        "candidates": len(found.people),
        "reasons": [*found.reasons, *_unknown(network, found)],
        "seconds": round(answer.seconds, 3),
    }


def _unasked(source: Source, reason: str) -> Document:
    return {"source": source.name, "state": NOT_ASKED, "candidates": 0, "reasons": [reason], "seconds": 0.0}


def _unknown(network: Network, found: Found) -> Iterator[str]:
    """How many concepts of the answer the release lacks: they count for nothing."""
    named = {iri for one in found.people for iri in _named(one.candidate)}
    count = sum(network.find(iri) is None for iri in named)
    if count:
        yield f"concepts that this release lacks, which count for nothing: {count}"


def _named(candidate: Candidate) -> Iterator[str]:
    for spell in candidate.spells:
        yield from (iri for iri in (spell.job_type, spell.industry) if iri is not None)
    yield from (claim.skill for claim in candidate.claims)


def _origins(person: OnePerson) -> Document:
    return {
        "sources": [{"source": one.source, "code": one.code} for one in person.origins],
        "profile_of": person.profile_of.source,
    }
