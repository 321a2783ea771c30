"""The graphs of the dataset, in one table."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from skillpath.ontology.dataset import names


@dataclass(frozen=True, slots=True)
class Graph:
    """A named graph; of an ``iri`` that ends with a slash there are many, by a name that follows.

    ``of_book``: it tells of candidates, roles or decisions. ``always``: it is there without being named.
    """

    iri: str
    title: str
    what: str
    of_book: bool = False
    always: bool = True

    @property
    def is_family(self) -> bool:
        """Whether there are many of it."""
        return self.iri.endswith("/")


GRAPHS: Final = (
    Graph(
        names.MAPPINGS,
        "Mappings",
        "Every mapping that the release states, as a link and as a node with its kind and its source.",
    ),
    Graph(
        names.PROVENANCE,
        "Provenance",
        "Releases, working copies, change sets and reviews, when and by whom, in PROV-O.",
    ),
    Graph(
        names.QUALITY,
        "Quality",
        "The rules, how often each is broken in the releases, and what breaks them in this one, in SHACL.",
    ),
    Graph(
        names.CHANGES,
        "Changes",
        "Every change set with each statement that it removed or added, its author, day and kind.",
    ),
    Graph(
        names.CANDIDATES,
        "Candidates",
        "Candidates by code: what they worked as and when, which skills they claim, where and from when.",
        of_book=True,
    ),
    Graph(
        names.ROLES,
        "Roles",
        "Roles: what each asks for, with weight and importance, under which criteria and filters.",
        of_book=True,
    ),
    Graph(
        names.DECISIONS,
        "Decisions",
        "What was decided about whom for which role, when, by whom and why.",
        of_book=True,
    ),
    Graph(
        names.RELEASES,
        "A release",
        "All that a release says, this one or an earlier one, by its name.",
        always=False,
    ),
    Graph(
        names.WORKING_COPIES,
        "A working copy",
        "All that a working copy says as it is now, by its name.",
        always=False,
    ),
    Graph(
        names.MATCHES,
        "A match",
        "One match with its evidence, by the codes of candidate and role: every requirement, path and part.",
        of_book=True,
        always=False,
    ),
    Graph(
        names.BEST_MATCHES,
        "The best matches of a role",
        "The best twenty of a role with their ranks and their evidence, by the code of the role.",
        of_book=True,
        always=False,
    ),
    Graph(
        names.RANKINGS,
        "The ranking of a role",
        "Ranks and scores of the best thousand for a role, by its code.",
        of_book=True,
        always=False,
    ),
)
"""What there is beside the default graph, which is the release in use with all its sources."""

BY_IRI: Final = MappingProxyType({graph.iri: graph for graph in GRAPHS})


def graph_of(iri: str) -> Graph | None:
    """The graph, or family, of an IRI; ``None`` where it is none of ours.

    >>> graph_of(names.named(names.RELEASES, "ab12")).title, graph_of("http://elsewhere.example/graph")
    ('A release', None)
    """
    known = BY_IRI.get(iri)
    if known is not None:
        return None if known.is_family else known
    return next((one for one in GRAPHS if one.is_family and iri.startswith(one.iri)), None)


def is_of_book(iri: str) -> bool:
    """Whether it is a graph that tells of candidates, roles or decisions."""
    graph = graph_of(iri)
    return graph is not None and graph.of_book
