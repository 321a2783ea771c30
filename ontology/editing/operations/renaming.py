"""To rename a concept."""

from collections.abc import Mapping
from dataclasses import replace

from skillpath.errors import InputError
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.form import Names, Texts
from skillpath.ontology.editing.operations.reading import read_form
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.view import View


def rename(view: View, iri: str, labels: Texts, origin: str, *, keep: bool = True) -> Edit:
    """Gives a concept other preferred labels in some languages; the old ones stay as alternative labels.

    Unless they are not to be kept. Raises :class:`InputError` for a label without text.
    """
    if not labels or not all(text.strip() for text in labels.values()):
        raise InputError("Say the new preferred label, such as en=payroll.")
    form = read_form(view, iri, origin)
    old = {tag: form.labels[tag] for tag in labels if tag in form.labels and keep}
    wanted = dict(form.labels) | dict(labels)
    return edit_of(
        view,
        iri,
        replace(
            form,
            labels=wanted,
            alternatives=_without(with_names(form.alternatives, old), wanted),
            hidden=_without(form.hidden, wanted),
        ),
        origin,
    )


def with_names(names: Names, more: Texts) -> Names:
    """Names, and a text more for some languages.

    >>> with_names({"en": ("wages",)}, {"en": "pay", "de": "Lohn"})
    {'en': ('pay', 'wages'), 'de': ('Lohn',)}
    """
    return dict(names) | {tag: tuple(sorted({*names.get(tag, ()), text})) for tag, text in more.items()}


def _without(names: Names, labels: Mapping[str, str]) -> Names:
    """Names without those that are a preferred label in their language."""
    kept = {tag: tuple(text for text in texts if text != labels.get(tag)) for tag, texts in names.items()}
    return {tag: texts for tag, texts in kept.items() if texts}
