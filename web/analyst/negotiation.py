"""In which forms an answer is wanted: what ``Accept`` says, or the address."""

from collections.abc import Iterable
from typing import Final

from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable

from skillpath.ontology.sparql.forms import FORMS, Form

ROWS: Final = tuple(form for form in Form if not FORMS[form].of_graph)
GRAPHS: Final = tuple(form for form in Form if FORMS[form].of_graph)


def wanted_forms(
    accepted: MIMEAccept, name: str | None = None, *, forms: Iterable[Form] = Form
) -> tuple[Form, ...]:
    """Those of the forms that a request takes, the best first; of equal ones the order is ours.

    ``name``, if it is that of a form, goes before what is accepted: no link can say that. Other names are
    passed over: some clients send those of other servers. Raises :class:`NotAcceptable` with the list where
    none is taken.
    """
    forms = tuple(forms)
    named = tuple(form for form in forms if form == name)
    if named:
        return named
    plain = _plain(accepted)
    if not plain:
        return forms
    quality = {form: _quality(form, plain) for form in forms}
    found = tuple(sorted((form for form in quality if quality[form] > 0), key=lambda one: -quality[one]))
    if not found:
        raise not_acceptable(forms)
    return found


def not_acceptable(forms: Iterable[Form]) -> NotAcceptable:
    """That none of some forms is accepted."""
    known = ", ".join(FORMS[form].media_type for form in forms)
    return NotAcceptable(f"The answer is not written in what you accept. Accept one of: {known}.")


def _quality(form: Form, accepted: MIMEAccept) -> float:
    """How much a form is wanted; its other names count only where they are said in full."""
    others = (quality for value, quality in accepted if value in FORMS[form].also)
    return max(accepted.quality(FORMS[form].media_type), *others, 0)


def _plain(accepted: MIMEAccept) -> MIMEAccept:
    """Without the parameters of types, such as a profile of JSON-LD: none of them is another form here."""
    return MIMEAccept([(value.partition(";")[0].strip(), quality) for value, quality in accepted])
