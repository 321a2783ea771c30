"""Reads a folder with a suite: each ``manifest.ttl`` lists the tests of its folder, which are one group."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from skillpath.errors import InputError
from skillpath.ontology.conformance.cases import (
    Data,
    Kind,
    ProtocolCase,
    QueryCase,
    Request,
    Wanted,
)

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")
STATUS: Final = "http://www.w3.org/2011/http-statusCodes#StatusCode"

SUITE: Final = "https://suite.example/"
"""Where the files of a suite are taken to be: what their relative IRIs are read against."""

KINDS: Final[Mapping[Node, Kind]] = MappingProxyType(
    {
        MF.QueryEvaluationTest: Kind.ANSWER,
        MF.CSVResultFormatTest: Kind.TABLE,
        MF.PositiveSyntaxTest11: Kind.RIGHT,
        MF.NegativeSyntaxTest11: Kind.WRONG,
    }
)
"""Type of a test → what it asks for."""

ENDPOINT: Final = "/sparql/"
"""What the requests of the suite begin with."""


def read_suite(folder: Path) -> tuple[QueryCase | ProtocolCase, ...]:
    """All tests of a folder and the folders below, in the order of the manifests' lists.

    Tests of other kinds than queries, their grammar and the protocol are left out. Raises
    :class:`InputError` where there is no manifest, or one that cannot be read.
    """
    manifests = sorted(folder.rglob("manifest.ttl"))
    if not manifests:
        raise InputError(f"There is no manifest.ttl in {folder} or below: name the folder of a suite.")
    return tuple(case for manifest in manifests for case in _cases(folder, manifest))


def _cases(folder: Path, manifest: Path) -> Iterator[QueryCase | ProtocolCase]:
    group = manifest.parent.relative_to(folder).as_posix()
    base = SUITE if group == "." else f"{SUITE}{group}/"
    graph = Graph()
    try:
        graph.parse(manifest, format="turtle", publicID=base)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{manifest} is no Turtle: {error}") from error
    reading = _Manifest(graph, manifest.parent, base, manifest.parent.name)
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            read = READERS.get(graph.value(test, RDF.type))
            if read is not None:
                yield read(reading, test)


class _Manifest:
    """A manifest and its folder."""

    def __init__(self, graph: Graph, folder: Path, base: str, group: str) -> None:
        self.graph, self.folder, self.base, self.group = graph, folder, base, group

    def query(self, test: Node) -> QueryCase:
        graph = self.graph
        action, result = graph.value(test, MF.action), graph.value(test, MF.result)
        kind = next(KINDS[one] for one in graph.objects(test, RDF.type) if one in KINDS)
        query = graph.value(action, QT["query"]) if kind in (Kind.ANSWER, Kind.TABLE) else action
        return QueryCase(
            self.group,
            self._name(test),
            kind,
            self._file(query),
            Data(
                self.base,
                tuple(sorted(map(self._file, graph.objects(action, QT.data)))),
                tuple(
                    (str(name), (self._file(name),))
                    for name in sorted(map(str, graph.objects(action, QT.graphData)))
                ),
            ),
            None if result is None else self._file(result),
        )

    def protocol(self, test: Node) -> ProtocolCase:
        graph = self.graph
        (listed,) = graph.objects(graph.value(test, MF.action), HT.requests)
        requests = tuple(self._request(one) for one in Collection(graph, listed))
        named = {
            str(graph.value(one, RDFS.label)): (self._file(graph.value(one, UT.graph)),)
            for one in graph.objects(test, UT.graphData)
        }
        return ProtocolCase(
            self.group, self._name(test), Data(self.base, (), tuple(sorted(named.items()))), requests
        )

    def _request(self, node: Node) -> Request:
        graph = self.graph
        body = graph.value(node, HT.body)
        coded = str(graph.value(body, CNT.characterEncoding) or "utf-8")
        listed = graph.value(node, HT.headers)
        headers = [] if listed is None else list(Collection(graph, listed))
        return Request(
            str(graph.value(node, HT.methodName)),
            str(graph.value(node, HT.absolutePath)).removeprefix(ENDPOINT.rstrip("/")).removeprefix("/"),
            {
                str(graph.value(one, HT.fieldName)).lower(): str(graph.value(one, HT.fieldValue))
                for one in headers
            },
            str(graph.value(body, CNT.chars) or "").encode(coded),
            self._wanted(graph.value(node, HT.resp)),
        )

    def _wanted(self, response: Node | None) -> Wanted:
        graph = self.graph
        statuses = (str(one).removeprefix(STATUS) for one in graph.objects(response, MF.expectedStatus))
        boolean = graph.value(response, MF.expectedBoolean)
        form = graph.value(response, MF.expectedFormat)
        return Wanted(
            tuple(sorted(int(one[0]) for one in statuses)),
            bool(boolean.value) if isinstance(boolean, Literal) else None,
            None if form is None else str(form),
        )

    def _name(self, test: Node) -> str:
        return str(self.graph.value(test, MF.name) or test)

    def _file(self, iri: Node | str | None) -> Path:
        """The file in this folder that an IRI of the manifest stands for."""
        name = urlsplit(str(iri)).path.rpartition("/")[2]
        path = self.folder / name
        if not isinstance(iri, URIRef | str) or not path.is_file():
            raise InputError(f"{self.folder / 'manifest.ttl'}: there is no file {name} for {iri}.")
        return path


READERS: Final[Mapping[Node | None, Callable[[_Manifest, Node], QueryCase | ProtocolCase]]] = (
    MappingProxyType({**dict.fromkeys(KINDS, _Manifest.query), MF.ProtocolTest: _Manifest.protocol})
)
"""Type of a test → how it is read."""
