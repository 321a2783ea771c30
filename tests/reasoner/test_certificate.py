"""Certificates prove what the scorer says, and nothing else; tests/cli tests the commands."""

import copy
import json
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certified import Document, certified, changes, compiled, released, resealed
from drawn import Link, catalogue, catalogues
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.agency.workspace import Workspace
from skillpath.checker import NOTHING, differences, verify
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from workspaces import Bundled


@dataclass(frozen=True)
class Proved:
    """A certificate with the folder of the releases."""

    document: Document
    releases: Path

    def wrong(self, document: Document) -> dict[str, tuple[Any, Any]]:
        return {path: (stated, computed) for path, stated, computed in verify(document, self.release)}

    @property
    def release(self) -> Path:
        return self.releases / str(self.document["release"]["name"])


# Everything that a certificate can hold: a job in an industry, a division that inherits what its section
# teaches, floors, levels, a claim, stated weights, near-duplicates, each kind of step, unknown IRIs.
LINKS: list[Link] = [
    ("j-clerk", R.BROADER, "j-office"),
    ("j-payroll", R.BROADER, "j-office"),
    ("j-clerk", R.ESSENTIAL_SKILL, "s-books"),
    ("j-clerk", R.OPTIONAL_SKILL, "s-letters", 0.7),
    ("j-payroll", R.ESSENTIAL_SKILL, "s-pay"),
    ("j-payroll", R.ESSENTIAL_SKILL, "s-letters"),
    ("j-baker", R.ESSENTIAL_SKILL, "s-dough"),
    ("p-clerk-food", R.OF_JOB_TYPE, "j-clerk"),
    ("p-clerk-food", R.IN_INDUSTRY, "i-food"),
    ("p-clerk-food", R.TEACHES, "s-subsidies"),
    ("i-food", R.TEACHES, "s-haccp"),
    ("i-food", R.FLOOR_TEACHES, "s-lots", 0.55),
    ("i-bakery", R.BROADER, "i-food"),
    ("i-dairy", R.BROADER, "i-food"),
    ("s-pay", R.BROADER, "s-office"),
    ("s-books", R.BROADER, "s-office"),
    ("s-lots", R.RELATED, "s-stock", 0.6),
    ("s-stock", R.CLOSE_MATCH, "s-goods"),
    ("s-stock", R.ESSENTIAL_SKILL, "s-scanner"),
]
SKILLS = ("s-pay", "s-letters", "s-subsidies", "s-stock", "s-goods", "s-scanner", "s-gone")
ROLE = Role(
    "R-1",
    "Payroll clerk",
    tuple(SkillRequirement(s, essential=s < "s-p" or s == "s-pay", level=0.9) for s in SKILLS),
    job_type="j-payroll",
    industry="i-dairy",
    floor="i-dairy",
)
PERSON = Candidate(
    "C-1",
    (
        Spell("j-clerk", "i-bakery", date(1999, 3, 1), date(2008, 7, 1), Level.SENIOR, on_floor=True),
        Spell("j-clerk", "i-lost", date(2019, 1, 1)),
        Spell("j-baker", "i-food", date(2011, 1, 1), date(2012, 1, 1), Level.TRAINEE),
    ),
    (Claim("s-letters", 0.35), Claim("s-books", 0.123456789), Claim("s-lost")),
)
EVERYTHING = Profile(
    "everything",
    "",
    dict(zip(PROFILES["skills first"].share, (0.5, 0.2, 0.2, 0.1), strict=True)),
    PROFILES["skills first"].development,
    bottleneck=0.25,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    releases = tmp_path_factory.mktemp("releases")
    network = compiled(catalogue(LINKS, alone=[f"i{n}" for n in range(20)]))
    return Proved(certified(network, released(network, releases), PERSON, ROLE, EVERYTHING), releases)


def test_the_hand_drawn_certificate_is_proved(small: Proved) -> None:
    assert small.wrong(small.document) == {}
    requirements = small.document["requirements"]
    assert {dose[1] for q in requirements for dose in q["doses"]} == {
        "job type", "industry", "shop floor", "claim"
    }  # fmt: skip
    assert {kind for q in requirements for kind in q.get("path", [])[1::2]} >= {
        "broader", "narrower", "related"
    }  # fmt: skip
    assert "s-gone" not in {asked["node"] for asked in small.document["inputs"]["asked"]}


def test_every_change_is_refused_and_named(small: Proved) -> None:
    paths = [path for path, _ in changes(small.document)]
    assert len(paths) > 500
    assert {"score", "requirements[0].weights[0]", "inputs.model.release.cut_off"} <= set(paths)
    for path, change in changes(small.document):
        document = copy.deepcopy(small.document)
        change(document)
        assert any(_names(found, path) for found in small.wrong(document)), path


def _names(found: str, path: str) -> bool:
    """Whether a problem at one JSON path names a change at another: there, within, or the list around."""
    path = path.replace("digests", "inputs", 1) if path.startswith("digests") else path
    return found.startswith(path) or (path.startswith(found) and found != "")


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("profile", "share", "skills"), 0.6),
        (("profile", "development", "industry"), 0.7),
        (("profile", "bottleneck"), 0.0),
        (("profile", "other_industry"), True),
        (("as_of",), "2026-11-02"),
        (("spells", 0, "level"), "lead"),
        (("claims", 0, "level"), 0.36),
        (("asked", 0, "essential"), False),
        (("asked", 0, "level"), 0.8),
        (("model", "release", "taxonomy_power"), 1.6),
        (("model", "release", "cut_off"), 0.14),
        (("model", "near_duplicate"), 0.95),
        (("model", "half_life_days"), 3600.0),
        (("model", "least_recency"), 0.8),
        (("model", "days_per_year"), 365.0),
        (("model", "level_factor", "senior"), 1.3),
        (("model", "mastery_years", "skill"), 2.5),
        (("model", "full_dose"), 1.1),
        (("model", "essential_weight"), 1.1),
        (("model", "information_power"), 1.9),
    ],
)
def test_other_inputs_with_fitting_digests_do_not_give_the_stated_score(
    small: Proved, keys: tuple[str | int, ...], value: object
) -> None:
    document = copy.deepcopy(small.document)
    tree = document["inputs"]
    for key in keys[:-1]:
        tree = tree[key]
    assert tree[keys[-1]] != value
    tree[keys[-1]] = value
    assert small.wrong(resealed(document)) != {}


def test_a_detour_is_no_best_path(small: Proved) -> None:
    """There and back and there again: the walk exists, but a better one does too."""
    document = copy.deepcopy(small.document)
    place, asked = next(
        (i, q) for i, q in enumerate(document["requirements"]) if "related" in q.get("path", [])
    )
    at = asked["path"].index("related")
    here, there = asked["path"][at - 1], asked["path"][at + 1]
    asked["path"][at:at] = ["related", there, "related", here]
    asked["weights"][at // 2 : at // 2] = 2 * [asked["weights"][at // 2]]
    assert f"requirements[{place}].path" in small.wrong(document)


def test_a_walk_that_goes_up_after_it_went_down_is_none(small: Proved) -> None:
    document = copy.deepcopy(small.document)
    place, asked = next((i, q) for i, q in enumerate(document["requirements"]) if "narrower" in q["path"])
    top, below = asked["path"][-3], asked["path"][-1]
    asked["path"] += ["broader", top, "narrower", below]
    asked["weights"] += [1.0, asked["weights"][-1]]
    assert f"requirements[{place}].path" in small.wrong(document)


def test_a_source_that_is_not_the_best_is_refused(small: Proved) -> None:
    document = copy.deepcopy(small.document)
    sources = [row["source"] for row in document["requirements"]]
    for place, row in enumerate(document["requirements"]):
        other = next(source for source in sources if source not in (None, row["source"]))
        best, row["source"] = row["source"], other
        assert f"requirements[{place}].source" in small.wrong(document)
        row["source"] = best


def test_what_is_not_there_is_not_the_word_nothing() -> None:
    def same(one: object, other: object) -> bool:
        return type(one) is type(other) and one == other

    assert list(differences({"a": "nothing"}, {}, "", same)) == [("a", "nothing", NOTHING)]


@pytest.mark.parametrize("array", ["ic", "edge_weight", "learning_data"])
def test_a_release_whose_arrays_were_changed_proves_nothing(
    small: Proved, tmp_path: Path, array: str
) -> None:
    other = _copied(small, tmp_path)
    file = other.release / "network" / f"{array}.npy"
    np.save(file, np.load(file) ** 2)
    assert any(path.startswith("requirements[") for path in other.wrong(other.document))


def test_a_release_whose_ontology_was_changed_is_named(small: Proved, tmp_path: Path) -> None:
    other = _copied(small, tmp_path)
    (other.release / "graphs" / "drawn.ttl").write_text("# edited")
    (other.release / "graphs" / "more.ttl").write_text("# more")
    assert {"release.name", "release.graphs.drawn", "release.graphs.more"} == set(other.wrong(other.document))


def _copied(proved: Proved, folder: Path) -> Proved:
    for file in proved.releases.rglob("*.*"):
        target = folder / file.relative_to(proved.releases)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    return Proved(proved.document, folder)


def test_a_forgery_that_cannot_be_followed_raises(small: Proved) -> None:
    document = copy.deepcopy(small.document)
    document["inputs"]["spells"][0]["start"] = "yesterday"
    with pytest.raises(ValueError, match="yesterday"):
        small.wrong(resealed(document))


@pytest.mark.parametrize("by", [-4e-14, 0.0, 4e-14])
def test_noise_of_another_machine_is_no_difference_and_a_digit_is(small: Proved, by: float) -> None:
    document = copy.deepcopy(small.document)
    document["score"] = round(document["score"] + by, 12)
    assert small.wrong(document) == {}
    document["score"] = round(document["score"] + 1e-12, 12)
    assert set(small.wrong(document)) == {"score"}
    document["score"] = small.document["score"] + 1e-13
    assert set(small.wrong(document)) == {"score"}


authored = catalogues().map(compiled)
lost = st.sampled_from([(), (Spell("j-lost", "i-lost", date(2020, 1, 1)),), (Spell("j0", "i-lost", TODAY),)])


@settings(max_examples=40)
@given(authored, candidates, lost, roles, bottleneck_profiles)
def test_certificates_of_random_ontologies_are_proved(
    network: Network, candidate: Candidate, more: tuple[Spell, ...], role: Role, profile: Profile
) -> None:
    one = replace(candidate, spells=(*candidate.spells, *more), claims=(*candidate.claims, Claim("s-lost")))
    wanted = replace(role, skills=(*role.skills, SkillRequirement("s-gone")))
    with tempfile.TemporaryDirectory() as folder:
        release = released(network, Path(folder))
        document = certified(network, release, one, wanted, profile)
        assert verify(document, Path(folder) / release["name"]) == []


# The demonstration agency ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("certificates") / "workspace")


def test_matches_of_the_demonstration_are_proved_under_every_profile(demo: Workspace) -> None:
    chance, people, roles = Random(1), demo.book.candidates(), demo.book.roles()
    release = {
        "name": demo.release.name, "compiler": demo.release.compiler, "graphs": dict(demo.release.graphs)
    }  # fmt: skip
    for profile in (*PROFILES.values(), *PROFILES.values()):
        strict = replace(profile, bottleneck=chance.choice([0.0, 0.3]))
        document = certified(demo.network, release, chance.choice(people), chance.choice(roles), strict)
        assert verify(document, demo.releases.folder / demo.release.name) == []
        assert json.loads(json.dumps(document)) == document
