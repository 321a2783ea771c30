"""From what an editor types to the concept of a view that is meant."""

from skillpath.errors import UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.operations.reading import origins_of
from skillpath.ontology.editing.retired import is_retired
from skillpath.ontology.editing.view import View, name_of


def find(view: View, text: str) -> str:
    """The IRI of the concept that an IRI or a preferred label names, in any language, whatever its case.

    One in use is meant rather than one that is retired. Raises :class:`UnknownName` where nothing, or more
    than one concept, is meant.
    """
    iri = text.strip().removeprefix("<").removesuffix(">")
    if " " not in iri and ":" in iri and origins_of(view, iri):
        return iri
    named = [one for one in sorted(view.called(text)) if _is_called(view, one, text)]
    in_use = [one for one in named if not is_retired(view, one)] or named
    if len(in_use) == 1:
        return in_use[0]
    if in_use:
        raise UnknownName(
            f"“{text}” names {len(in_use)} concepts: use one of their IRIs.", [f"<{one}>" for one in in_use]
        )
    raise UnknownName(f"No concept is called “{text}” here: write a preferred label, or an IRI.")


def _is_called(view: View, iri: str, text: str) -> bool:
    wanted = " ".join(text.split()).casefold()
    names = (one[1].object for one in view.about(iri) if one[1].predicate.value == str(v.PREF_LABEL))
    return bool(origins_of(view, iri)) and any(name_of(name) == wanted for name in names)
