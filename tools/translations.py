"""Bring the translations of the viewer's texts up to date: new texts come in empty, texts that are gone go.

``make translations`` writes ``web/translations/LANGUAGE.po``; a translator fills in what is empty.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from skillpath.agency.audit.told import Text
from skillpath.agency.dataset.graphs import GRAPHS
from skillpath.agency.editing.suggesting import REPLACED, SAID
from skillpath.agency.protected.categories import Race, Sex
from skillpath.agency.sources.answer import State as Answered
from skillpath.agency.sources.search import NOT_ASKED
from skillpath.agency.sparql_functions import FUNCTIONS
from skillpath.agency.unscored import Topic
from skillpath.ontology.checks.rules import RULES
from skillpath.ontology.queries.kept_query import KeptQuery
from skillpath.ontology.queries.library import shipped
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.wording import TEXTS
from skillpath.reasoner.decision import Outcome
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.texts.languages import Language

WEB: Final = Path(__file__).parents[1] / "web"
CATALOGUES: Final = WEB / "translations"

METHODS: Final = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS: Final = {"templates/**.html": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}}
KEYWORDS: Final = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}

FOREIGN: Final = tuple(language for language in Language if language is not Language.EN)
"""The languages that need a translation: the templates are English."""


NO_VALUES: Final[dict[ox.NamedNode, Callable[..., Any]]] = {
    ox.NamedNode(name): lambda *_: None for name in FUNCTIONS
}
"""Our functions, for a query that nobody wants answered."""


def texts() -> Catalog:
    """All texts of the viewer, each with the files that show it."""
    catalogue = Catalog(charset="utf-8")
    for name, _, message, _, context in extract_from_dir(
        WEB, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS
    ):
        catalogue.add(message, locations=[(f"web/{name}", 0)], context=context)
    for message in of_the_model():
        catalogue.add(message)
    return catalogue


def of_the_model() -> Iterator[str]:
    """What the pages show of the model in words: summaries of profiles, rules, outcomes, and the like."""
    yield from (profile.summary for profile in PROFILES.values())
    yield from (said for graph in GRAPHS for said in (graph.title, graph.what))
    yield from (text for rule in RULES for text in (rule.meaning, rule.mend))
    yield from (*TEXTS, *SAID.values(), REPLACED)
    yield from map(str, (*Outcome, *Topic, *Answered, *Sex, *Race, *Text, NOT_ASKED))
    for query in shipped():
        yield from (query.title, query.about, *(one.label for one in query.parameters))
        yield from (name.replace("_", " ") for name in columns(query))


def columns(query: KeptQuery) -> list[str]:
    """What the columns of its answer are called."""
    answer = ox.Store().query(query.text, prefixes=dict(QUERY_PREFIXES), custom_functions=NO_VALUES)
    return [one.value for one in answer.variables] if isinstance(answer, ox.QuerySolutions) else []


def translation(language: Language) -> Catalog:
    """The translations into a language as they stand."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return Catalog(locale=str(language), charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=str(language))


def updated(language: Language, wanted: Catalog) -> bytes:
    """A file of translations with just the texts that are wanted; none is guessed from a similar one."""
    catalogue = translation(language)
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, width=110, include_lineno=False, omit_header=True, sort_output=True)
    return written.getvalue()


def open_texts(language: Language, wanted: Catalog) -> Iterator[str]:
    """The texts that have no translation."""
    known = {message.id: message.string for message in translation(language) if message.id}
    return (_name(message) for message in wanted if message.id and not _whole(known.get(message.id)))


def _whole(string: str | Iterable[str] | None) -> bool:
    return bool(string) if isinstance(string, str) or string is None else all(string)


def _name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def main() -> None:
    """Write every file anew, and say what is open."""
    wanted = texts()
    for language in FOREIGN:
        (CATALOGUES / f"{language}.po").write_bytes(updated(language, wanted))
        missing = list(open_texts(language, wanted))
        print(f"{language}: {len(wanted)} texts, {len(missing)} without a translation")


if __name__ == "__main__":
    main()
