"""Re-proves a match from its certificate and the files of its release; shares no code with the scorer.

docs/certificates.md says what that proves. Computed numbers have 12 decimals. One is proved if the number
worked out here, or one that another machine's rounding could make of it (NOISE), is written so; any other
digit is refused. What was given is compared by digests. A sum over all seals what is stated.
"""

import hashlib
import heapq
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

FORMAT, NOTHING, NOISE = "skillpath certificate 1", "nothing", 5e-14
TIE = 1 - 1e-12  # of two that differ by rounding alone either may be called the better one


def verify(certificate: Any, releases: Path) -> Iterator[tuple[str, Any, Any]]:
    """What is wrong in a certificate: JSON path, what is stated, what must stand there. Nothing: proved.

    ``releases`` is the folder of the releases. Raises :class:`ValueError` for what is no certificate.
    """
    if at(certificate, "format") != FORMAT:
        raise ValueError(f"its format is not “{FORMAT}”")
    try:
        given, digests = dict(leaves(certificate.get("inputs"), "inputs")), certificate.get("digests", {})
        changed = [p for p in given | digests if p not in given or digests.get(p) != sha256(given[p])[:16]]
        yield from ((p, given.get(p, NOTHING), f"what has the digest {digests.get(p)}") for p in changed)
        if (name := at(certificate, "release", "name")) not in [folder.name for folder in releases.iterdir()]:
            yield "release.name", name, "no release here has this name"
        elif not changed:
            yield from differences(certificate, Proof(certificate, releases / name).document())
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"it cannot be followed ({error!r})") from error


class Proof:
    """A certificate as its inputs and its release make it; among equals it follows what is stated."""

    def __init__(self, certificate: Any, folder: Path) -> None:
        self.stated, self.folder, self.given = certificate, folder, certificate["inputs"]
        self.model, self.profile, self.role = (self.given[part] for part in ("model", "profile", "role"))
        self.spells, self.claims = (self.given["candidate"][part] for part in ("spells", "claims"))
        self.years = [effective_years(spell, self.given["as_of"], self.model) for spell in self.spells]
        stored, self.rules = (
            json.loads((folder / "network/nodes.json").read_text("utf-8")),
            self.model["release"],
        )
        self.iri, self.kind, self.label = ([node[column] for node in stored["nodes"]] for column in range(3))
        self.find = {alias: i for i, node in enumerate(stored["nodes"]) for alias in node[7]}
        self.array = cache(lambda name: np.load(folder / f"network/{name}.npy").tolist())
        self.authors, self.towards = stored["sources"], cache(self.best_walks)
        self.out: dict[int, list[Any]] = defaultdict(list)
        self.into: dict[int, list[Any]] = defaultdict(list)
        parts = (self.array(f"edge_{part}") for part in ("source", "target", "weight", "kind", "provenance"))
        for source, end, weight, kind, author in zip(*parts, strict=True):
            rule = self.rules["edges"][kind]
            edge = source, end, weight, rule, self.authors[author], rule["step"] != "up"
            self.out[source].append(edge)
            self.into[end].append(edge)

    def document(self) -> dict[str, Any]:
        """The whole certificate."""
        taught, find, stated = self.taught(), self.find, self.stated
        dose = {node: sum(row["dose"] for row in rows) for node, rows in taught.items()}
        met = [self.met(q, dose, at(stated, "requirements", i)) for i, q in enumerate(self.requirements())]
        for q, bottleneck, points in zip(met, *self.points(met), strict=True):
            rows = [row | {"share": row["dose"] / q["dose"]} for row in taught.get(find.get(q["source"]), [])]
            q |= {"bottleneck_points": bottleneck, "points": points}
            q |= {"doses": [row | {"points": row["share"] * points} for row in rows]}
        proof = {"format": FORMAT, "release": self.release(), "inputs": self.given, "requirements": met}
        proof |= {"inputs_sha256": sha256(self.given), "digests": stated["digests"], "years": self.years}
        proof |= {"unknown": self.unknown(), "outside_filter": self.outside_filter()}
        proof |= {"score": min(1.0, math.fsum(q["points"] for q in met))}
        texts = {str(text) for _, text in leaves(proof, "")} & find.keys()
        seal = sha256({key: part for key, part in stated.items() if key != "sha256"})
        return proof | {"labels": {text: self.label[find[text]] for text in texts}, "sha256": seal}

    def release(self) -> dict[str, Any]:
        """Its name by the rules that compiled it and the graphs that lie in it."""
        files, compiler = sorted(self.folder.glob("graphs/*.ttl")), sha256(self.rules)
        graphs = {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
        lines = "\n".join([compiler, *map(" ".join, graphs.items())])
        return {
            "name": hashlib.sha256(lines.encode()).hexdigest()[:16],
            "compiler": compiler,
            "graphs": graphs,
        }

    def unknown(self) -> list[str]:
        """What the release lacks."""
        named = [spell[part] for spell in self.spells for part in ("job_type", "industry")]
        named += [one["skill"] for one in (*self.claims, *self.role["skills"])]
        named += [self.role["job_type"], self.role["industry"]]
        lost = [iri for iri in named if iri is not None and iri not in self.find]
        floor = self.role["floor"]
        return list(dict.fromkeys(lost + [floor] * (floor is not None and f"{floor}#floor" not in self.find)))

    def outside_filter(self) -> bool:
        """Whether a filter of the profile leaves the candidate out."""
        target = self.find.get(self.role["industry"]) if self.profile["industry_only"] else None
        industries, least = (
            [self.find.get(spell["industry"]) for spell in self.spells],
            self.model["knows_industry"],
        )
        return target is not None and all(self.carries(i, target) < least * TIE for i in industries)

    def best_walks(self, target: int) -> dict[tuple[int, bool], float]:
        """The best product of weights over walks up* (down | related)*, by start and whether one has turned."""
        best: dict[tuple[int, bool], float] = {}
        heap = [(-1.0, target, True)]
        while heap:
            cost, node, turned = heapq.heappop(heap)
            if (node, turned) not in best:
                best[node, turned] = -cost
                before = [(cost * e[2], e[0], turned) for e in self.into[node] if e[5] == turned]
                for step in (*before, (cost, node, False)):
                    if -step[0] >= self.rules["cut_off"] * (1 - 1e-9):
                        heapq.heappush(heap, step)
        return best

    def carries(self, source: int | None, target: int) -> float:
        return self.towards(target).get((source, False), 0.0)

    def path(self, node: int, target: int, stated: Any) -> list[dict[str, Any]]:
        """A best walk: the stated one as long as each of its steps is on a best walk."""
        best, turned, steps = self.towards(target), False, []
        while node != target and len(steps) <= len(stated):
            told = [at(stated, len(steps), key) for key in ("target", "kind")]
            ways = [
                e
                for e in self.out[node]
                if e[5] >= turned and e[2] * best.get((e[1], e[5]), 0) >= best[node, turned] * TIE
            ]
            way = next((e for e in ways if [self.iri[e[1]], e[3]["kind"]] == told), ways[0])
            steps.append(self.step(*way))
            node, turned = way[1], way[5]
        return steps

    def step(self, source: int, end: int, weight: float, rule: Any, author: str, _: bool) -> dict[str, Any]:
        """An edge of the release; where nobody states its weight, it is what its rule gives."""
        by_rule = self.narrower(source, end) if rule["kind"] == "narrower" else rule["weight"]
        shown = {"weight": weight if author or by_rule is None else by_rule, "provenance": author}
        return {"source": self.iri[source], "target": self.iri[end], "kind": rule["kind"]} | shown

    def requirements(self) -> list[dict[str, Any]]:
        """What is asked for, with weights."""
        find, role, share = self.find, self.role, self.profile["share"]
        skills: dict[int, tuple[bool, float]] = {}
        for one in (one for one in role["skills"] if one["skill"] in find):
            essential, level = skills.get(find[one["skill"]], (False, 0.0))
            skills[find[one["skill"]]] = essential or one["essential"], max(level, one["level"])
        near, order = self.model["near_duplicate"] * TIE, sorted(skills)
        alike = {q: [r for r in order if min(self.carries(q, r), self.carries(r, q)) >= near] for q in order}
        omega = {q: self.importance(q, skills[q][0]) for q in order}
        raw = {q: omega[q] ** 2 / math.fsum(omega[r] for r in alike[q]) for q in order}
        rows = [("skills", q, *skills[q], raw[q] / math.fsum(raw.values())) for q in order]
        one_each = {
            "job type": role["job_type"],
            "industry": role["industry"],
            "shop floor": f"{role['floor']}#floor",
        }
        rows += [(part, find[iri], False, 1.0, 1.0) for part, iri in one_each.items() if iri in find]
        total, asked = math.fsum(share[part] for part in {row[0] for row in rows}), []
        for part, q, essential, level, weight in (row for row in rows if share[row[0]] > 0):
            first = {"node": self.iri[q], "dimension": part, "essential": essential, "level": level}
            more = {
                "inverted": part == "industry" and self.profile["other_industry"],
                "information": self.array("ic")[q],
            }
            duplicates = [self.iri[r] for r in alike.get(q, []) if r != q]
            asked.append(
                first | more | {"near_duplicates": duplicates, "weight": weight * share[part] / total}
            )
        return asked

    def met(self, asked: dict[str, Any], dose: dict[int, float], stated: Any) -> dict[str, Any]:
        """A requirement with what meets it best."""
        target, source = self.find[asked["node"]], self.find.get(at(stated, "source"))
        carried = {v: self.carries(v, target) for v in dose}
        if asked["inverted"]:
            carried = {v: 1 - t for v, t in carried.items() if self.kind[v] == "industry"}
        known = {v: self.mastery(dose[v]) for v in carried}
        reach = {v: known[v] * carried[v] for v in carried if known[v] * carried[v] > 0}
        best = max(reach.values(), default=0.0)
        if reach.get(source, -1.0) < best * TIE:
            source = max(reach, key=lambda v: (reach[v], carried[v], -v), default=None)
        steps = (
            [] if asked["inverted"] or source is None else self.path(source, target, at(stated, "path") or [])
        )
        shown = {
            "source": None if source is None else self.iri[source],
            "path": steps,
            "dose": dose.get(source, 0.0),
        }
        shown |= {"mastery": known.get(source, 0.0), "transfer": carried.get(source, 0.0)}
        return asked | shown | {"strength": min(1.0, best / asked["level"])}

    def points(self, met: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
        """What each requirement brings as the weakest essential one, and in all."""
        lowest = min((q["strength"] for q in met if q["essential"]), default=None)
        eta = 0.0 if lowest is None else self.profile["bottleneck"]
        equal = [i for i, q in enumerate(met) if q["essential"] and q["strength"] * TIE <= lowest]
        weakest = [i for i in equal if at(self.stated, "requirements", i, "bottleneck_points")] or equal
        extra = [eta * lowest / len(weakest) if i in weakest else 0.0 for i in range(len(met))]
        return extra, [
            (1 - eta) * q["weight"] * q["strength"] + more for q, more in zip(met, extra, strict=True)
        ]

    def taught(self) -> dict[int, list[dict[str, Any]]]:
        """What each spell, by its best channel, and each claim teaches of a node."""
        rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
        starts, skills, *link = (
            self.array(f"learning_{part}") for part in ("indptr", "indices", "data", "kind", "provenance")
        )
        for item, spell in enumerate(self.spells):
            best: dict[int, dict[str, Any]] = {}
            for channel, origin in self.origins(spell):
                pace = (
                    self.profile["development"][channel]
                    * self.model["level_factor"][spell["level"]]
                    * self.years[item]
                )
                for i in range(starts[origin], starts[origin + 1]):
                    dose = pace * link[0][i] / self.model["mastery_years"][self.kind[skills[i]]]
                    if dose > best.get(skills[i], {"dose": 0.0})["dose"]:
                        best[skills[i]] = self.lesson(
                            item, channel, origin, dose, *(part[i] for part in link)
                        )
            for node, row in best.items():
                rows[node].append(row)
        for item, claim in enumerate(self.claims, start=len(self.spells)):
            if (node := self.find.get(claim["skill"])) is not None:
                dose = self.dose_of(self.profile["development"]["claim"] * claim["level"])
                rows[node].append(self.lesson(item, "claim", node, dose, 1.0, -1, self.authors.index("")))
        return rows

    def lesson(self, item, channel, origin, dose, strength, kind, author) -> dict[str, Any]:
        """Where nobody states the strength of a link, it is that of its kind."""
        rule, by = self.rules["learning"][kind], self.authors[author]
        shown = {"link": rule["kind"], "strength": strength if by else rule["strength"], "provenance": by}
        return {"item": item, "channel": channel, "origin": self.iri[origin], "dose": dose} | shown

    def origins(self, spell: dict[str, Any]) -> list[tuple[str, int]]:
        """Through what a spell teaches; a job in an industry, or in a broader one, is the job's."""
        job, industry = (self.find.get(spell[part]) for part in ("job_type", "industry"))
        pairs = [
            ("job type", p)
            for j, place, p in self.array("pairs")
            if j == job and self.carries(industry, place) == 1
        ]
        floor = self.find.get(f"{spell['industry']}#floor") if spell["on_floor"] else None
        found = [("job type", job), *pairs, ("industry", industry), ("shop floor", floor)]
        return [(channel, node) for channel, node in found if node is not None]

    def mastery(self, dose: float) -> float:
        return min(1.0, (1 - math.exp(-dose)) / (1 - math.exp(-self.model["full_dose"])))

    def dose_of(self, level: float) -> float:
        full = self.model["full_dose"]
        return full if level >= 1 else -math.log(1 - level * (1 - math.exp(-full)))

    def importance(self, skill: int, essential: bool) -> float:
        information = max(self.array("ic")[skill], self.model["least_information"])
        return (
            self.model["essential_weight" if essential else "optional_weight"]
            * information ** self.model["information_power"]
        )

    def narrower(self, parent: int, child: int) -> float:
        above, below = self.array("ic")[parent], self.array("ic")[child]
        return 1.0 if below <= above else (above / below) ** self.rules["taxonomy_power"]


def effective_years(spell: dict[str, Any], day: str, model: dict[str, Any]) -> float:
    """∫ max(ρ₀, 2^(−age/h)) over the spell up to the day."""
    today, half_life, least = date.fromisoformat(day), model["half_life"], model["least_recency"]
    end = today if spell["end"] is None else min(today, date.fromisoformat(spell["end"]))
    days = [(today - one).days for one in (min(date.fromisoformat(spell["start"]), end), end)]
    begin, end = (number / model["days_per_year"] for number in days)
    rate, turn = math.log(2) / half_life, -half_life * math.log2(least) if least else math.inf
    fading = math.exp(-rate * min(end, turn)) - math.exp(-rate * min(begin, turn))
    return fading / rate + (least * (max(begin, turn) - max(end, turn)) if least else 0.0)


def differences(stated: Any, computed: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    if isinstance(computed, dict) and isinstance(stated, dict):
        for key in computed | stated:
            yield from differences(
                stated.get(key, NOTHING), computed.get(key, NOTHING), f"{path}.{key}".lstrip(".")
            )
    elif isinstance(computed, list) and isinstance(stated, list):
        for i, (one, other) in enumerate(zip_longest(stated, computed, fillvalue=NOTHING)):
            yield from differences(one, other, f"{path}[{i}]")
    elif isinstance(computed, float) and isinstance(stated, float):
        noise = NOISE * max(1.0, abs(computed))
        if stated not in [round(computed + by, 12) for by in (-noise, 0.0, noise)]:
            yield path, stated, computed
    elif type(stated) is not type(computed) or stated != computed:
        yield path, stated, computed


def leaves(tree: Any, path: str) -> Iterator[tuple[str, Any]]:
    if not tree or not isinstance(tree, (dict, list)):
        yield path, tree
    else:
        for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(part, f"{path}.{key}" if isinstance(tree, dict) else f"{path}[{key}]")


def at(tree: Any, *keys: str | int) -> Any:
    for key in keys:
        try:
            tree = tree[key]
        except (LookupError, TypeError):
            return None
    return tree


def sha256(tree: Any) -> str:
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
