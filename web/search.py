"""Searching for anything: the page with all groups, and what is suggested while somebody types."""

from typing import Final

from flask import Blueprint, render_template, request, url_for

from skillpath.agency.everywhere import at_once, everywhere, names_of
from skillpath.errors import UnknownName
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.shown import Document
from skillpath.web.acting import reader
from skillpath.web.candidates import PLACES
from skillpath.web.concepts import KINDS
from skillpath.web.current import workspace
from skillpath.web.language import gettext, language
from skillpath.web.state import asked_state

BLUEPRINT: Final = Blueprint("search", __name__)

ON_A_PAGE: Final = 25
SUGGESTED: Final = 5
"""Hits of each group on the page, and while somebody types."""

NAMES: Final = 10
"""So many names are suggested for a field."""

LONGEST: Final = 200
"""Characters that are looked for."""


@BLUEPRINT.get("/search")
def index() -> str:
    """Concepts, roles and candidates with the words."""
    asked = _asked()
    return render_template(
        "search.html",
        found=everywhere(workspace(), asked, most=ON_A_PAGE, language=language(), reader=reader()),
        asked=asked,
        most=ON_A_PAGE,
        places=PLACES,
        kinds=KINDS,
        state=asked_state(),
    )


@BLUEPRINT.get("/search/hits")
def hits() -> Document:
    """Groups of a few hits, each with its address, for the script of the search field."""
    found = at_once(workspace(), _asked(), most=SUGGESTED, language=language())
    as_of = asked_state().query["as_of"]
    groups = [
        (
            gettext("Candidates"),
            [
                _hit(one["code"], "", url_for("candidates.show", code=one["code"], as_of=as_of))
                for one in found["candidates"]
            ],
        ),
        (
            gettext("Roles"),
            [
                _hit(one["title"], one["id"], url_for("roles.show", role_id=one["id"], as_of=as_of))
                for one in found["roles"]
            ],
        ),
        (
            gettext("Skills, job types, industries"),
            [
                _hit(
                    one["label"],
                    one["name"] or gettext(KINDS[one["kind"]]),
                    url_for("concepts.show", iri=one["iri"]),
                )
                for one in found["concepts"]
            ],
        ),
    ]
    return {"groups": [{"name": name, "hits": listed} for name, listed in groups if listed]}


@BLUEPRINT.get("/search/names")
def names() -> Document:
    """The names of a few concepts of a ``kind``, or of any, for the script of fields that ask for one."""
    said = request.args.get("kind", "")
    try:
        kind = ConceptKind(said) if said else None
    except ValueError:
        raise UnknownName(gettext("There is no such kind of concept."), list(ConceptKind)) from None
    return {"names": names_of(workspace(), _asked(), kind, most=NAMES, language=language())}


def _hit(label: str, detail: str, address: str) -> Document:
    return {"label": label, "detail": detail, "address": address}


def _asked() -> str:
    return " ".join(request.args.get("q", "")[:LONGEST].split())
