"""Where a query is gone on with: in the editor, or as a file."""

from urllib.parse import urlencode

from flask import request


def asked_in_editor(text: str) -> str:
    """The address of the editor with a query and its answer."""
    return f"{request.script_root}/query?{urlencode({'query': text, 'run': 1})}"


def as_file(text: str, form: str) -> str:
    """The address of the whole answer in a form (``csv``, ``json``)."""
    return f"{request.script_root}/sparql?{urlencode({'query': text, 'format': form, 'download': 1})}"
