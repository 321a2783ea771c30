"""What is asked."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from skillpath.ontology.sparql.forms import Form


@dataclass(frozen=True, slots=True)
class Question:
    """A query and how it is to be answered.

    ``default_graphs`` and ``named_graphs`` are IRIs, those of the SPARQL 1.1 Protocol: where either is given
    they are the whole dataset, whatever the query says; else it is what the query says with FROM, else what
    there is. The answer is cut after ``max_rows`` rows or triples (``None``: it is whole), and takes the
    first of ``forms`` that fits it (none: JSON or Turtle).
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    max_rows: int | None = 10_000
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use: seconds, and megabytes beside what its process needs for itself."""

    seconds: float = 10.0
    megabytes: int = 2048


class Functions(NamedTuple):
    """Functions of our own that queries may call.

    ``module`` has a function ``functions``, which makes of ``argument`` a mapping from each of ``names``
    (IRIs) to what is called with the values of terms; it gives a number, a text, a truth, a :class:`Term`,
    or ``None`` for no value. It is asked anew for each query that calls one: what it keeps between queries
    is its own affair.
    """

    module: str
    names: tuple[str, ...]
    argument: str


USUAL: Final = Limits()
NO_FUNCTIONS: Final = Functions("", (), "")
