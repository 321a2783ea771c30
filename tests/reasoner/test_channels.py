"""What each channel, level and profile does to a candidate, on an ontology drawn by hand."""

from datetime import date

import pytest

from drawn import network
from people import TODAY, years
from skillpath.errors import InputError, UnknownName
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel, Level, Recency
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Dimension, profile_named
from skillpath.reasoner.role import Role, SkillRequirement, role_of_job_type
from skillpath.reasoner.texts.filters import outside_filter

LINKS = [
    ("j-clerk", R.ESSENTIAL_SKILL, "s-books"),
    ("j-clerk", R.OPTIONAL_SKILL, "s-letters"),
    ("j-baker", R.ESSENTIAL_SKILL, "s-dough"),
    ("i-food", R.TEACHES, "s-haccp"),
    ("i-food", R.FLOOR_TEACHES, "s-lots"),
    ("i-bakery", R.BROADER, "i-food"),
    ("i-dairy", R.BROADER, "i-food"),
    ("i-bank", R.TEACHES, "s-kyc"),
    ("j-other", R.ESSENTIAL_SKILL, "s-haccp"),
    ("j-another", R.ESSENTIAL_SKILL, "s-lots"),
]


@pytest.fixture(scope="module")
def net() -> Network:
    return network(LINKS, alone=[f"i{n}" for n in range(60)])


def asked(*skills: str, industry: str | None = None, floor: str | None = None) -> Role:
    return Role("R-1", "r", tuple(SkillRequirement(s) for s in skills), industry=industry, floor=floor)


def match(
    net: Network, role: Role, *spells: Spell, profile: str = DEFAULT_PROFILE, claims: tuple[Claim, ...] = ()
) -> Match:
    matcher = Matcher.prepare(net, role, PROFILES[profile], as_of=TODAY)
    return matcher.explain(Candidate("C-1", spells, claims), PathFinder(net))


def skills_share(profile: str) -> float:
    return PROFILES[profile].share[Dimension.SKILL]


def spell(job: str | None, industry: str | None, years: int = 10, **more: object) -> Spell:
    return Spell(job, industry, date(TODAY.year - years, TODAY.month, TODAY.day), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("skill", "on_floor", "channel"),
    [
        ("s-dough", False, Channel.JOB_TYPE),
        ("s-haccp", False, Channel.INDUSTRY),
        ("s-lots", True, Channel.FLOOR),
        ("s-kyc", True, Channel.CLAIM),
    ],
)
def test_every_way_to_come_by_a_skill_is_named(
    net: Network, skill: str, on_floor: bool, channel: Channel
) -> None:
    found = match(
        net, asked(skill), spell("j-baker", "i-bakery", on_floor=on_floor), claims=(Claim("s-kyc"),)
    )
    (contribution,) = found.evidence[0].contributions
    assert contribution.channel is channel
    assert found.by_channel()[channel] == pytest.approx(found.score)


def test_the_shop_floor_teaches_only_those_who_worked_on_it(net: Network) -> None:
    assert match(net, asked("s-lots"), spell("j-clerk", "i-bakery")).score == 0.0
    assert match(net, asked("s-lots"), spell("j-baker", "i-bakery", on_floor=True)).score > 0.9


def test_a_job_in_an_industry_teaches_what_neither_does_alone() -> None:
    clerk_in_food = [
        ("p-clerk-food", R.OF_JOB_TYPE, "j-clerk"),
        ("p-clerk-food", R.IN_INDUSTRY, "i-food"),
        ("p-clerk-food", R.TEACHES, "s-subsidies"),
    ]
    net = network([*LINKS, *clerk_in_food])

    def score(job: str, industry: str) -> float:
        return match(net, asked("s-subsidies"), spell(job, industry)).score

    assert score("j-clerk", "i-food") == score("j-clerk", "i-bakery") == 1.0  # a bakery is food
    assert score("j-clerk", "i-bank") == score("j-baker", "i-food") == 0.0
    (part,) = match(net, asked("s-subsidies"), spell("j-clerk", "i-dairy")).evidence[0].contributions
    assert (part.channel, net.nodes[part.origin].iri) == (Channel.JOB_TYPE, "p-clerk-food")


def test_a_higher_level_and_a_longer_spell_bring_more(net: Network) -> None:
    role = asked("s-letters")
    levels = [match(net, role, spell("j-clerk", None, 2, level=level)).score for level in Level]
    years = [match(net, role, spell("j-clerk", None, n)).score for n in (1, 2, 3)]
    assert levels == sorted(set(levels))
    assert years == sorted(set(years))


def test_old_experience_fades_but_not_to_nothing(net: Network) -> None:
    role = asked("s-letters")
    recent = match(net, role, Spell("j-clerk", None, date(2024, 1, 1), date(2026, 1, 1))).score
    old = match(net, role, Spell("j-clerk", None, date(1984, 1, 1), date(1986, 1, 1))).score
    assert recent > old > 0.0


def test_what_has_not_happened_yet_does_not_count(net: Network) -> None:
    future = Spell("j-clerk", None, date(2027, 1, 1), date(2028, 1, 1))
    assert match(net, asked("s-books"), future).score == 0.0


def test_the_effective_years_of_a_fading_spell_by_hand() -> None:
    fading = Recency(half_life=1.0, floor=0.25)  # never below a quarter, reached after two half-lives
    whole = years(fading, 4.0, 0.0)
    assert whole == pytest.approx((1 - 0.25) / 0.6931471805599453 + 2 * 0.25)
    assert years(fading, 4.0, 3.0) == pytest.approx(0.25)
    assert years(fading, 4.0, 1.0) + years(fading, 1.0, 0.0) == pytest.approx(whole)


def test_the_industry_counts_only_where_the_profile_says_so(net: Network) -> None:
    role = asked("s-books", industry="i-bakery")
    insider, outsider = spell("j-clerk", "i-bakery"), spell("j-clerk", "i-bank")

    def gain(profile: str) -> float:
        return (
            match(net, role, insider, profile=profile).score
            - match(net, role, outsider, profile=profile).score
        )

    assert gain("skills first") == 0.0
    assert gain("same industry preferred") == pytest.approx(
        0.25 / (0.25 + skills_share("same industry preferred"))
    )
    assert gain("fresh eyes") < 0.0


def test_a_neighbouring_industry_counts_in_part(net: Network) -> None:
    role = asked("s-books", industry="i-bakery")
    scores = [
        match(net, role, spell("j-clerk", industry), profile="same industry preferred").score
        for industry in ("i-bakery", "i-dairy", "i-bank")
    ]
    assert scores[0] > scores[1] > scores[2]


def test_the_industry_filter_is_visible_and_lists_last(net: Network) -> None:
    role = asked("s-books", industry="i-bakery")
    insider = Candidate("C-9", (spell("j-baker", "i-dairy"),))
    outsider = Candidate("C-1", (spell("j-clerk", "i-bank"),))
    newcomer = Candidate("C-5", claims=(Claim("s-books"),))
    matcher = Matcher.prepare(net, role, PROFILES["industry only"], as_of=TODAY)
    assert [
        (m.candidate, outside_filter(net, m.outside)) for m in matcher.rank([newcomer, outsider, insider])
    ] == [
        ("C-9", ""),
        ("C-1", "no spell in i-bakery"),
        ("C-5", "no spell in i-bakery"),
    ]


def test_shop_floor_background_is_asked_of_the_floor_node(net: Network) -> None:
    role = asked("s-books", floor="i-food")
    profile = "shop-floor background wanted"
    hands_on = match(net, role, spell("j-baker", "i-food", on_floor=True), profile=profile)
    office = match(net, role, spell("j-baker", "i-food"), profile=profile)
    assert hands_on.score - office.score == pytest.approx(0.3 / (0.3 + skills_share(profile)))


def test_what_the_release_lacks_brings_nothing_and_is_named(net: Network) -> None:
    role = Role("R-1", "r", (SkillRequirement("s-books"), SkillRequirement("s-gone")), industry="i-gone")
    found = match(net, role, spell("j-lost", "i-lost"), claims=(Claim("s-lost"),))
    assert set(found.unknown) == {"j-lost", "i-lost", "s-lost", "s-gone", "i-gone"}
    assert found.score == 0.0


def test_a_role_that_asks_for_nothing_scores_nothing(net: Network) -> None:
    assert match(net, Role("R-1", "r"), spell("j-clerk", "i-food")).score == 0.0


def test_the_role_of_a_job_type_asks_for_its_skills(net: Network) -> None:
    role = role_of_job_type(net, net.index("j-clerk"))
    assert {(s.skill, s.essential) for s in role.skills} == {("s-books", True), ("s-letters", False)}
    assert role.job_type == "j-clerk"
    assert match(net, role, spell("j-clerk", None, 20)).score == pytest.approx(1.0)


def test_ties_are_ranked_by_code(net: Network) -> None:
    matcher = Matcher.prepare(net, asked("s-books"), PROFILES[DEFAULT_PROFILE], as_of=TODAY)
    assert [m.candidate for m in matcher.rank([Candidate("C-2"), Candidate("C-1")])] == ["C-1", "C-2"]


def test_facts_that_cannot_be() -> None:
    with pytest.raises(InputError, match="ends"):
        Spell(None, None, date(2020, 1, 1), date(2019, 1, 1))
    with pytest.raises(InputError, match="level of a claim"):
        Claim("s1", level=0.0)
    with pytest.raises(InputError, match="required level"):
        SkillRequirement("s1", level=1.5)
    with pytest.raises(UnknownName, match="criteria profile") as caught:
        profile_named("skills frist")
    assert set(caught.value.suggestions) == set(PROFILES)
