"""What the spells and claims of a certificate teach, node by node."""

from collections import defaultdict
from typing import Any

from skillpath.checker.formulas import dose_of
from skillpath.checker.release import Release

Row = dict[str, Any]


def doses(given: Row, years: list[float], release: Release) -> dict[int, list[Row]]:
    """Node → what each spell, by its best channel, and each claim teaches of it.

    ``given`` are the certificate's inputs, ``years`` the effective years of each spell.
    """
    spells, claims = given["candidate"]["spells"], given["candidate"]["claims"]
    taught: dict[int, list[Row]] = defaultdict(list)
    for item, spell in enumerate(spells):
        for developed, row in _of_spell(given, spell, years[item], release).items():
            taught[developed].append({"item": item} | row)
    for item, claim in enumerate(claims, start=len(spells)):
        if (node := release.find.get(claim["skill"])) is not None:
            dose = dose_of(given["profile"]["development"]["claim"] * claim["level"], given["model"])
            row = {"channel": "claim", "origin": release.iri[node], "dose": dose}
            link = {"link": None, "strength": 1.0, "provenance": ""}
            taught[node].append({"item": item} | row | link)
    return taught


def _of_spell(given: Row, spell: Row, years: float, release: Release) -> dict[int, Row]:
    """Node → the strongest dose of one spell; the first channel where several are equal."""
    model, best = given["model"], dict[int, Row]()
    for channel, origin in _origins(spell, release):
        pace = given["profile"]["development"][channel] * model["level_factor"][spell["level"]] * years
        for node, strength, kind, author in release.developed_by(origin):
            dose = pace * strength / model["mastery_years"][release.kind[node]]
            if dose > best.get(node, {"dose": 0.0})["dose"]:
                link = {"link": kind, "strength": strength, "provenance": author}
                best[node] = {"channel": channel, "origin": release.iri[origin], "dose": dose} | link
    return best


def _origins(spell: Row, release: Release) -> list[tuple[str, int]]:
    """Through what a spell teaches; a job in its industry, or in a broader one, is the job's."""
    job, industry = (release.find.get(spell[part]) for part in ("job_type", "industry"))
    jobs = [job, *(pair for j, i, pair in release.pairs if j == job and release.carries(industry, i) == 1)]
    floor = release.find.get(f"{spell['industry']}#floor") if spell["on_floor"] else None
    found = [*(("job type", node) for node in jobs), ("industry", industry), ("shop floor", floor)]
    return [(channel, node) for channel, node in found if node is not None]
