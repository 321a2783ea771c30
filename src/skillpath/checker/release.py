"""A release as its files hold it: its identity, its links and the best walks in it."""

import hashlib
import heapq
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from skillpath.checker.documents import sha256
from skillpath.checker.formulas import narrower_weight

TIE: Final = 1 - 1e-12
"""Of two numbers that differ by rounding alone either may be called the better one."""


class Edge(NamedTuple):
    """A step of a walk; ``turned``: no step up may follow it."""

    source: int
    target: int
    weight: float
    kind: str
    provenance: str
    turned: bool


class Release:
    """The release in a folder, under the rules that a certificate states of its compiler.

    A weight whose author the release does not name is not taken from it: it is what the rule of its kind
    gives, save between job types, where the release is believed.
    """

    def __init__(self, folder: Path, rules: dict[str, Any]) -> None:
        self._folder, self._rules = folder, rules
        stored = json.loads((folder / "network" / "nodes.json").read_text(encoding="utf-8"))
        self.iri, self.kind, self.label = ([node[column] for node in stored["nodes"]] for column in range(3))
        self.find: dict[Any, int] = {alias: i for i, node in enumerate(stored["nodes"]) for alias in node[7]}
        self.ic, self.pairs = self._array("ic"), self._array("pairs")
        self._authors = stored["sources"]
        self._out: dict[int, list[Edge]] = defaultdict(list)
        self._into: dict[int, list[Edge]] = defaultdict(list)
        self._read_edges()
        self._starts, self._links = self._array("learning_indptr"), self._read_links()
        self.towards = cache(self._towards)

    def _array(self, name: str) -> Any:
        return np.load(self._folder / "network" / f"{name}.npy").tolist()

    def _read_edges(self) -> None:
        parts = ("source", "target", "weight", "kind", "provenance")
        for source, end, stored, kind, by in zip(*(self._array(f"edge_{p}") for p in parts), strict=True):
            rule, author = self._rules["edges"][kind], self._authors[by]
            ruled = self._narrower(source, end) if rule["kind"] == "narrower" else rule["weight"]
            weight = stored if author or ruled is None else ruled
            edge = Edge(source, end, weight, rule["kind"], author, rule["step"] != "up")
            self._out[source].append(edge)
            self._into[end].append(edge)

    def _narrower(self, parent: int, child: int) -> float:
        return narrower_weight(self.ic[parent], self.ic[child], self._rules["taxonomy_power"])

    def _read_links(self) -> list[tuple[int, float, str | None, str]]:
        columns = (self._array(f"learning_{part}") for part in ("indices", "data", "kind", "provenance"))
        links = []
        for skill, stored, kind, by in zip(*columns, strict=True):
            rule, author = self._rules["learning"][kind], self._authors[by]
            links.append((skill, stored if author else rule["strength"], rule["kind"], author))
        return links

    def identity(self) -> dict[str, Any]:
        """Its name, by the rules that compiled it and the graphs that lie in it."""
        compiler, files = sha256(self._rules), sorted(self._folder.glob("graphs/*.ttl"))
        graphs = {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
        lines = "\n".join([compiler, *(f"{origin} {digest}" for origin, digest in graphs.items())])
        name = hashlib.sha256(lines.encode()).hexdigest()[:16]
        return {"name": name, "compiler": compiler, "graphs": graphs}

    def developed_by(self, origin: int) -> list[tuple[int, float, str | None, str]]:
        """What an origin develops: skill, strength, kind of link, who states the strength."""
        return self._links[self._starts[origin] : self._starts[origin + 1]]

    def carries(self, source: int | None, target: int) -> float:
        """T."""
        return self.towards(target).get((source, False), 0.0)

    def _towards(self, target: int) -> dict[tuple[int | None, bool], float]:
        """The best product of weights over walks up* (down | related)*, by start and whether one turned."""
        best: dict[tuple[int | None, bool], float] = {}
        heap = [(-1.0, target, True)]
        while heap:
            cost, node, turned = heapq.heappop(heap)
            if (node, turned) in best or -cost < self._rules["cut_off"] * (1 - 1e-9):
                continue
            best[node, turned] = -cost
            heapq.heappush(heap, (cost, node, False))
            for edge in self._into[node]:
                if edge.turned == turned:
                    heapq.heappush(heap, (cost * edge.weight, edge.source, turned))
        return best

    def path(self, node: int, target: int, told: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
        """A best walk: the one told (target and kind of each step) as far as its steps are on a best walk."""
        best, turned = self.towards(target), False
        steps: list[dict[str, Any]] = []
        while node != target and len(steps) <= len(told):
            least = best[node, turned] * TIE
            ways = [
                edge
                for edge in self._out[node]
                if edge.turned >= turned and edge.weight * best.get((edge.target, edge.turned), 0.0) >= least
            ]
            wanted = told[len(steps)] if len(steps) < len(told) else None
            edge = next((edge for edge in ways if (self.iri[edge.target], edge.kind) == wanted), ways[0])
            steps.append(self._step(edge))
            node, turned = edge.target, edge.turned
        return steps

    def _step(self, edge: Edge) -> dict[str, Any]:
        ends = {"source": self.iri[edge.source], "target": self.iri[edge.target]}
        return ends | {"kind": edge.kind, "weight": edge.weight, "provenance": edge.provenance}
