"""A concept in short, as a view has it: to be seen beside another one."""

from collections.abc import Iterable
from dataclasses import dataclass

from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.editing.operations.form import ConceptForm, Links
from skillpath.ontology.editing.operations.reading import origins_of, read_form
from skillpath.ontology.editing.rules import names_in
from skillpath.ontology.editing.view import View


@dataclass(frozen=True, slots=True)
class Summary:
    """What a concept is called and means, where it stands, what it asks for and develops.

    ``labels`` and ``others`` (alternative labels) are pairs of language tag and text; ``above``, ``asks``
    and ``teaches`` are labels. ``asked_by`` counts what leads to it. ``kind`` is ``None`` where no origin
    describes it.
    """

    iri: str
    kind: ConceptKind | None
    label: str
    origins: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    definition: str
    above: tuple[str, ...]
    asks: tuple[str, ...]
    teaches: tuple[str, ...]
    asked_by: int
    retired: bool


def summary(view: View, iri: str) -> Summary:
    """A concept in short, by all origins that describe it."""
    origins = origins_of(view, iri)
    forms = [read_form(view, iri, origin) for origin in origins]
    links = {name: _ends(forms, name) for name in ("broader", "essential", "optional", "teaches")}
    names = names_in(view, set().union(*links.values()))
    definitions = [form.definitions for form in forms if form.definitions]

    def called(*fields: str) -> tuple[str, ...]:
        return tuple(sorted({names.get(one, one) for field in fields for one in links[field]}))

    return Summary(
        iri,
        next((form.kind for form in forms if form.kind is not None), None),
        next((form.name for form in forms if form.name), iri),
        tuple(origins),
        tuple(sorted({pair for form in forms for pair in form.labels.items()})),
        tuple(
            sorted(
                {(tag, text) for form in forms for tag, texts in form.alternatives.items() for text in texts}
            )
        ),
        definitions[0].get("en", min(definitions[0].values())) if definitions else "",
        called("broader"),
        called("essential", "optional"),
        called("teaches"),
        len(view.leading_to(iri)),
        any(form.retired for form in forms),
    )


def _ends(forms: Iterable[ConceptForm], name: str) -> set[str]:
    """Where the links of a field lead."""
    fields: list[Links] = [getattr(form, name) for form in forms]
    return {link.iri for links in fields for link in links}
