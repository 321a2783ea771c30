"""What is said of a match, to whom and in which language: true to the evidence, whole, and nothing more."""

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import Link, catalogues, network
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network, Node
from skillpath.graph.paths import PathFinder
from skillpath.graph.relations import EDGE_RULES, LEARNING_RULES
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import Changes, changed
from skillpath.reasoner.document import match_document
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.profile import PROFILES, Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.texts import languages, terms
from skillpath.reasoner.texts.advice_wordings import Advice
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.band_wordings import BANDS, Meaning
from skillpath.reasoner.texts.change_wordings import Change
from skillpath.reasoner.texts.languages import Language, listed, number, percent
from skillpath.reasoner.texts.phrases import profile_name
from skillpath.reasoner.texts.readings import reading
from skillpath.reasoner.texts.table import table
from skillpath.reasoner.texts.voice import SAID, Voice
from skillpath.reasoner.texts.wordings import REQUIREMENTS, Message

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))
audiences, tongues = st.sampled_from(Audience), st.sampled_from(Language)


def explained(
    net: Network, candidate: Candidate, role: Role, profile: Profile, language: Language = Language.EN
) -> dict[str, Any]:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    return match_document(net, match, candidate, role, release="r", language=language)


def lines(told: dict[str, Any]) -> list[str]:
    return [told["title"], *(text for s in told["sections"] for text in (s["heading"], *s["lines"]))]


def whole(document: dict[str, Any], audience: Audience) -> str:
    return "\n".join(lines(reading(document, audience)))


# The table of wordings -----------------------------------------------------------------------------


def test_every_kind_of_link_has_a_wording_in_every_language() -> None:
    assert terms.EDGES.keys() == EDGE_RULES.keys()
    assert terms.LEARNINGS.keys() == LEARNING_RULES.keys()


def test_every_shipped_profile_has_a_name_in_every_language() -> None:
    assert terms.PROFILES.keys() == PROFILES.keys()


def test_every_channel_and_level_has_a_name_in_every_language() -> None:
    assert set(terms.CHANNELS) == set(Channel)
    assert set(terms.DIMENSIONS) == set(Dimension)
    assert set(terms.LEVELS) == set(Level)


TERMS = (
    terms.EDGES, terms.LEARNINGS, terms.CHANNELS, terms.LEVELS, terms.PROFILES, terms.CLAIM_SOURCES,
    terms.DIMENSIONS, BANDS,
)  # fmt: skip


@pytest.mark.parametrize(
    "wording", [*SAID.values(), *(wording for table in TERMS for wording in table.values())]
)
def test_every_text_is_there_in_every_language_with_the_same_gaps(wording: dict[Language, str]) -> None:
    assert list(wording) == list(Language)
    assert all(text == text.strip() and text for text in wording.values())
    assert len({frozenset(fields(text)) for text in wording.values()}) == 1


def fields(text: str) -> Iterator[str]:
    return (name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_every_message_has_its_wording_and_no_other() -> None:
    assert set(SAID) == {*Message, *Advice, *Meaning, *Change}
    assert set(REQUIREMENTS) == set(languages.RULES) == set(Language)


def test_criteria_that_a_role_changes_are_called_so_in_every_language() -> None:
    own = changed(PROFILES["skills first"], Changes(bottleneck=0.2)).name
    assert [profile_name(own, Voice(tongue)) for tongue in Language] == [
        own,
        "Fähigkeiten zuerst, für diese Stelle geändert",
        "compétences d’abord, modifié pour ce poste",
    ]
    assert profile_name("our own", Voice(Language.FR)) == "our own"


# How a language writes -----------------------------------------------------------------------------


def test_numbers_lists_and_plurals_of_each_language() -> None:
    assert [number(44.08, tongue) for tongue in Language] == ["44.08", "44,08", "44,08"]
    assert [percent(0.18, tongue) for tongue in Language] == ["18%", "18\xa0%", "18\xa0%"]
    assert [percent(0.0, tongue) for tongue in Language] == ["0%", "0\xa0%", "0\xa0%"]
    names = ["a", "b", "c", "d"]
    assert [listed(names, tongue) for tongue in Language] == [
        "a, b, c and 1 more",
        "a, b, c und 1 weitere",
        "a, b, c et 1 autre",
    ]
    assert listed([*names, "e"], Language.FR) == "a, b, c et 2 autres"
    assert listed([]) == ""


@given(st.lists(st.text("abc", min_size=1), max_size=9), tongues, st.integers(1, 9))
def test_a_list_names_or_counts_everything(names: list[str], tongue: Language, most: int) -> None:
    told = listed(names, tongue, most=most)
    assert all(name in told for name in names[:most])
    assert (re.findall(r"\d+", told) == [str(len(names) - most)]) == (len(names) > most)


# Drawn by hand -------------------------------------------------------------------------------------

LINKS: list[Link] = [
    ("j-clerk", R.ESSENTIAL_SKILL, "s-books"),
    ("s-books", R.RELATED, "s-ledger", 0.6),
    ("s-books", R.RELATED, "s-audit", 0.1),
]


@pytest.fixture(scope="module")
def net() -> Network:
    return network(LINKS, alone=["s-dance", "i-food", "i-bank"])


ROLE = Role(
    "R-1", "bookkeeper", tuple(SkillRequirement(f"s-{s}") for s in ("books", "ledger", "audit", "dance"))
)
CLERK = Candidate("C-1", (Spell("j-clerk", "i-food", date(2000, 1, 1)),))


def told(net: Network, audience: Audience, tongue: Language, candidate: Candidate = CLERK) -> str:
    return whole(explained(net, candidate, ROLE, PROFILES["skills first"], tongue), audience)


def test_the_consultant_reads_what_fits_what_is_missing_and_what_to_ask(net: Network) -> None:
    text = told(net, Audience.CONSULTANT, Language.EN)
    assert "Met, of 4 requirements: 1 in full, 1 in part and 2 not at all." in text
    assert "s-ledger (essential): partly met (60%)" in text
    assert (
        "Path: s-books is done every day as j-clerk (× 1.00); s-books is related to s-ledger (× 0.60)."
        in (text.replace("\xa0", " "))
    )
    assert "The nearest thing is s-books (from j-clerk in i-food)." in text
    assert "It would carry 10.0%, below the cut-off of 15%, and brings no points." in text
    assert "s-dance (essential): nothing in the history carries to it" in text
    assert "Nothing on record is connected to it at all." in text
    assert "s-ledger: inferred from s-books, which carries 60%." in text
    assert "s-dance: nothing on record, and it is essential." in text


def test_the_client_reads_one_paragraph_without_points_years_or_inner_workings(net: Network) -> None:
    for tongue in Language:
        document = explained(net, CLERK, ROLE, PROFILES["skills first"], tongue)
        (section,) = reading(document, Audience.CLIENT)["sections"]
        (paragraph,) = section["lines"]
        assert "C-1" in paragraph
        for label in ("s-books", "s-ledger", "s-audit", "s-dance", "bookkeeper"):
            assert label in paragraph
        for inner in (number(document["points"], tongue), "%", "2000", document["profile_name"], "15"):
            assert inner not in paragraph
    assert "No evidence so far of s-audit and s-dance." in told(net, Audience.CLIENT, Language.EN)


def test_the_candidate_reads_what_fits_and_what_to_learn_and_no_score(net: Network) -> None:
    for tongue in Language:
        text = told(net, Audience.CANDIDATE, tongue)
        assert re.findall(r"\d", text) == []
        assert "C-1" not in text
        assert {"s-books", "s-ledger", "s-audit", "s-dance"} <= set(re.findall(r"s-\w+", text))
    text = told(net, Audience.CANDIDATE, Language.EN)
    assert "You already bring s-books." in text
    assert "s-ledger: what you know of s-books is a good start." in text


def test_a_bare_claim_of_the_cv_is_to_be_asked_about(net: Network) -> None:
    claims = (Claim("s-books"), Claim("s-dance", source="certificate"))
    text = told(net, Audience.CONSULTANT, Language.EN, Candidate("C-2", (), claims))
    assert "s-books: rests on the CV alone." in text
    assert "s-dance: rests" not in text


@pytest.mark.parametrize(
    ("tongue", "said"),
    [
        (Language.EN, "other industries than i-food (industry): nothing in the history carries to it"),
        (Language.DE, "andere Branchen als i-food (Branche): nichts im Werdegang führt dahin"),
        (Language.FR, "d’autres secteurs que i-food (secteur)\xa0: rien dans le parcours n’y mène"),
    ],
)
def test_fresh_eyes_ask_for_other_industries(net: Network, tongue: Language, said: str) -> None:
    role = replace(ROLE, industry="i-food")
    insider = explained(net, CLERK, role, PROFILES["fresh eyes"], tongue)
    assert said in whole(insider, Audience.CONSULTANT)
    banker = Candidate("C-3", (Spell(None, "i-bank", date(2000, 1, 1)),))
    outsider = whole(explained(net, banker, role, PROFILES["fresh eyes"], tongue), Audience.CONSULTANT)
    assert said not in outsider
    assert re.search("i-bank (is another|ist eine andere|est un autre) .* i-food", outsider)


def test_what_the_filters_leave_out_is_told_to_consultant_and_client(net: Network) -> None:
    banker = Candidate("C-3", (Spell("j-clerk", "i-bank", date(2000, 1, 1)),))
    document = explained(net, banker, replace(ROLE, industry="i-food"), PROFILES["industry only"])
    assert "leave this candidate out: no spell in i-food." in whole(document, Audience.CONSULTANT)
    assert "There is no experience in i-food." in whole(document, Audience.CLIENT)
    abroad = replace(ROLE, industry="i-food", filters=Filters(("AT",), licences=("ADR",)))
    document = explained(net, banker, abroad, PROFILES["industry only"])
    said = "leave this candidate out: no spell in i-food; location not known; licence missing: ADR."
    assert said in whole(document, Audience.CONSULTANT)
    assert "To be noted: licence missing: ADR." in whole(document, Audience.CLIENT)
    insider = explained(net, CLERK, replace(ROLE, industry="i-food"), PROFILES["industry only"])
    assert "leave this candidate out" not in whole(insider, Audience.CONSULTANT)


def test_the_source_and_author_of_a_stated_weight_are_told_once_each(net: Network) -> None:
    document = explained(net, CLERK, ROLE, PROFILES["skills first"])
    (requirement,) = [r for r in document["requirements"] if r["path"] and r["source"] is not None]
    for source, author, said in (
        ("survey", "editors", "(× 0.60, survey, editors)"),
        ("editors, 2026", "editors", "(× 0.60, editors, 2026)"),
        ("", "editors", "(× 0.60, editors)"),
    ):
        requirement["path"][0] |= {"provenance": source, "author": author}
        assert said in whole(document, Audience.CONSULTANT).replace("\xa0", " ")


# Laws ----------------------------------------------------------------------------------------------


@given(networks, candidates, roles, bottleneck_profiles, audiences, tongues)
def test_every_number_told_is_a_number_of_the_evidence(
    net: Network, candidate: Candidate, role: Role, profile: Profile, audience: Audience, tongue: Language
) -> None:
    document = explained(net, candidate, role, profile, tongue)
    shown = set(numbers_of(document, tongue))
    for text in (
        *lines(reading(document, audience)),
        *(cell for row in table(document).rows for cell in row),
    ):
        assert set(re.findall(NUMBER, text)) <= shown, text


NUMBER = r"\d+(?:[.,]\d+)?(?:\xa0?%)?"


def numbers_of(document: dict[str, Any], tongue: Language) -> Iterator[str]:
    """The numbers of the evidence as they may be shown, and those within its labels, codes and days."""
    for value in leaves(document):
        if isinstance(value, str):
            yield from re.findall(NUMBER, value)
        elif isinstance(value, int):
            yield str(value)
        elif isinstance(value, float):
            yield number(value, tongue)
            yield percent(value, tongue)
            yield percent(value, tongue, decimals=1)
    asked = len(document["requirements"])
    yield from (
        str(count) for count in range(asked + 1)
    )  # how many requirements, and how many more of a list
    for requirement in document["requirements"]:
        yield from re.findall(NUMBER, requirement["route"])


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
    elif value is not None and not isinstance(value, bool):
        yield value


HOSTILE = ["{candidate}", "{0}", "{{ 7 * 7 }}", "%s", "}{", "<b>x</b>", "\u202egnp", "a; b, c"]


@given(networks, candidates, roles, bottleneck_profiles, audiences, tongues)
def test_hostile_labels_are_told_as_they_are_and_no_gap_stays_open(
    net: Network, candidate: Candidate, role: Role, profile: Profile, audience: Audience, tongue: Language
) -> None:
    nodes = tuple(hostile(node, HOSTILE[i % len(HOSTILE)]) for i, node in enumerate(net.nodes))
    document = explained(replace(net, nodes=nodes), candidate, replace(role, title="{role}"), profile, tongue)
    for text in lines(reading(document, audience)):
        left = text.replace("{role}", "")
        for label in sorted(HOSTILE, key=len, reverse=True):
            left = left.replace(label, "")
        assert not re.search(r"[{}]", left), text


def hostile(node: Node, label: str) -> Node:
    return replace(node, label=label, labels={"en": label})


@given(networks, candidates, roles, bottleneck_profiles, audiences, tongues)
def test_every_reading_says_something_and_in_full_sentences(
    net: Network, candidate: Candidate, role: Role, profile: Profile, audience: Audience, tongue: Language
) -> None:
    for one in (candidate, Candidate("C-0")):
        document = explained(net, one, role, profile, tongue)
        told = reading(document, audience)
        assert told["language"] == tongue
        assert sum(len(section["lines"]) for section in told["sections"]) >= 1
        for section in told["sections"]:
            assert all(re.fullmatch(r"\S.*[.?]", line, re.DOTALL) for line in section["lines"])
            assert all("  " not in line for line in section["lines"])
        if audience is Audience.CONSULTANT:
            text = whole(document, audience)
            assert f"{number(document['points'], tongue)}" in text
            for requirement in document["requirements"]:
                assert requirement["requirement"]["label"] in text
