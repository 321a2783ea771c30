"""From what an editor types to the concept of a view that is meant."""

from collections.abc import Collection

from skillpath.errors import UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.editing.naming import is_concept
from skillpath.ontology.editing.operations.reading import origins_of
from skillpath.ontology.editing.retired import is_retired
from skillpath.ontology.editing.view import View, name_of


def find(view: View, text: str, *, origin: str, kinds: Collection[ConceptKind] = ()) -> str:
    """The IRI of the concept that an IRI or a preferred label names, in any language, whatever its case.

    One in use is meant rather than one that is retired, and of several the one that an origin describes.
    Raises :class:`UnknownName` where nothing of these kinds (any, where none is named), or more than one
    concept, is meant.
    """
    iri = text.strip().removeprefix("<").removesuffix(">")
    if is_concept(view, iri, kinds):
        return iri
    called = (one for one in sorted(view.called(text)) if _is_called(view, one, text))
    named = [one for one in called if is_concept(view, one, kinds)]
    in_use = [one for one in named if not is_retired(view, one)] or named
    in_use = [one for one in in_use if origin in origins_of(view, one)] or in_use
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
    return any(name_of(name) == wanted for name in names)
