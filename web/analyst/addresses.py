"""Where a query is gone on with: in the editor, or as a file."""

from typing import Any

from flask import url_for

from skillpath.ontology.sparql.forms import Form


def asked_in_editor(text: str) -> str:
    """The address of the editor with a query and its answer."""
    return url_for("workbench.show", query=text, run=1)


def as_file(text: str, form: Form, *, as_of: str | None = None) -> str:
    """The address of the whole answer in a form, as of a day (today)."""
    whole: dict[str, Any] = {"max-rows": 0, "format": form, "download": 1}
    return url_for("sparql.show", query=text, as_of=as_of, **whole)
