"""What moved a score between two networks: the requirement that moved most, and the links on its way."""

from collections.abc import Iterator, Sequence

from skillpath.graph.network import Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.stated_links import edge_weight, learned
from skillpath.reasoner.shown import Document


def moved_most(documents: Sequence[Document], networks: Sequence[Network]) -> Document:
    """Of one match on two networks the requirement that moved most, and the links that the other lacks.

    The links are those of the way on the network where it is met better; none where what is asked for only
    weighs otherwise.
    """
    before, after = ({r["requirement"]["iri"]: r for r in one["requirements"]} for one in documents)
    parts = {
        iri: after.get(iri, {"score": 0.0})["score"] - before.get(iri, {"score": 0.0})["score"]
        for iri in {**before, **after}
    }
    if not parts:
        return {"requirement": "", "links": []}
    iri = max(parts, key=lambda one: (abs(parts[one]), one))
    richer, other = (after, networks[0]) if parts[iri] > 0 else (before, networks[1])
    found = richer.get(iri) or after[iri]
    return {"requirement": found["requirement"]["label"], "links": list(_edited(found, other))}


def link_in_words(link: Document) -> str:
    """A link with its weights."""
    before = f"{link['elsewhere']:.2f}" if link["elsewhere"] else "not so"
    return f"{link['link']} ({link['weight']:.2f}; otherwise {before})"


def _edited(requirement: Document, other: Network) -> Iterator[Document]:
    """The links on the way of a requirement that the other network does not state just so."""
    told = set[str]()
    for step in requirement["path"]:
        elsewhere = edge_weight(other, step["source"]["iri"], step["target"]["iri"], EdgeKind(step["kind"]))
        if elsewhere != step["weight"]:
            yield _link(step["source"], step["wording"], step["target"], step["weight"], elsewhere)
    for part in requirement["contributions"]:
        learning, source = part["learning"], requirement["source"]
        if learning is None or part["origin"]["iri"] in told:
            continue
        told.add(part["origin"]["iri"])
        elsewhere = learned(other, part["origin"]["iri"], source["iri"])
        if elsewhere != learning["strength"]:
            yield _link(part["origin"], "teaches", source, learning["strength"], elsewhere)


def _link(source: Document, wording: str, target: Document, here: float, elsewhere: float) -> Document:
    """A link as it is where the requirement is met better; ``elsewhere``: its weight otherwise, or 0."""
    text = f"{source['label']} {wording} {target['label']}"
    return {"link": text, "weight": here, "elsewhere": elsewhere}
