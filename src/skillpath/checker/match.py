"""The match worked out anew, as the document that its certificate must be."""

import math
from typing import Any

from skillpath.checker.documents import leaves, sha256
from skillpath.checker.doses import doses
from skillpath.checker.formulas import effective_years, importance, mastery
from skillpath.checker.release import TIE, Release

Row = dict[str, Any]


def certificate_of(certificate: Row, stated: Row, release: Release) -> Row:
    """What a certificate must say, all but its inputs, its format and its seal.

    ``stated`` is the certificate by JSON path. It is followed only among equals: of several sources, walks
    or weakest requirements that are equally good, the stated ones are as right as others.
    """
    match, given = _Match(certificate["inputs"], stated, release), certificate["inputs"]
    requirements = match.requirements()
    document = {
        "release": release.identity(),
        "inputs_sha256": sha256(given),
        "digests": certificate["digests"],
        "filtered": match.filtered(),
        "years": match.years,
        "requirements": requirements,
        "score": min(1.0, math.fsum(row["points"] for row in requirements)),
    }
    names = {
        value for _, value in leaves([given, document]) if isinstance(value, str) and value in release.find
    }
    return document | {"labels": {name: release.label[release.find[name]] for name in names}}


class _Match:
    def __init__(self, given: Row, stated: Row, release: Release) -> None:
        self.given, self.stated, self.release, self.find = given, stated, release, release.find
        self.model, self.profile, self.role = (given[part] for part in ("model", "profile", "role"))
        self.spells = given["candidate"]["spells"]
        self.years = [effective_years(spell, given["as_of"], self.model) for spell in self.spells]

    def filtered(self) -> bool:
        """Whether "industry only" leaves the candidate out."""
        target = self.find.get(self.role["industry"]) if self.profile["industry_only"] else None
        if target is None:
            return False
        known = (self.release.carries(self.find.get(spell["industry"]), target) for spell in self.spells)
        return bool(max(known, default=0.0) < self.model["knows_industry"] * TIE)

    def requirements(self) -> list[Row]:
        """The requirements with all that is said of each."""
        taught = doses(self.given, self.years, self.release)
        dose = {node: sum(lesson["dose"] for lesson in lessons) for node, lessons in taught.items()}
        rows = [row | self.met(row, dose, f"requirements[{i}]") for i, row in enumerate(self.asked())]
        for row, (extra, points) in zip(rows, self.points(rows), strict=True):
            lessons = taught.get(self.find.get(row["source"], -1), [])
            shares = [lesson["dose"] / row["dose"] for lesson in lessons]
            row |= {"bottleneck_points": extra, "points": points}
            row["doses"] = [
                lesson | {"share": share, "points": share * points}
                for lesson, share in zip(lessons, shares, strict=True)
            ]
        return rows

    def asked(self) -> list[Row]:
        """The requirements with their weights."""
        share, rows = self.profile["share"], [*self.skills(), *self.single_nodes()]
        total = math.fsum(share[part] for part in {row["dimension"] for row in rows})
        used = [row for row in rows if share[row["dimension"]] > 0]
        return [row | {"weight": row["weight"] * share[row["dimension"]] / total} for row in used]

    def skills(self) -> list[Row]:
        asked: dict[int, tuple[bool, float]] = {}
        for one in (one for one in self.role["skills"] if one["skill"] in self.find):
            node = self.find[one["skill"]]
            essential, level = asked.get(node, (False, 0.0))
            asked[node] = essential or one["essential"], max(level, one["level"])
        order, ic = sorted(asked), self.release.ic
        near = {q: [r for r in order if self.near(q, r)] for q in order}
        omega = {q: importance(ic[q], asked[q][0], self.model) for q in order}
        raw = {q: omega[q] ** 2 / math.fsum(omega[r] for r in near[q]) for q in order}
        whole = math.fsum(raw.values())
        return [self.row("skills", q, asked[q], near[q], raw[q] / whole) for q in order]

    def near(self, q: int, r: int) -> bool:
        both = min(self.release.carries(q, r), self.release.carries(r, q))
        return bool(both >= self.model["near_duplicate"] * TIE)

    def single_nodes(self) -> list[Row]:
        floor = f"{self.role['floor']}#floor"
        asked = {"job type": self.role["job_type"], "industry": self.role["industry"], "shop floor": floor}
        known = {part: self.find[iri] for part, iri in asked.items() if iri in self.find}
        return [self.row(part, node, (False, 1.0), [], 1.0) for part, node in known.items()]

    def row(self, part: str, node: int, asked: tuple[bool, float], near: list[int], weight: float) -> Row:
        return {
            "node": self.release.iri[node],
            "dimension": part,
            "essential": asked[0],
            "level": asked[1],
            "inverted": part == "industry" and self.profile["other_industry"],
            "information": self.release.ic[node],
            "near_duplicates": [self.release.iri[other] for other in near if other != node],
            "weight": weight,
        }

    def met(self, asked: Row, dose: dict[int, float], place: str) -> Row:
        """What meets a requirement best, and how well."""
        target = self.find[asked["node"]]
        carried = {v: self.release.carries(v, target) for v in dose}
        if asked["inverted"]:
            carried = {v: 1 - t for v, t in carried.items() if self.release.kind[v] == "industry"}
        known = {v: mastery(dose[v], self.model) for v in carried}
        reach = {v: known[v] * carried[v] for v in carried if known[v] * carried[v] > 0}
        if not reach:
            nothing = {"dose": 0.0, "mastery": 0.0, "transfer": 0.0, "strength": 0.0}
            return nothing | {"source": None, "path": []}
        best, source = max(reach.values()), self.find.get(self.stated.get(f"{place}.source"), -1)
        if reach.get(source, 0.0) < best * TIE:
            source = max(reach, key=lambda v: (reach[v], carried[v], -v))
        return {
            "source": self.release.iri[source],
            "dose": dose[source],
            "mastery": known[source],
            "transfer": carried[source],
            "strength": min(1.0, best / asked["level"]),
            "path": [] if asked["inverted"] else self.release.path(source, target, self.told(place)),
        }

    def told(self, place: str) -> list[tuple[Any, Any]]:
        steps = sum(path.startswith(f"{place}.path[") and path.endswith("].source") for path in self.stated)
        keys = [f"{place}.path[{i}]" for i in range(steps)]
        return [(self.stated.get(f"{key}.target"), self.stated.get(f"{key}.kind")) for key in keys]

    def points(self, rows: list[Row]) -> list[tuple[float, float]]:
        """What each requirement brings as the weakest essential one, and in all."""
        essential = {i: row["strength"] for i, row in enumerate(rows) if row["essential"]}
        lowest, eta = min(essential.values(), default=0.0), self.profile["bottleneck"] if essential else 0.0
        equal = [i for i, strength in essential.items() if strength * TIE <= lowest]
        weakest = [i for i in equal if self.stated.get(f"requirements[{i}].bottleneck_points")] or equal
        extra = [eta * lowest / len(weakest) if i in weakest else 0.0 for i in range(len(rows))]
        return [
            (more, (1 - eta) * row["weight"] * row["strength"] + more)
            for row, more in zip(rows, extra, strict=True)
        ]
