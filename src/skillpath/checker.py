"""Proves certificates of matches (docs/certificates.md); shares no code with what it checks."""

import hashlib
import json
import math
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

FORMAT: Final = "skillpath certificate 2"
NOTHING: Final = type("Nothing", (str,), {})("nothing")  # stands for no value; no value of a file equals it
TIE: Final = 1 - 1e-12  # of two numbers that differ by rounding alone either may be called the better one


def verify(certificate: Any, folder: Path) -> list[tuple[str, Any, Any]]:
    """What its release's folder disproves: JSON path, stated, computed. Raises if it cannot be followed."""
    given, digests = certificate.get("inputs"), certificate.get("digests")
    changed = differences(given, digests, "inputs", lambda value, digest: sha256(value)[:16] == digest)
    if found := list(changed):
        return found
    compiler, files = sha256(given["model"]["release"]), sorted(folder.glob("graphs/*.ttl"))
    graphs = {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    text = "\n".join([compiler, *(f"{origin} {digest}" for origin, digest in sorted(graphs.items()))])
    release = {"compiler": compiler, "graphs": graphs, "name": hashlib.sha256(text.encode()).hexdigest()[:16]}
    rows = list(_Match(given, folder).requirements(certificate.get("requirements", [])))
    whole = {"format": FORMAT, "release": release, "inputs": given, "digests": digests, "requirements": rows}
    whole["score"] = min(1.0, math.fsum(row["points"] for row in rows))
    return list(differences(certificate, whole, "", _same))


def differences(one: Any, other: Any, path: str, equal: Callable[[Any, Any], bool]) -> Iterator[Any]:
    """Where two documents are not equal: JSON path, the one's value, the other's."""
    if isinstance(one, list) and isinstance(other, list):
        one, other = ({f"[{i}]": part for i, part in enumerate(parts)} for parts in (one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one | other:
            yield from differences(one.get(key, NOTHING), other.get(key, NOTHING), f"{path}.{key}", equal)
    elif not equal(one, other):
        yield path.replace(".[", "[").lstrip("."), one, other


def _same(stated: Any, computed: Any) -> bool:  # numbers have 12 decimals, but for another machine's rounding
    if isinstance(stated, float) and isinstance(computed, float):
        return stated == computed or (round(stated, 12) == stated and abs(stated - computed) <= 5.5e-13)
    return type(stated) is type(computed) and bool(stated == computed)


def sha256(tree: Any) -> str:
    """The SHA-256 of a document as compact JSON with sorted keys."""
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class _Match:  # worked out anew; of sources, walks, weakest ones that are equally good those told are taken
    def __init__(self, given: Any, folder: Path) -> None:
        self.given, self.model, self.profile = given, given["model"], given["profile"]
        self.array = {file.stem: np.load(file) for file in folder.glob("network/*.npy")}
        nodes = json.loads((folder / "network" / "nodes.json").read_text(encoding="utf-8"))["nodes"]
        self.find = {alias: i for i, node in enumerate(nodes) for alias in node[7]}
        self.iri, self.kind = (np.array([node[i] for node in nodes] + [None]) for i in (0, 1))  # -1: unknown
        parts, rules = ("source", "target", "weight", "kind"), self.model["release"]["edges"]
        self.source, self.target, self.weight, kind = (self.array[f"edge_{part}"] for part in parts)
        kinds, steps = (np.array([rule[part] for rule in rules])[kind] for part in ("kind", "step"))
        ends, self.up = zip(self.iri[self.source], kinds, self.iri[self.target], strict=True), steps == "up"
        self.edges = dict(zip(ends, zip(self.weight.tolist(), self.up, strict=True), strict=True))

    def requirements(self, told: list[Any]) -> Iterator[dict[str, Any]]:
        """The requirements: what each weighs, what meets it best, and what that brings."""
        asked, taught, model = self.given["asked"], self.lessons(), self.model
        told = [*told, *({} for _ in asked)][: len(asked)]
        nodes = [self.find[one["node"]] for one in asked]
        part = np.array([one["dimension"] for one in asked], dtype=object)
        essential = np.array([one["essential"] for one in asked], dtype=bool)
        carried = np.reshape([self.transfer(node) for node in nodes], (len(nodes), len(self.iri)))
        alike, near = part[:, None] == part, carried[:, nodes] >= model["near_duplicate"] * TIE
        factor = np.where(essential, model["essential_weight"], model["optional_weight"])
        information = np.maximum(self.array["ic"][nodes], model["least_information"])
        omega = factor * information ** model["information_power"]
        raw = omega**2 / ((alike & near & near.T) @ omega)
        share = np.array([self.profile["share"][one] for one in part])
        weight = raw / (alike @ raw) * share / (share / alike.sum(axis=1)).sum()
        opposite = (part == "industry") & self.profile["other_industry"]
        carried[opposite] = (self.kind == "industry") * (1 - carried[opposite])
        dose = np.array([sum(lesson[2] for lesson in lessons.values()) for lessons in taught])
        mastery = np.minimum(1.0, np.expm1(-dose) / np.expm1(-model["full_dose"]))
        best = (reach := carried * mastery).max(axis=1)
        strength = np.minimum(1.0, best / [one["level"] for one in asked])
        equal = essential & (strength * TIE <= strength[essential].min(initial=1.0))
        chosen = equal & np.array([row.get("weakest") is True for row in told], dtype=bool)
        weakest = chosen if chosen.any() else equal
        eta = self.profile["bottleneck"] if essential.any() else 0.0
        points = (1 - eta) * weight * strength + eta * strength * weakest / max(1, weakest.sum())
        for q, (row, node) in enumerate(zip(told, nodes, strict=True)):
            v = self.find.get(row.get("source"), -1) if best[q] else -1
            v = v if reach[q, v] >= best[q] * TIE else int(reach[q].argmax())
            met = {"node": self.iri[node], "weight": weight[q], "source": self.iri[v], "mastery": mastery[v]}
            met |= {"transfer": carried[q, v], "strength": strength[q], "weakest": bool(weakest[q])}
            met |= {} if v < 0 or opposite[q] else self.walk(row.get("path", []), v, node, carried[q, v])
            doses = [[item, *one, points[q] * one[2] / dose[v]] for item, one in taught[v].items()]
            yield met | {"points": points[q], "doses": doses}

    def transfer(self, target: int) -> Any:
        """T from every node: walks up* (down | related)*, prolonged at their start until none is better."""
        best = np.eye(1, len(self.iri), target)[0]
        for steps in (np.flatnonzero(~self.up), np.flatnonzero(self.up)):
            before = np.zeros(len(best))
            while (before != best).any():
                before = best.copy()
                np.maximum.at(best, self.source[steps], self.weight[steps] * before[self.target[steps]])
        return best * (best >= self.model["release"]["cut_off"] * (1 - 1e-9))

    def walk(self, told: list[Any], source: int, target: int, transfer: float) -> dict[str, Any]:
        """The path told (node, kind of step, node, …) where it is a best walk; its weights in the release."""
        keys = zip(told[::2], told[1::2], told[2::2], strict=False)
        weights, ups = np.reshape([self.edges.get(key, (0.0, 0.0)) for key in keys], (-1, 2)).T.tolist()
        whole = [told[:1], told[-1:], len(told)] == [[self.iri[source]], [self.iri[target]], 2 * len(ups) + 1]
        best = ups == sorted(ups, reverse=True) and math.prod(weights) >= transfer * TIE
        return {"path": told if whole and best else f"a walk that carries {transfer}", "weights": weights}

    def lessons(self) -> list[dict[int, Any]]:
        """Node → spell or claim → how, and how much, it teaches of the node by its best channel."""
        starts, learned, strength = (self.array[f"learning_{part}"] for part in ("indptr", "indices", "data"))
        taught: list[dict[int, Any]] = [{} for _ in self.iri]
        find, slow, develops = self.find.get, self.model["mastery_years"], self.profile["development"]
        for item, spell in enumerate(self.given["spells"]):
            pace = self.model["level_factor"][spell["level"]] * self.years(spell, self.given["as_of"])
            job, place, floor = (find(spell[part], -1) for part in ("job_type", "industry", "floor"))
            jobs = [job, *(p for j, i, p in self.array["pairs"] if j == job and self.transfer(i)[place] == 1)]
            for way, origin in (*(("job type", o) for o in jobs), ("industry", place), ("shop floor", floor)):
                for link in range(starts[origin], starts[origin + 1]):  # none from an unknown one
                    node = learned[link]
                    dose = develops[way] * pace * float(strength[link]) / slow[self.kind[node]]
                    if dose > taught[node].get(item, ("", "", 0.0))[2]:
                        taught[node][item] = way, self.iri[origin], dose
        for item, claim in enumerate(self.given["claims"], start=len(self.given["spells"])):
            dose = -math.log1p(develops["claim"] * claim["level"] * math.expm1(-self.model["full_dose"]))
            taught[find(claim["skill"], -1)][item] = "claim", claim["skill"], dose
        return [*taught[:-1], {}]

    def years(self, spell: Any, as_of: str) -> float:
        """∫ max(ρ₀, 2^(−age/h)) over a spell, its ages in days."""
        day, start, end = map(date.toordinal, map(date.fromisoformat, (as_of, spell["start"], spell["end"])))
        rate, least = math.log(2) / self.model["half_life_days"], self.model["least_recency"]
        turn, ages = -math.log(least or 1e-300) / rate, (day - start, day - end)
        begun, ended = (least * max(0, t - turn) - math.expm1(-rate * min(t, turn)) / rate for t in ages)
        return float((begun - ended) / self.model["days_per_year"])
