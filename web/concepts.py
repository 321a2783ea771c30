"""The page of a concept: what the ontology says of it, and where the book uses it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from flask import Blueprint, render_template, request

from skillpath.agency.accounts.rights import Right
from skillpath.agency.concepts import concept_document
from skillpath.graph.lookup import find_concept
from skillpath.graph.neighbours import Bond
from skillpath.reasoner.shown import Document
from skillpath.web.acting import may
from skillpath.web.current import workspace
from skillpath.web.drawing import drawing
from skillpath.web.editing.shown import open_copies
from skillpath.web.language import gettext, gettext_noop, language
from skillpath.web.neighbourhood import carried, grown, neighbourhood
from skillpath.web.svg import svg

BLUEPRINT: Final = Blueprint("concepts", __name__)

HEADINGS: Final[Mapping[tuple[Bond, str], str]] = {
    (Bond.BROADER, ""): gettext_noop("Part of"),
    (Bond.NARROWER, ""): gettext_noop("Includes"),
    (Bond.LEARNED_IN, ""): gettext_noop("Where it is learned"),
    (Bond.TEACHES, ""): gettext_noop("Learned there"),
    (Bond.TEACHES, "job type"): gettext_noop("What the work asks for, and so teaches"),
    (Bond.CLOSE_MATCH, ""): gettext_noop("Nearly the same"),
    (Bond.RELATED, ""): gettext_noop("Related"),
    (Bond.SIMILAR_WORK, ""): gettext_noop("Similar work"),
}
"""Bond, and the kind of the concept where it has a heading of its own → heading."""

KINDS: Final = {
    "skill": gettext_noop("Skill"),
    "job type": gettext_noop("Job type"),
    "industry": gettext_noop("Industry"),
    "job in industry": gettext_noop("Job type in an industry"),
    "floor": gettext_noop("Shop floor"),
}

CODES: Final = {"job type": "ISCO-08", "industry": "NACE Rev. 2.1"}
"""Kind of concept → classification that its code is of."""


@BLUEPRINT.get("/concepts")
def show() -> str:
    """A concept by IRI or by name (``iri``); concepts that were opened in its picture are ``open``."""
    network = workspace().network
    iri = network.nodes[find_concept(network, request.args.get("iri", ""))].iri
    opened = [one for one in request.args.getlist("open") if network.find(one) is not None]
    document = concept_document(workspace(), iri, language=language())
    pictured = neighbourhood(network, iri, opened)
    drawn = drawing(pictured, quantity=carried, address=partial(grown, iri, opened))
    return render_template(
        "concept.html",
        document=document,
        bonds=[group | {"heading": _heading(group, document["kind"])} for group in document["bonds"]],
        kind=gettext(KINDS[document["kind"]]),
        classification=CODES.get(document["kind"], ""),
        picture=pictured,
        opened=opened,
        drawing=drawn if pictured.edges else None,
        shape=svg(drawn),
        release=document["release"],
        editing=open_copies() if may(Right.EDIT) else None,
    )


def _heading(group: Document, kind: str) -> str:
    bond = Bond(group["bond"])
    return gettext(HEADINGS.get((bond, kind)) or HEADINGS[bond, ""])
