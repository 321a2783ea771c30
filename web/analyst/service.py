"""What the endpoint says of itself: its forms, its functions, and the graphs that who asks may see."""

from typing import Final

from flask import url_for

from skillpath.agency.accounts.rights import Right
from skillpath.agency.dataset.graphs import GRAPHS
from skillpath.agency.sparql_functions import FUNCTIONS
from skillpath.ontology.sparql.description import GraphTold, Service
from skillpath.web.acting import actor
from skillpath.web.asking import query_settings
from skillpath.web.current import workspace

RELEASE: Final = "The active release: all concepts and links of the ontology, from all its sources."


def service() -> Service:
    """The endpoint, for who asks."""
    book = actor().may(Right.QUERY_BOOK)
    return Service(
        url_for("sparql.show", _external=True),
        GraphTold("", f"Release {workspace().release.name}", RELEASE),
        [
            GraphTold(one.iri, one.title, one.what)
            for one in GRAPHS
            if not one.is_family and (book or not one.of_book)
        ],
        functions=tuple(iri for iri, one in FUNCTIONS.items() if book or not one.of_book),
        federated=bool(query_settings().limits.services),
    )
