"""The tokens of a SPARQL query, exact enough to know what is a keyword and what only looks like one.

It must never see a string, comment or IRI where Oxigraph's parser sees keywords, or a refused keyword could
hide there. So where the grammar leaves a doubt that only a full parser could settle, it refuses, and says
how to write the query without the doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from skillpath.errors import QueryMistake

_TOKEN: Final = re.compile(
    r"""
      (?P<gap> (?: [ \t\r\n] | \#[^\r\n]* )+ )
    | (?P<string> \"\"\"(?: [^"\\] | \\. | "(?!"") )*\"\"\" | '''(?: [^'\\] | \\. | '(?!'') )*'''
        | "(?: [^"\\\r\n] | \\. )*" | '(?: [^'\\\r\n] | \\. )*' )
    | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<tag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<number> (?: [0-9]+\.?[0-9]* | \.[0-9]+ )(?:[eE][+-]?[0-9]+)? )
    | (?P<prefixed> (?: [^\W\d](?:[\w.-]{0,99}[\w-])? )? :
        (?: (?: [\w:] | %[0-9A-Fa-f]{2} | \\[_~.!$&'()*+,;=/?\#@%-] )
            (?: \.* (?: [\w:-] | %[0-9A-Fa-f]{2} | \\[_~.!$&'()*+,;=/?\#@%-] ) )* )? )
    | (?P<word> [^\W\d]\w* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(
    r"""\\(?: [tbnrf"'\\] | u[dD][89abAB]..\\u[dD][c-fC-F].. | u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}
            | U(?!0000[dD][89a-fA-F])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4} )""",
    re.VERBOSE,
)
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
"""Cannot be read as "less than": no expression begins like this."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; ``kind`` is the name of its group in the pattern above, ``start`` its offset."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query from front to end, gaps (white space and comments) included.

    Raises :class:`QueryMistake` at an unfinished string, an escape that SPARQL does not have, and a ``<``
    that may begin an IRI or mean "less than" with a comment or string after it.
    """
    at = 0
    while match := _TOKEN.match(query, at):
        kind, text = match.lastgroup or "other", match[0]
        if kind == "other" and text in "\"'":
            raise mistake(query, at, "the string that begins here does not end.")
        if kind == "string" and "\\" in _ESCAPE.sub("", text):
            raise mistake(query, at, "a string holds a backslash that is no escape of SPARQL.")
        if kind == "iri" and not _ABSOLUTE.match(text) and re.search(r"[#'\\]", text):
            raise mistake(
                query,
                at,
                "write the IRI in full (<http://…>), or put a space after < where it means 'less than'.",
            )
        yield Token(kind, text, at)
        at = match.end()


def mistake(query: str, offset: int, reason: str) -> QueryMistake:
    """What is wrong at an offset.

    >>> str(mistake("SELECT *\\nWHER {}", 9, "'WHER' cannot stand here."))
    "line 2, column 1: 'WHER' cannot stand here."
    """
    before = query[:offset]
    return QueryMistake(before.count("\n") + 1, offset - before.rfind("\n"), reason)
