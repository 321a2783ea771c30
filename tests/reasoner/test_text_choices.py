"""What texts pick, and in which order, where there is more than they name: on a document written by hand."""

import math
from itertools import pairwise
from typing import Any

import pytest

from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.degrees import count_degrees, degree
from skillpath.reasoner.texts.languages import Language, percent
from skillpath.reasoner.texts.readings import reading
from skillpath.reasoner.texts.table import table


def concept(label: str) -> dict[str, Any]:
    return {"iri": f"s-{label}", "label": label}


def requirement(name: str, points: float, *, weight: float = 10.0, **more: Any) -> dict[str, Any]:
    """A skill that a role asks for: with points by what is of its own name, without by nothing at all."""
    strength = points / weight
    gap = weight - points
    known = {"source": concept(name), "transfer": 1.0} if points else {"source": None, "transfer": 0.0}
    asked = {
        **concept(name),
        "name": name,
        "phrase": name,
        "dimension": "skills",
        "kind_name": "essential",
        "essential": True,
        "inverted": False,
    }
    return {
        "requirement": asked | more.pop("asked", {}),
        "strength": strength,
        "score": points / 100,
        "points": points,
        "gap": gap / 100,
        "gap_points": gap,
        "path": [],
        "contributions": [part(0, points)] if points else [],
        "alternatives": [],
        "nearest": None,
        **known,
        **more,
    }


def part(item: int, points: float) -> dict[str, Any]:
    brief = ITEMS[item]["brief"]
    return {"item": item, "points": points, "brief": brief, "text": ITEMS[item]["text"], "learning": None}


ITEMS: list[dict[str, Any]] = [
    {"item": 0, "kind": "spell", "text": "clerk, 2000", "brief": "clerk"},
    {"item": 1, "kind": "spell", "text": "cook, 2001", "brief": "cook"},
    {"item": 2, "kind": "claim", "text": "CV: sums", "brief": "CV", "source": "CV"},
    {"item": 3, "kind": "spell", "text": "baker, 2002", "brief": "baker"},
    {"item": 4, "kind": "claim", "text": "diploma: law", "brief": "diploma", "source": "certificate"},
]


def document(*requirements: dict[str, Any], **more: Any) -> dict[str, Any]:
    def brought(item: int) -> float:
        parts = (p for r in requirements for p in r["contributions"])
        return math.fsum(p["points"] for p in parts if p["item"] == item)

    return {
        "language": "en",
        "candidate": "C-1",
        "as_of": "2026-11-01",
        "role": {"id": "R-1", "title": "accountant"},
        "profile_name": "skills first",
        "points": sum(r["points"] for r in requirements),
        "whole": 100,
        "outside": [],
        "unknown": [],
        "items": [item | {"points": brought(item["item"])} for item in ITEMS],
        "counts": count_degrees(requirements),
        "requirements": list(requirements),
        "gaps": [
            r["requirement"] | {"gap": r["gap"]}
            for r in sorted(requirements, key=lambda r: -r["gap"])
            if r["gap"] > 0
        ],
        **more,
    }


def sections(told: dict[str, Any], audience: Audience) -> dict[str, list[str]]:
    found = reading(told, audience)["sections"]
    return {one["name"]: [line.replace("\xa0", " ") for line in one["lines"]] for one in found}


def other(label: str, strength: float, margin: float) -> dict[str, Any]:
    return {"source": concept(label), "strength": strength, "margin": margin, "taught_by": [part(1, 1.0)]}


def near(label: str, shown: float) -> dict[str, Any]:
    taught = [part(0, 1.0)]
    return {"source": concept(label), "shown": shown, "cut_off": 0.15, "route": "r", "taught_by": taught}


def inferred(source: str, target: str, *weights: float) -> dict[str, Any]:
    ends = [source, *(f"via{n}" for n in range(1, len(weights))), target]
    path = [
        {
            "source": concept(start),
            "target": concept(end),
            "wording": "leads to",
            "weight": weight,
            "provenance": "",
            "author": "",
        }
        for (start, end), weight in zip(pairwise(ends), weights, strict=True)
    ]
    return {"source": concept(source), "transfer": math.prod(weights), "path": path}


MANY = document(
    *(requirement(f"m{n}", 0, weight=10 - n, nearest=near("z", 0.1)) for n in reversed(range(6))),
    *(requirement(f"k{n}", 10 - n, alternatives=[other("x", 0.3, 0.4)]) for n in reversed(range(7))),
    requirement("spare", 0, weight=20, asked={"essential": False}),
)
"""k0 brings 10 points, the others less and less; nothing reaches m0, which costs 10, and the cheaper m1 …"""


def test_the_consultant_reads_the_most_important_of_many() -> None:
    told = sections(MANY, Audience.CONSULTANT)
    assert told["summary"] == [
        "C-1 reaches 49.00 of 100 points for accountant under “skills first”. Met, of 14 requirements: "
        "1 in full, 5 in part, 1 hardly and 7 not at all. Most of it comes from clerk, 2000 (49.00 points: "
        "k0, k1, k2 and 4 more). No sign of m5, m4, m3 and 3 more, which the role calls essential."
    ]
    assert [line.split(" ")[0] for line in told["fits"]] == [f"k{n}" for n in range(7)]
    assert told["missing"] == [
        "spare (essential): nothing in the history carries to it, which costs 20.00 points. Nothing on "
        "record is connected to it at all.",
        *(
            f"m{n} (essential): nothing in the history carries to it, which costs {10 - n}.00 points. The "
            "nearest thing is z (from clerk). It would carry 10.0%, below the cut-off of 15%, and brings no "
            "points. Path: r."
            for n in range(2)
        ),
        "Nothing carries to these either: m2 (8.00 points), m3 (7.00 points), m4 (6.00 points) and "
        "m5 (5.00 points).",
        "Met in part only, which costs most: k6 (6.00 points), k5 (5.00 points), k4 (4.00 points) and "
        "3 more.",
    ]
    strengths = ("100%", "90%", "80%", "70%", "60%")
    assert told["alternatives"] == [
        f"k{n}: x (from cook) would give 30% instead of {strength}." for n, strength in enumerate(strengths)
    ]
    assert told["questions"] == [
        f"m{n}: nothing on record, and it is essential. Is there any experience of it?" for n in range(2)
    ]


def test_client_and_candidate_read_the_most_important_of_many() -> None:
    assert sections(MANY, Audience.CLIENT)["summary"] == [
        "Candidate C-1 for accountant. Met, of 14 requirements: 1 in full, 5 in part, 1 hardly and 7 not at "
        "all. Best covered: k0, k1, k2, k3, k4 and 1 more; this comes from clerk. No evidence so far of "
        "spare, m0, m1, m2, m3 and 2 more. Still largely to be learned: k6."
    ]
    told = sections(MANY, Audience.CANDIDATE)
    assert told["fits"] == [
        "You already bring k0. You already have a good part of this: k1, k2, k3, k4 and k5. "
        "It comes from your work: clerk."
    ]
    assert told["next"] == ["spare.", "m0.", "m1."]


SOME = document(
    requirement("i", 1, contributions=[part(2, 1)]),
    requirement("h", 2, contributions=[part(2, 2)]),
    requirement("g", 3, contributions=[part(2, 3)]),
    requirement("p", 5, contributions=[part(2, 2.5), part(4, 2.5)]),
    requirement("a", 4, contributions=[part(1, 1), part(3, 3)], **inferred("b", "a", 0.6)),
    requirement("c", 4, **inferred("d", "c", 0.8, 0.5)),
    requirement("e", 7, weight=7, **inferred("f", "e", 0.8)),
    requirement("n", 2, weight=2, **inferred("q", "n", 1.0)),
    requirement("o", 0, weight=1, asked={"essential": False}),
)
"""Inferred are a, c and e; g, h and i rest on the CV alone, p on a certificate too. Nothing reaches o."""


def test_the_consultant_asks_about_long_inferences_and_bare_claims() -> None:
    told = sections(SOME, Audience.CONSULTANT)
    assert told["questions"] == [
        "c: inferred from d, which carries 40%. The weakest step: via1 leads to c (× 0.50).",
        "a: inferred from b, which carries 60%. The weakest step: b leads to a (× 0.60).",
        "g: rests on the CV alone. Ask for an example.",
        "h: rests on the CV alone. Ask for an example.",
    ]
    (summary,) = told["summary"]
    assert summary.endswith(
        "Most of it comes from clerk, 2000 (13.00 points: e, c and n) and CV: sums (8.50 points: g, p, h "
        "and 1 more). Most is still to learn in i, h, g and 3 more."
    )
    assert told["fits"][2] == (
        "a (essential): hardly met (40%), 4.00 points, by cook, 2001 and baker, 2002. "
        "Path: b leads to a (× 0.60)."
    )


def test_the_works_that_bring_most_are_named_and_what_is_begun_is_to_be_gone_on_with() -> None:
    brought = [(0, 1.0), (1, 5.0), (3, 2.0), (2, 9.0), (0, 0.5), (1, 1.0), (3, 0.5)]
    full = [
        requirement(f"r{n}", points, weight=points, contributions=[part(item, points)])
        for n, (item, points) in enumerate(brought)
    ]
    begun = [requirement("b", 1), requirement("c", 1, weight=2, **inferred("d", "c", 0.5))]
    told = sections(document(*full, *begun), Audience.CANDIDATE)
    assert told["fits"] == [
        "You already bring r3, r1, r2, r0, r5 and 2 more. You already have a good part of this: c. "
        "It comes from your work: cook, clerk and 1 more."
    ]
    assert told["next"] == [
        "b: you have made a start; this is where to go on.",
        "c: what you know of d is a good start.",
    ]
    (client,) = sections(document(*full), Audience.CLIENT)["summary"]
    assert client.endswith("this comes from cook, baker and 1 more. Nothing is missing.")


def test_a_candidate_reads_five_that_are_met_in_part_and_learns_skills_only() -> None:
    parts = [requirement(f"r{n}", 6) for n in range(6)]
    other_work = requirement("work", 0, asked={"dimension": "job type"})
    told = sections(document(other_work, *parts), Audience.CANDIDATE)
    assert told["fits"][0].startswith("You already have a good part of this: r0, r1, r2, r3, r4 and 1 more.")
    assert told["next"][0].startswith("r0: ")


def test_the_consultant_reads_of_filters_of_unknown_names_and_of_faint_paths() -> None:
    faint = requirement("f", 0, nearest=near("z", 0.0))
    elsewhere = requirement("i", 5, source=concept("bank"), asked={"inverted": True, "label": "food"})
    told = sections(
        document(
            elsewhere,
            faint,
            requirement("u", 0.0, weight=1.0, source=concept("w"), contributions=[part(3, 0.0)]),
            outside=[{"text": "no ADR"}, {"text": "not in AT"}],
            unknown=["a", "b", "c", "d"],
        ),
        Audience.CONSULTANT,
    )
    assert told["summary"] == [
        "C-1 reaches 5.00 of 100 points for accountant under “skills first”. The filters leave this "
        "candidate out: no ADR; not in AT. Met, of 3 requirements: 1 in part and 2 not at all. Not in this "
        "release of the ontology, so counted as nothing: a, b, c and d. Most of it comes from clerk, 2000 "
        "(5.00 points: i). No sign of f, which the role calls essential."
    ]
    assert told["fits"] == [
        "i (essential): partly met (50%), 5.00 points, by clerk, 2000. "
        "Path: bank is another industry than food.",
        "u (essential): nothing carries to it, 0.00 points, by baker, 2002.",
    ]
    assert told["missing"] == [
        "f (essential): nothing in the history carries to it, which costs 10.00 points. The nearest thing "
        "is z (from clerk). It would carry next to nothing, and brings no points. Path: r.",
        "Met in part only, which costs most: i (5.00 points) and u (1.00 points).",
    ]
    assert told["questions"] == ["f: nothing on record, and it is essential. Is there any experience of it?"]


def test_the_table_has_what_brings_most_first_and_a_total() -> None:
    routed = requirement("r", 2, route="p → r", contributions=[part(1, 2)])
    rows = [
        requirement("a", 1, route="", contributions=[part(0, 0.5), part(2, 0.5)]),
        routed,
        requirement("m", 0, weight=5),
    ]
    found = table(document(*rows))
    assert found.columns == ("requirement", "kind", "strength", "points", "evidence")
    assert found.right == ("strength", "points")
    assert found.rows == (
        ("r", "essential", "0.20", "2.00", "p → r"),
        ("a", "essential", "0.10", "1.00", "clerk, 2000; CV: sums"),
        ("m", "essential", "0.00", "0.00", "nothing carries to it"),
    )
    assert found.total == ("together", "", "", "3.00", "")


def test_of_several_behind_one_requirement_two_are_named() -> None:
    several = [part(0, 3), part(1, 2), part(3, 1), part(4, 0.5)]
    told = sections(document(requirement("a", 6.5, contributions=several)), Audience.CONSULTANT)
    assert told["fits"][0].endswith("by clerk, 2000, cook, 2001 and 2 more.")


def test_nothing_at_all_is_said_so() -> None:
    nothing, only = document(), document(requirement("m", 0))
    asks_nothing = "Under these criteria the role asks for nothing."
    assert sections(nothing, Audience.CONSULTANT)["summary"][0].endswith(asks_nothing)
    assert sections(nothing, Audience.CLIENT)["summary"] == [asks_nothing]
    assert sections(only, Audience.CANDIDATE)["fits"] == [
        "What this role asks for does not show in your record yet."
    ]
    assert sections(only, Audience.CONSULTANT)["summary"] == [
        "C-1 reaches 0.00 of 100 points for accountant under “skills first”. Met, of 1 requirement: 1 not at "
        "all. Nothing in the history carries to what the role asks for. No sign of m, which the role calls "
        "essential."
    ]
    whole = sections(document(requirement("k", 10)), Audience.CANDIDATE)
    assert whole["next"] == ["You bring what this role asks for."]


@pytest.mark.parametrize(
    ("strength", "of"),
    [
        (0.995, "in full"),
        (0.9949, "in part"),
        (0.5, "in part"),
        (0.4999, "hardly"),
        (1e-9, "hardly"),
        (0.0, "not"),
    ],
)
def test_where_a_degree_begins(strength: float, of: str) -> None:
    assert str(degree(strength)) == of


def test_below_one_per_cent_there_is_a_decimal() -> None:
    shown = [percent(value, Language.EN) for value in (0.0, 0.0099, 0.01, 0.014, 1.0)]
    assert shown == ["0%", "1.0%", "1%", "1%", "100%"]
    assert percent(0.123, Language.EN, decimals=1) == "12.3%"


@pytest.mark.parametrize(
    ("strength", "margin", "said"),
    [
        (0.86, 0.04, "would give 86% instead of 90%"),
        (0.9, 0.0, "would do just as well."),
        (0.896, 0.004, "would do almost as well."),
    ],
)
def test_an_alternative_that_shows_the_same_is_told_as_close_or_equal(
    strength: float, margin: float, said: str
) -> None:
    told = document(requirement("k", 9, alternatives=[other("x", strength, margin)]))
    (line,) = sections(told, Audience.CONSULTANT)["alternatives"]
    assert said in line
