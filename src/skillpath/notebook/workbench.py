"""A workspace as a program asks it."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from skillpath.agency.asking import Asking
from skillpath.agency.audit.kinds import LOCAL
from skillpath.agency.audit.shown import explanation_shown, ranking_shown
from skillpath.agency.matching import explanation, ranking, today
from skillpath.agency.queries.called import called_iri
from skillpath.agency.queries.running import ask_kept, kept_query, library_of
from skillpath.agency.queries.saved import MACHINE
from skillpath.agency.workspace import Workspace
from skillpath.notebook.explanation import Explanation
from skillpath.notebook.table import Table
from skillpath.ontology.queries.kept_query import KeptQuery
from skillpath.ontology.queries.plain import plain
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.sparql.results import QueryResult
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import Language
from skillpath.settings import WORKSPACE

VIA: Final = "a notebook"
"""How the log calls what is shown here."""


class Workbench:
    """A workspace: :meth:`query`, :meth:`rank` and :meth:`explain` it. A context manager.

    What it gives is what pages and commands show, from the same functions; rankings and explanations are
    written to the log as theirs are.
    """

    def __init__(
        self, folder: str | Path | None, *, database: str | None = None, language: str = "en"
    ) -> None:
        """``folder``: as for ``skillpath.open``; ``language`` is that of labels and texts (en, de, fr)."""
        place = folder or os.environ.get(WORKSPACE.variable) or str(WORKSPACE.default)
        self._workspace = Workspace.open(Path(place), database=database)
        self._asking = Asking(count=1)
        self._language = Language(language)

    def queries(self) -> Table:
        """The queries of the library: name, title, and the names of the parameters."""
        rows = tuple(
            {"name": one.name, "title": one.title, "parameters": [p.name for p in one.parameters]}
            for one in library_of(self._workspace)
        )
        return Table("", ("name", "title", "parameters"), rows)

    def query(
        self, query: str, *, rows: int | None = 10_000, as_of: date | None = None, **parameters: object
    ) -> Table | bool | str:
        """What a query finds: a table (SELECT), yes or no (ASK), or Turtle (CONSTRUCT, DESCRIBE).

        ``query`` is SPARQL, or the name of one of :meth:`queries`, whose ``parameters`` are written as on its
        page: concepts by label or IRI, candidates and roles by code, several as a list. After so many
        ``rows`` it is cut (``None``: never). Raises :class:`QueryError`, :class:`UnknownName` and
        :class:`InputError`.
        """
        kept = self._meant(query)
        said = {name: _said(value) for name, value in parameters.items()}
        with ask_kept(
            self._asking,
            self._workspace,
            kept,
            said,
            user=LOCAL,
            book=True,
            as_of=as_of,
            form=lambda text: Question(text, max_rows=rows),
        ) as answer:
            result = answer.read()
        if result.kind == "select":
            return self._table(kept.title, result)
        return bool(result.boolean) if result.kind == "ask" else result.turtle

    def rank(
        self, role: str, *, profile: str | None = None, as_of: date | None = None, top: int | None = 20
    ) -> Table:
        """The best candidates for a role of the book, by its id; ``top``: how many, ``None`` for all.

        Raises :class:`UnknownName`.
        """
        day = as_of or today()
        document = ranking(
            self._workspace, role, profile=profile, as_of=day, top=top, language=self._language
        )
        told = ranking_shown(self._workspace, document, role, by=LOCAL, via=VIA, profile=profile, as_of=day)
        self._workspace.book.log(told)
        columns = ("rank", "candidate", "score", "points", "in_words", "missing_essential", "outside_filter")
        rows = tuple(
            {name: row["band"]["word"] if name == "in_words" else row[name] for name in columns}
            for row in document["rows"]
        )
        title = f"{document['role']['title']} — {document['profile']}, {document['total']} candidates"
        return Table(title, columns, rows, truncated=len(rows) < document["total"])

    def explain(
        self,
        candidate: str,
        role: str,
        *,
        profile: str | None = None,
        as_of: date | None = None,
        audience: str = "consultant",
    ) -> Explanation:
        """Why a candidate matches a role, and what is missing; raises :class:`UnknownName`."""
        day = as_of or today()
        document = explanation(
            self._workspace,
            candidate,
            role,
            profile=profile,
            as_of=day,
            audience=Audience(audience),
            language=self._language,
        )
        told = explanation_shown(
            self._workspace, document, role, by=LOCAL, via=VIA, profile=profile, as_of=day
        )
        self._workspace.book.log(told)
        return Explanation(document)

    def label(self, iri: str) -> str:
        """What an IRI is called."""
        return called_iri(self._workspace, iri, self._language)

    def close(self) -> None:
        """Ends the process that answers queries."""
        self._asking.close()

    def __enter__(self) -> "Workbench":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        release = self._workspace.release
        counts = ", ".join(f"{number} {name}" for name, number in release.counts.items())
        return f"<SkillPath workspace {self._workspace.folder}: release {release.name}, {counts}>"

    def _meant(self, query: str) -> KeptQuery:
        """The query of the library of that name; what is no name is a query itself."""
        if query.replace("-", "").isalnum():
            return kept_query(self._workspace, query, MACHINE)
        return KeptQuery("query", "", "", (), (), query)

    def _table(self, title: str, result: QueryResult) -> Table:
        iris = {cell.value for row in result.rows for cell in row if cell is not None and cell.kind == "iri"}
        rows: Iterable[dict[str, Any]] = (
            dict(zip(result.columns, map(plain, row), strict=True)) for row in result.rows
        )
        labels = {iri: self.label(iri) for iri in sorted(iris)}
        return Table(title, tuple(result.columns), tuple(rows), labels, result.truncated)


def _said(value: object) -> Sequence[str]:
    """A value as it would be written into fields."""
    if value is None:
        return ()
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
