"""Whatever bytes a parser gets, it ends in a result or an error of ours; `make fuzz` tries many more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvs import WHOLE
from parsers import PARSERS

_DIRECTORY = b"PK\1\2"
_SHEET = WHOLE["people.xlsx"]()
_AT = _SHEET.index(_DIRECTORY) + len(_DIRECTORY) + 2
LATER = _SHEET[:_AT] + bytes([75]) + _SHEET[_AT + 1 :]
"""A workbook that asks for version 7.5 of the format of zips."""

FOUND = {
    "a marked section that is none": ("CV in HTML", b"<p>Clerk<![ \xc3\xbc <p>Bank"),
    "a marked section of an unknown kind": ("CV in HTML", b"<p>Clerk<![ller x]]><p>Bank"),
    "a zip of a later version": ("XLSX sheet", LATER),
}
"""What the fuzzer found: name → the parser that failed, and the smallest input at which it did."""


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_mended(name: str) -> None:
    parser, data = FOUND[name]
    PARSERS[parser].attempt(data)


@pytest.mark.parametrize("name", PARSERS)
def test_any_change_of_an_input_ends_in_a_result_or_our_error(name: str) -> None:
    parser = PARSERS[name]

    @settings(max_examples=20, deadline=None)
    @given(st.sampled_from(parser.seeds), st.data())
    def tried(seed: bytes, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(seed)))
        end = data.draw(st.integers(start, min(len(seed), start + 60)))
        put = data.draw(st.binary(max_size=20) | st.sampled_from(PIECES))
        parser.attempt(seed[:start] + put + seed[end:])

    tried()


PIECES = (b"<![", b"<!ENTITY a 'b'>", b"]]>", b"\\u-1?", b"\xff\xfe", b"{" * 60, b"9" * 40, b'"""', b"\0")
"""What has a meaning somewhere."""
