"""An answer on its way to who asked: a finished file with its length, and whether it is cut."""

import io
import tempfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO, Final, cast

from flask import Response, request
from werkzeug.wsgi import wrap_file

from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.forms import FORMS, Form
from skillpath.ontology.sparql.spreadsheets import SHIELDED, shield

TRUNCATED: Final = "SkillPath-Truncated"
"""The header of an answer that is cut: after so many rows or triples."""

CUT: Final[Mapping[Form, bytes]] = MappingProxyType(
    {
        Form.XML: b"\n<!-- cut: there is more -->\n",
        Form.RDF_XML: b"\n<!-- cut: there is more -->\n",
        Form.TURTLE: b"\n# cut: there is more\n",
        Form.N_TRIPLES: b"# cut: there is more\n",
    }
)
"""What is written at the end of a cut answer, where a form has room for it."""

CUT_JSON: Final = b'{"truncated": true, '
"""What cut JSON begins with: some parsers take no member of their own accord after the rows."""


def sent(answer: Answer, *, download: bool) -> Response:
    """The answer, whose file is deleted as soon as it is sent.

    A ``download`` gets a name, and its cells are no formulas: somebody opens it in a spreadsheet. So does
    somebody whom a browser asks where to save it.
    """
    person = download or request.headers.get("Sec-Fetch-Mode") == "navigate"
    with answer:
        file = _shielded(answer) if person and answer.form in SHIELDED else _told(answer)
    length = file.seek(0, io.SEEK_END)
    file.seek(0)
    response = Response(
        wrap_file(request.environ, file), content_type=_type(answer.form), direct_passthrough=True
    )
    response.content_length = length
    if answer.truncated:
        response.headers[TRUNCATED] = str(answer.rows)
    if download:
        name = f"answer{FORMS[answer.form].suffix}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _type(form: Form) -> str:
    media_type = FORMS[form].media_type
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _told(answer: Answer) -> BinaryIO:
    """The file as it is, or with a word in it where it is cut."""
    file = answer.open()
    if not answer.truncated:
        return file
    with file:
        text = file.read()
    if answer.form is Form.JSON:
        return io.BytesIO(CUT_JSON + text.removeprefix(b"{"))
    return io.BytesIO(text + CUT.get(answer.form, b""))


def _shielded(answer: Answer) -> BinaryIO:
    target = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 (the answer that is sent closes it)
    with answer.open() as source:
        shield(source, target, answer.form)
    return target
