"""The words of a text: where each stands, and its stem."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import Stemmer

STEMMERS: Final[Mapping[str, str]] = {"en": "english", "de": "german", "fr": "french"}
"""Language of a text (ISO 639-1) → the Snowball stemmer (Porter 2001) for it."""

_FUNCTION_WORDS: Final = {
    "en": """a an and any are as at be by etc for from have i in into is it its me my of on or our such that
        the their these this those to up us was we were which with within you your""",
    "de": """als am an auf aus bei bis das dem den der des die ein eine einem einen einer für im in ist mit
        nach oder sowie über um und unter von vom vor wie zu zum zur""",
    "fr": """à au aux avec ce ces d dans de des du en et l la le les leur ou par pour que qui sa ses son sur
        un une vos votre""",
}

FUNCTION_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(text.split()) for language, text in _FUNCTION_WORDS.items()
}
"""Words that say nothing about what a phrase is about."""

_WORD: Final = re.compile(r"\.?[^\W_]+(?:[.'’&][^\W_]+)*[+#]*")
"""Keeps ``C++``, ``C#``, ``.NET``, ``node.js``, ``R&D`` whole; hyphens and slashes part words."""


class Word(NamedTuple):
    """A word: the characters ``start`` … ``end`` of its text, as written, and its stem."""

    start: int
    end: int
    text: str
    stem: str


def words(text: str, language: str = "en") -> list[Word]:
    """The words of a text in order; the stems are those of a language of :data:`STEMMERS`.

    >>> [word.stem for word in words("Checked C# invoices.")]
    ['check', 'c#', 'invoic']
    """
    found = list(_WORD.finditer(text))
    stems = stemmed([match.group() for match in found], language)
    return [Word(m.start(), m.end(), m.group(), stem) for m, stem in zip(found, stems, strict=True)]


def written(text: str) -> list[str]:
    """The words of a text in order, as they are written.

    >>> written("Checked C# invoices.")
    ['Checked', 'C#', 'invoices']
    """
    return _WORD.findall(text)


def stemmed(written: Sequence[str], language: str) -> list[str]:
    """The stems of words, as written."""
    stems: list[str] = _stemmer(language).stemWords([word.lower().replace("’", "'") for word in written])
    return stems


def content(stems: Sequence[str], language: str) -> tuple[str, ...]:
    """The stems without function words; all of them where nothing else is left.

    >>> content(["manag", "of", "staff"], "en")
    ('manag', 'staff')
    """
    return tuple(stem for stem in stems if stem not in FUNCTION_WORDS[language]) or tuple(stems)


def singular(word: str, language: str) -> str:
    """A word without its inflection and nothing more, so that *experience* is no *experiment*.

    Only English inflects little enough to be undone by rule; elsewhere it is the stem.

    >>> singular("Databases", "en"), singular("companies", "en"), singular("business", "en")
    ('database', 'company', 'business')
    """
    if language != "en":
        return stemmed([word], language)[0]
    small = word.lower()
    if small[-1] != "s":  # which most words are, and none of the endings
        return small
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("s", "")):
        if small.endswith(ending) and len(small) > 3:
            return small.removesuffix(ending) + replacement
    return small


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMERS[language])
