"""Bytes as text: by their mark, as UTF-8, as what they say they are, or as Windows-1252."""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{2,20})""")
_LAST: Final = "cp1252"


def decoded(data: bytes) -> tuple[str, str]:
    """A text, and the name of the encoding that it was read in.

    What no encoding has shows as a replacement character: a reader would rather have the rest than nothing.

    >>> decoded("Müller".encode()), decoded("Müller".encode("cp1252"))
    (('Müller', 'UTF-8'), ('Müller', 'Windows-1252'))
    """
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), name
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared is not None:
        return data.decode(declared, "replace"), declared
    return data.decode(_LAST, "replace"), "Windows-1252"


def _declared(data: bytes) -> str | None:
    """The encoding that an HTML page says it is in, where it is one of text other than UTF-8."""
    match = _DECLARED.search(data[:2048])
    if match is None:
        return None
    try:
        info = codecs.lookup(match[1].decode("ascii"))
    except LookupError:
        return None
    usable = getattr(info, "_is_text_encoding", True) and info.name.startswith(
        ("iso8859", "cp125", "koi8", "mac")
    )
    return info.name if usable else None
