"""The language of a page: which one it is, the page's own texts in it, and how it writes numbers and days.

The texts stand in English in the templates; ``web/translations`` holds them in the other languages, one file
of GNU gettext a language. What is said of a match is no text of a page: :mod:`skillpath.reasoner.texts`.
"""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, has_request_context, request, url_for

from skillpath.reasoner.texts.languages import RULES, Language
from skillpath.reasoner.texts.voice import Voice

CATALOGUES: Final = Path(__file__).parent / "translations"

CHOICE: Final = "lang"
"""Field of an address that chooses the language, and name of the cookie that remembers it."""

REMEMBERED: Final = 365 * 24 * 3600
"""Seconds for which a browser keeps the choice."""

OWN_CHOICE: Final = frozenset(("readings.show", "sharing.make", "sharing.end", "notice.on_paper"))
"""Pages that are in a language for their reader: that is no choice for the other pages."""


def speak(app: Flask) -> None:
    """Has an application answer in the language of each request."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True  # how a template breaks its lines is no part of a text
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.context_processor(_of_the_page)
    app.after_request(_remember)


def language() -> Language:
    """That of the request: as its address says, as chosen before, or as its browser prefers."""
    if not has_request_context():
        return Language.EN
    if "language" not in g:
        g.language = _asked() or _known(request.cookies.get(CHOICE)) or _preferred()
    chosen: Language = g.language
    return chosen


def voice() -> Voice:
    """What says numbers, days and the terms of the model in the language of the request."""
    return Voice(language())


def gettext(message: str, /, **values: Any) -> str:
    """A text of a page in the language of the request; ``%(name)s`` in it are put in.

    >>> gettext("%(count)s roles", count=3)
    '3 roles'
    """
    said = translations(language()).gettext(message)
    return said % values if values else said


def gettext_noop(message: str, /) -> str:
    """Marks a text of a table as one to translate where it is shown."""
    return message


def ngettext(one: str, many: str, count: int, /, **values: Any) -> str:
    """The one of two texts that goes with a count, in the language of the request.

    >>> ngettext("one role", "%(num)s roles", 2, num=2)
    '2 roles'
    """
    said = translations(language()).ngettext(one, many, count)
    return said % values if values else said


@cache
def translations(spoken: Language) -> NullTranslations:
    """The texts of the pages in a language; English ones are their own."""
    path = CATALOGUES / f"{spoken}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=str(spoken)))
    compiled.seek(0)
    return Translations(compiled)


def _asked() -> Language | None:
    return None if request.endpoint in OWN_CHOICE else _known(request.args.get(CHOICE))


def _known(tag: str | None) -> Language | None:
    return LANGUAGES.get(tag or "")


def _preferred() -> Language:
    return LANGUAGES[request.accept_languages.best_match(list(LANGUAGES), Language.EN)]


def _of_the_page() -> dict[str, Any]:
    return {"language": language(), "languages": RULES, "here": here}


def here(**changed: str) -> str:
    """The address of this page with other values in its query; an address without a page has none."""
    query = {**request.args.to_dict(flat=False), **changed}
    return url_for(request.endpoint or "", **{**query, **(request.view_args or {})})


def _remember(response: Response) -> Response:
    chosen = _asked()
    if chosen is not None:
        response.set_cookie(
            CHOICE, chosen, max_age=REMEMBERED, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response


LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType({str(one): one for one in Language})
"""Tag → language."""
