"""By what the pages of the analyst call things."""

from functools import lru_cache

from skillpath.agency.accounts.rights import Right
from skillpath.errors import UnknownName
from skillpath.ontology.sparql.terms import Term
from skillpath.web.acting import may
from skillpath.web.analyst.cells import Cell, Names
from skillpath.web.current import workspace
from skillpath.web.language import language


def names(*, wanted: bool = True) -> Names:
    """Labels and titles, in the language of the page; titles of roles are for those who may ask for them."""
    return Names(workspace().network, language(), lru_cache(_title), wanted)


def in_short(iri: str) -> Cell:
    """A class or property by its prefix."""
    return names(wanted=False).cell(Term(iri, "iri"))


def _title(role_id: str) -> str:
    try:
        return workspace().book.role(role_id).title if may(Right.QUERY_BOOK) else role_id
    except UnknownName:
        return role_id
