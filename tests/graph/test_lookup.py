import pytest

from skillpath.errors import UnknownName
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.lookup import find_concept
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind

JOB, SKILL = ConceptKind.JOB_TYPE, ConceptKind.SKILL
CONCEPTS = [
    Concept("http://x/teller", JOB, {"en": "bank teller", "de": "Bankkassierer"}, ("cashier",)),
    Concept("http://x/cashier", JOB, {"en": "cashier"}),
    Concept("http://x/clerk", JOB, {"en": "payroll clerk"}, ("clerk",)),
    Concept("http://x/ledger", JOB, {"en": "ledger clerk"}, ("clerk",)),
    Concept("http://x/clerks", JOB, {"en": "ledger clerk"}, group=True),
    Concept("http://x/payroll", SKILL, {"en": "payroll"}),
]


@pytest.fixture(scope="module")
def net() -> Network:
    return compile_network(build_graph(Catalogue({c.iri: c for c in CONCEPTS}, ())))


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("bank teller", "http://x/teller"),
        ("  Bank   TELLER ", "http://x/teller"),
        ("bankkassierer", "http://x/teller"),
        ("http://x/teller", "http://x/teller"),
        ("<http://x/teller>", "http://x/teller"),
        ("cashier", "http://x/cashier"),  # the preferred label wins over the other name
        ("ledger clerk", "http://x/ledger"),  # the concept wins over the heading
    ],
)
def test_what_a_person_types(net: Network, text: str, iri: str) -> None:
    assert net.nodes[find_concept(net, text)].iri == iri


def test_a_typing_error_gets_suggestions(net: Network) -> None:
    with pytest.raises(UnknownName) as caught:
        find_concept(net, "bank teler")
    assert caught.value.suggestions[0] == "bank teller"


def test_an_ambiguous_name_gets_its_iris(net: Network) -> None:
    with pytest.raises(UnknownName, match="names 2 concepts") as caught:
        find_concept(net, "clerk")
    assert caught.value.suggestions == ("payroll clerk <http://x/clerk>", "ledger clerk <http://x/ledger>")


def test_only_the_wanted_kinds_are_looked_at(net: Network) -> None:
    with pytest.raises(UnknownName):
        find_concept(net, "payroll", kinds=["job type"])
    assert net.nodes[find_concept(net, "payroll")].iri == "http://x/payroll"


def test_nonsense_suggests_nothing(net: Network) -> None:
    with pytest.raises(UnknownName) as caught:
        find_concept(net, "ℵ")
    assert caught.value.suggestions == ()


def test_suggestions_know_no_capitals_and_stand_by_similarity_then_alphabet() -> None:
    named = [f"ledger keeper {letter}" for letter in "GFEDCBA"]
    net = compile_network(
        build_graph(Catalogue({f"http://x/{n}": Concept(f"http://x/{n}", JOB, {"en": n}) for n in named}, ()))
    )
    with pytest.raises(UnknownName) as caught:
        find_concept(net, "LEDGER KEEPER X")
    assert caught.value.suggestions == tuple(f"ledger keeper {letter}" for letter in "ABCDE")


def test_of_many_concepts_of_one_name_five_are_named() -> None:
    many = {f"http://x/{n}": Concept(f"http://x/{n}", JOB, {"en": "clerk"}) for n in range(7)}
    with pytest.raises(UnknownName, match="names 7 concepts") as caught:
        find_concept(compile_network(build_graph(Catalogue(many, ()))), "clerk")
    assert len(caught.value.suggestions) == 5


def test_what_the_release_lacks_is_said_and_shown_by_its_iri(net: Network) -> None:
    assert net.label(None) == ""
    assert net.label("http://x/nowhere") == "http://x/nowhere"
    assert net.label("http://x/teller") == "bank teller"
    with pytest.raises(UnknownName, match="has no concept <http://x/nowhere>"):
        net.index("http://x/nowhere")
