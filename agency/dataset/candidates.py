"""Candidates by code as plain facts: no identity, no protected attribute, no text of a CV or note."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from skillpath.agency.dataset.source import Change, Progress, Source, Version, Wanted
from skillpath.agency.storing import batched
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset import names, terms
from skillpath.ontology.dataset.statements import Iri, Node, Value, lines
from skillpath.reasoner.candidate import Candidate, Claim, Spell

MOST: Final = 5_000
"""Where more candidates were written since, all are written anew."""


def version(workspace: Workspace, _wanted: Wanted) -> Version:
    """Which book, how often candidates were removed from it, and how often they were written."""
    state = workspace.book.state()
    return [workspace.book.identity, state.removals, state.changes]


def candidate_lines(workspace: Workspace, _wanted: Wanted, progress: Progress) -> Iterator[str]:
    """All candidates, by code."""
    codes = sorted(workspace.book.codes())
    done = 0
    for batch in batched(codes):
        yield from _of(workspace.book.candidates(batch))
        done += len(batch)
        progress("candidates", done, len(codes))


def changed(workspace: Workspace, _wanted: Wanted, before: Version, now: Version) -> Change | None:
    """Who was written since; nothing where somebody was removed: of them nothing may be left in a file."""
    if list(before[:2]) != list(now[:2]) or before[2] > now[2]:
        return None
    codes = workspace.book.changed_since(before[2])
    if len(codes) > MOST:
        return None
    known = [names.named(names.CANDIDATE, code) for code in codes]
    return Change(nodes=known, added=_of_codes(workspace, codes))


CANDIDATES: Final = Source(version, candidate_lines, changed)


def _of_codes(workspace: Workspace, codes: Sequence[str]) -> Iterator[str]:
    yield from _of(workspace.book.candidates(codes))  # read only where the change is taken


def _of(candidates: Iterable[Candidate]) -> Iterator[str]:
    return lines(node for one in candidates for node in candidate_nodes(one))


def candidate_nodes(candidate: Candidate) -> Sequence[Node]:
    """A candidate, and each spell and claim as a part, numbered as they stand in the record."""
    iri = names.named(names.CANDIDATE, candidate.code)
    spells = [_spell(f"{iri}/spell/{n}", spell) for n, spell in enumerate(candidate.spells, 1)]
    claims = [_claim(f"{iri}/claim/{n}", claim) for n, claim in enumerate(candidate.claims, 1)]
    licences: Iterator[tuple[str, Value]] = ((terms.LICENCE, one) for one in candidate.licences)
    facts = (
        (terms.TYPE, Iri(terms.CANDIDATE_CLASS)),
        (terms.IDENTIFIER, candidate.code),
        (terms.LOCATION, candidate.location),
        (terms.AVAILABLE_FROM, candidate.available_from),
        *licences,
        *((terms.SPELL, Iri(one.iri)) for one in spells),
        *((terms.CLAIM, Iri(one.iri)) for one in claims),
    )
    return [Node(iri, facts), *spells, *claims]


def _spell(iri: str, spell: Spell) -> Node:
    return Node(
        iri,
        (
            (terms.TYPE, Iri(terms.SPELL_CLASS)),
            (terms.JOB_TYPE, _concept(spell.job_type)),
            (terms.INDUSTRY, _concept(spell.industry)),
            (terms.STARTED, spell.start),
            (terms.ENDED, spell.end),
            (terms.LEVEL, str(spell.level)),
            (terms.ON_FLOOR, bool(spell.on_floor) or None),
        ),
    )


def _claim(iri: str, claim: Claim) -> Node:
    return Node(
        iri,
        (
            (terms.TYPE, Iri(terms.CLAIM_CLASS)),
            (terms.SKILL, Iri(claim.skill)),
            (terms.LEVEL, float(claim.level)),
            (terms.SOURCE, claim.source),
        ),
    )


def _concept(iri: str | None) -> Iri | None:
    return None if iri is None else Iri(iri)
