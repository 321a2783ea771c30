"""The drafts in the book: taken, answered, confirmed or discarded."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, func, insert, select, update

from skillpath.agency.book import Book
from skillpath.agency.deletions import Gone
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.intake.draft import Answers, Content, Draft, LabelSuggestion, Origin, Purpose, State
from skillpath.agency.records import of_person
from skillpath.agency.schema import CANDIDATE, INTAKE, LABEL_SUGGESTION, ROLE
from skillpath.agency.storing import store_candidates, store_roles
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.role import Role

_HEADING: Final = tuple(c for c in INTAKE.c if c.name not in {"text", "extract", "answers"})
_GONE: Final[Mapping[str, Any]] = {
    "file": "", "sha256": None, "bytes": 0, "notes": [], "text": None, "extract": None, "answers": None,
}  # fmt: skip
"""What is left of a draft that was discarded."""


class Drafts:
    """The drafts of one book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def all(self, *, state: State | None = None) -> list[Draft]:
        """All drafts, or those of a state, in the order in which they were taken."""
        query = select(*_HEADING).order_by(INTAKE.c.number)
        if state is not None:
            query = query.where(INTAKE.c.state == state)
        with self._book.read() as connection:
            return [_draft(row) for row in connection.execute(query)]

    def of_candidate(self, code: str) -> list[Draft]:
        """The drafts that became a candidate, or a record merged into it, the first taken first."""
        query = select(*_HEADING).where(INTAKE.c.candidate.in_(of_person(code))).order_by(INTAKE.c.number)
        with self._book.read() as connection:
            return [_draft(row) for row in connection.execute(query)]

    def draft(self, number: int) -> Draft:
        """One draft; raises :class:`UnknownName`."""
        with self._book.read() as connection:
            return _found(connection, number)

    def content(self, number: int) -> Content:
        """What is in a draft; raises :class:`UnknownName`, for one that was discarded too."""
        with self._book.read() as connection:
            return _content(connection, number)

    def latest(self, purpose: Purpose, most: int) -> list[Content]:
        """What is in the latest drafts for a purpose, those that were confirmed too."""
        states = (State.DRAFT, State.CONFIRMED)
        query = (
            select(INTAKE.c.text, INTAKE.c.extract, INTAKE.c.answers)
            .where(INTAKE.c.purpose == purpose, INTAKE.c.state.in_(states), INTAKE.c.text.is_not(None))
            .order_by(INTAKE.c.number.desc())
            .limit(most)
        )
        with self._book.read() as connection:
            rows = connection.execute(query).all()
        return [Content(row.text, row.extract or {}, row.answers or {}) for row in rows]

    def of_file(self, sha256: str, purpose: Purpose) -> list[int]:
        """The numbers of the drafts that were made of a file, by its SHA-256."""
        with self._book.read() as connection:
            return _of_file(connection, sha256, purpose)

    def take(
        self,
        purpose: Purpose,
        made: Sequence[tuple[Origin, Content]],
        *,
        notes: Sequence[str] = (),
        by: str,
        day: date,
    ) -> list[int]:
        """Writes the drafts that were made of one file, all or none, and gives their numbers.

        The same file is not taken twice: what is there already stays, and its numbers are given. What was
        set aside long enough ago is discarded.
        """
        self.discard_aside(day)
        with self._book.write() as connection:
            known = [n for one in {o.sha256 for o, _ in made} for n in _of_file(connection, one, purpose)]
            if known:
                return known
            first = (connection.execute(select(func.max(INTAKE.c.number))).scalar() or 0) + 1
            rows = [
                _new_row(number, purpose, origin, content)
                | {"notes": list(notes), "taken_by": by, "taken_on": day}
                for number, (origin, content) in enumerate(made, start=first)
            ]
            if rows:
                connection.execute(insert(INTAKE), rows)
            return [row["number"] for row in rows]

    def answer(self, number: int, answers: Answers) -> None:
        """Keeps what the consultant says of a draft, in place of what was said before.

        Raises :class:`UnknownName`, and :class:`InputError` for one that is no draft any more.
        """
        with self._book.write() as connection:
            _refuse_decided(_found(connection, number))
            self._change(connection, number, answers=answers)

    def change(self, number: int, changed: Callable[[Content], Content]) -> None:
        """Changes what was found in a draft and said of it, as it is at that moment; its text stays.

        The errors are those of :meth:`answer`.
        """
        with self._book.write() as connection:
            _refuse_decided(_found(connection, number))
            content = changed(_content(connection, number))
            self._change(connection, number, extract=content.extract, answers=content.answers or None)

    def confirm(
        self,
        number: int,
        made: Candidate | Role,
        *,
        answers: Answers,
        extract: Mapping[str, Any] | None = None,
        suggestions: Iterable[LabelSuggestion] = (),
        by: str,
        day: date,
    ) -> None:
        """Writes what a draft was confirmed to be, with the suggestions that came of it, all or nothing.

        ``extract`` is what was found in it, where that is not what it was.

        Raises :class:`UnknownName`, and :class:`InputError` for one that is no draft any more, or whose
        code or id is in the book already.
        """
        with self._book.write() as connection:
            _refuse_decided(_found(connection, number))
            became: dict[str, Any] = _store_new(connection, made)
            if extract is not None:
                became["extract"] = extract
            self._change(
                connection,
                number,
                state=State.CONFIRMED,
                answers=answers,
                decided_by=by,
                decided_on=day,
                **became,
            )
            _store_suggestions(connection, suggestions)

    def set_aside(self, number: int, *, by: str, day: date) -> None:
        """Takes a draft out of the way; it is discarded :data:`DAYS_ASIDE` later, unless it is taken back.

        Raises :class:`UnknownName`, and :class:`InputError` for one that is no draft any more.
        """
        self.discard_aside(day)
        with self._book.write() as connection:
            _refuse_decided(_found(connection, number))
            self._change(connection, number, state=State.SET_ASIDE, decided_by=by, decided_on=day)

    def take_back(self, number: int) -> None:
        """Makes one that was set aside a draft again; raises as :meth:`set_aside` does for others."""
        with self._book.write() as connection:
            draft = _found(connection, number)
            if draft.state is not State.SET_ASIDE:
                raise InputError(f"Draft {number} is not set aside: it is {draft.state}.")
            self._change(connection, number, state=State.DRAFT, decided_by=None, decided_on=None)

    def discard(self, number: int, *, by: str, day: date) -> None:
        """Removes a draft with its text and all that was found in it; only who and when is kept.

        Raises :class:`UnknownName`, and :class:`InputError` for one that was confirmed, or discarded before.
        """
        with self._book.forget() as connection:
            draft = _found(connection, number)
            if draft.state is not State.SET_ASIDE:
                _refuse_decided(draft)
            self._book.list_deletion(Gone.DRAFT, str(number))
            self._change(connection, number, state=State.DISCARDED, decided_by=by, decided_on=day, **_GONE)

    def discard_aside(self, day: date) -> None:
        """Discards what was set aside so long before a day that nobody takes it back any more."""
        for draft in self.all(state=State.SET_ASIDE):
            if draft.gone_on is not None and draft.gone_on <= day:
                self.discard(draft.number, by=draft.decided_by or "", day=day)

    def next_code(self) -> str:
        """A code for a new candidate: the number after the highest of those like ``C-001``."""
        return f"C-{self._highest(CANDIDATE.c.code, 'C') + 1:03}"

    def next_role_id(self) -> str:
        """An id for a new role: the number after the highest of those like ``R-01``."""
        return f"R-{self._highest(ROLE.c.id, 'R') + 1:02}"

    def _highest(self, key: Column[str], letter: str) -> int:
        """The highest number of keys like ``C-001``, merged records included; 0 where there is none."""
        with self._book.read() as connection:
            keys = connection.execute(select(key).where(key.startswith(f"{letter}-"))).scalars()
            found = (re.fullmatch(r"\w-(\d{1,9})", one) for one in keys)
            return max((int(one[1]) for one in found if one is not None), default=0)

    def suggestions(self) -> list[LabelSuggestion]:
        """What editors may take as alternative labels, by concept and text."""
        order = (LABEL_SUGGESTION.c.concept, LABEL_SUGGESTION.c.language, LABEL_SUGGESTION.c.text)
        with self._book.read() as connection:
            rows = connection.execute(select(LABEL_SUGGESTION).order_by(*order))
            return [LabelSuggestion(**row._mapping) for row in rows]

    @staticmethod
    def _change(connection: Connection, number: int, **values: Any) -> None:
        connection.execute(update(INTAKE).where(INTAKE.c.number == number).values(**values))


def _of_file(connection: Connection, sha256: str, purpose: Purpose) -> list[int]:
    query = select(INTAKE.c.number).where(INTAKE.c.sha256 == sha256, INTAKE.c.purpose == purpose)
    return list(connection.execute(query.order_by(INTAKE.c.number)).scalars())


def _new_row(number: int, purpose: Purpose, origin: Origin, content: Content) -> dict[str, Any]:
    return {
        "number": number,
        "purpose": purpose,
        "state": State.DRAFT,
        "file": origin.file,
        "sha256": origin.sha256,
        "part": origin.part,
        "kind": origin.kind,
        "bytes": origin.bytes,
        "text": content.text,
        "extract": content.extract,
        "answers": content.answers or None,
    }


def _draft(row: Row[Any]) -> Draft:
    known = row._mapping
    origin = {name: known[name] for name in Origin.__dataclass_fields__}
    rest = {name: known[name] for name in Draft.__dataclass_fields__ if name not in {"origin", "notes"}}
    return Draft(
        origin=Origin(**origin) if known["sha256"] is not None else None, notes=tuple(known["notes"]), **rest
    )


def _found(connection: Connection, number: int) -> Draft:
    row = connection.execute(select(*_HEADING).where(INTAKE.c.number == number)).one_or_none()
    if row is None:
        raise UnknownName(f"There is no draft {number}: see `skillpath intake list`.")
    return _draft(row)


def _content(connection: Connection, number: int) -> Content:
    query = select(INTAKE.c.text, INTAKE.c.extract, INTAKE.c.answers).where(INTAKE.c.number == number)
    row = connection.execute(query).one_or_none()
    if row is None or row.text is None:
        raise UnknownName(f"There is no draft {number}, or it was discarded: see `skillpath intake list`.")
    return Content(row.text, row.extract or {}, row.answers or {})


def _refuse_decided(draft: Draft) -> None:
    if draft.state is not State.DRAFT:
        raise InputError(
            f"Draft {draft.number} was {draft.state} on {draft.decided_on} by {draft.decided_by}."
        )


def _store_new(connection: Connection, made: Candidate | Role) -> dict[str, str]:
    """Writes a new candidate or role; the column of the draft that names it."""
    table, key = (CANDIDATE.c.code, made.code) if isinstance(made, Candidate) else (ROLE.c.id, made.id)
    if connection.execute(select(table).where(table == key)).first() is not None:
        raise InputError(f"{key} is in the book already: choose another code.")
    if isinstance(made, Candidate):
        store_candidates(connection, [made])
        return {"candidate": key}
    store_roles(connection, [made])
    return {"role": key}


def _store_suggestions(connection: Connection, suggestions: Iterable[LabelSuggestion]) -> None:
    rows = [
        {name: getattr(one, name) for name in LabelSuggestion.__dataclass_fields__} for one in suggestions
    ]
    if rows:
        adding = DIALECTS[connection.dialect.name].insert(LABEL_SUGGESTION).on_conflict_do_nothing()
        connection.execute(adding, rows)
