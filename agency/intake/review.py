"""A draft as it is shown, and what comes of the answers: for the command line and the viewer alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from skillpath.agency.intake.adding import with_new
from skillpath.agency.intake.answer import Answer, answers_of, answers_table, as_found, chosen, corrected
from skillpath.agency.intake.confirming import candidate_of, role_of, suggestions_of
from skillpath.agency.intake.draft import Draft, LabelSuggestion, Purpose, State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.item import Item, ItemKind, items_in
from skillpath.agency.workspace import Workspace
from skillpath.graph.lookup import find_concept
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.candidate import Candidate

Table = dict[str, Any]

CONCEPTS: Final = {ItemKind.JOB: ConceptKind.JOB_TYPE, ItemKind.SKILL: ConceptKind.SKILL}
"""What an item of a kind is linked to."""


def draft_table(draft: Draft) -> Table:
    """A draft without its content, as plain data; once it is confirmed without the name of its file too."""
    origin = draft.origin
    return {
        "number": draft.number,
        "purpose": draft.purpose.value,
        "state": draft.state.value,
        "file": origin.file if origin is not None and draft.state is not State.CONFIRMED else None,
        "kind": None if origin is None else origin.kind,
        "bytes": None if origin is None else origin.bytes,
        "sha256": None if origin is None else origin.sha256,
        "taken_on": draft.taken_on.isoformat(),
        "taken_by": draft.taken_by,
        "notes": list(draft.notes),
        "decided_on": None if draft.decided_on is None else draft.decided_on.isoformat(),
        "decided_by": draft.decided_by,
        "gone_on": None if draft.gone_on is None else draft.gone_on.isoformat(),
        "became": draft.candidate or draft.role,
    }


def review(workspace: Workspace, number: int) -> Table:
    """A draft with its text, and its items with the labels of what they are linked to.

    Once it is confirmed the text is not shown any more: it may name the person, whom a code stands for.
    Raises :class:`UnknownName` where there is no such draft, or it was discarded.
    """
    drafts = Drafts(workspace.book)
    draft, content = drafts.draft(number), drafts.content(number)
    items, answers = items_in(content), content.answers
    as_found_ = answers_table({item.key: as_found(item) for item in items})
    return draft_table(draft) | {
        "text": content.text if draft.state is State.DRAFT else "",
        "language": content.extract.get("language"),
        "remarks": list(_remarks(content.extract)),
        "items": [
            _item_table(item, workspace.network)
            | {"as_found": as_found_[item.key], "answer": answers.get(item.key)}
            for item in items
        ],
    }


def _remarks(extract: Mapping[str, Any]) -> Iterator[str]:
    """What to ask about: times without a job, and with more than one."""
    for start, end in extract["gaps"]:
        yield f"no job from {start} to {end}"
    for start, end in extract["overlaps"]:
        yield f"more than one job from {start} to {end}"


def _item_table(item: Item, network: Network) -> Table:
    return {
        "key": item.key,
        "kind": item.kind.value,
        "words": item.words,
        "spans": [[span.start, span.end] for span in item.spans],
        "concept": _concept(item.concept, network),
        "alternatives": [_concept(iri, network) for iri in item.alternatives],
        "by_meaning": item.by_meaning,
        "confidence": item.confidence,
        "stance": item.stance.value,
        "by_hand": item.by_hand,
        **(_job_table(item, network) if item.kind is ItemKind.JOB else {}),
    }


def _job_table(item: Item, network: Network) -> Table:
    return {
        "industry": _concept(item.industry, network),
        "industries": [_concept(iri, network) for iri in item.industries],
        "start": None if item.start is None else item.start.isoformat(),
        "end": None if item.end is None else item.end.isoformat(),
        "lasts": item.lasts,
        "level": item.level.value,
        "on_floor": item.on_floor,
    }


def _concept(iri: str | None, network: Network) -> Table | None:
    """An IRI with its label; its own label where the release has it no more."""
    if iri is None:
        return None
    position = network.find(iri)
    return {"iri": iri, "label": iri if position is None else network.nodes[position].label}


def names_in(workspace: Workspace, answers: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The labels of all concepts that answers (as plain data) name, by IRI."""
    named = {answer[name] for answer in answers for name in ("concept", "industry") if answer[name]}
    concepts = (_concept(iri, workspace.network) for iri in sorted(named))
    return {one["iri"]: one["label"] for one in concepts if one is not None}


def linked(workspace: Workspace, items: Sequence[Item], links: Mapping[str, str]) -> dict[str, Answer]:
    """Answers that take items as the concepts that labels or IRIs name; by the keys of the items.

    Raises :class:`UnknownName` with suggestions for a label, :class:`InputError` for a key that there is not.
    """
    known = {item.key: item for item in items}
    chosen(items, Purpose.CANDIDATE, accept=tuple(links))  # refuses keys that there are not
    return {
        key: corrected(known[key], concept=concept_named(workspace, known[key].kind, label))
        for key, label in links.items()
    }


def concept_named(workspace: Workspace, kind: ItemKind, label: str) -> str:
    """The IRI of the job type or skill that a label or an IRI names; raises :class:`UnknownName`."""
    network = workspace.network
    return network.nodes[find_concept(network, label, kinds=(CONCEPTS[kind],))].iri


def industry_named(workspace: Workspace, label: str) -> str:
    """The IRI of the industry that a label or an IRI names; raises :class:`UnknownName`."""
    network = workspace.network
    return network.nodes[find_concept(network, label, kinds=(ConceptKind.INDUSTRY,))].iri


def keep_answers(workspace: Workspace, number: int, answers: Mapping[str, Answer]) -> None:
    """Keeps answers with a draft that is not confirmed yet."""
    Drafts(workspace.book).answer(number, answers_table(answers))


def take_all(workspace: Workspace, number: int, answers: Mapping[str, Answer]) -> None:
    """Keeps answers with a draft, and takes whatever has none and needs no second look."""
    drafts = Drafts(workspace.book)
    items, purpose = items_in(drafts.content(number)), drafts.draft(number).purpose
    keep_answers(workspace, number, chosen(items, purpose, everything=True, before=answers))


def kept_answers(workspace: Workspace, number: int) -> dict[str, Answer]:
    """The answers that a draft was given so far."""
    return answers_of(Drafts(workspace.book).content(number).answers)


def confirm(
    workspace: Workspace,
    number: int,
    answers: Mapping[str, Answer],
    *,
    new: Sequence[Item] = (),
    code: str | None = None,
    title: str | None = None,
    by: str,
    day: date,
) -> str:
    """Makes a draft a candidate, or an advert's a role; gives its code or id, the next free one if not given.

    ``new`` are items that are added by hand as it is confirmed. Raises :class:`InputError` with every answer
    that cannot be, and for a code that is in the book already; :class:`UnknownName` where there is no such
    draft.
    """
    drafts = Drafts(workspace.book)
    draft = drafts.draft(number)
    content = with_new(drafts.content(number), new, answers)
    items, answers = items_in(content), answers_of(content.answers)
    made = (
        candidate_of(code or drafts.next_code(), items, answers)
        if draft.purpose is Purpose.CANDIDATE
        else role_of(code or drafts.next_role_id(), title or _title(items), items, answers)
    )
    language = content.extract.get("language") or ""
    suggested = suggestions_of(items, answers, language=language, intake=number, by=by, day=day)
    drafts.confirm(
        number,
        made,
        extract=content.extract,
        answers=content.answers,
        suggestions=suggested,
        by=by,
        day=day,
    )
    return made.code if isinstance(made, Candidate) else made.id


def _title(items: Sequence[Item]) -> str:
    """The words that an advert has for the job."""
    said = (" ".join(item.words.split()) for item in items if item.kind is ItemKind.JOB)
    return next(filter(None, said), "Untitled role")


def suggestion_table(workspace: Workspace, suggestion: LabelSuggestion) -> Table:
    """A suggestion as plain data, with the label of its concept."""
    return {
        "text": suggestion.text,
        "language": suggestion.language,
        "concept": _concept(suggestion.concept, workspace.network),
        "intake": suggestion.intake,
        "day": suggestion.day.isoformat(),
        "by": suggestion.by,
    }
