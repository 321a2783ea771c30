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
from hypothesis import given
from hypothesis import strategies as st

from certified import Document, certified, changes, compiled, released, resealed
from drawn import Link, catalogue, catalogues
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.agency.workspace import Workspace
from skillpath.checker.documents import same
from skillpath.checker.verify import verify
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement


@dataclass(frozen=True)
class Proved:
    """A certificate with the folder of the releases."""

    document: Document
    releases: Path

    def wrong(self, document: Document) -> dict[str, tuple[Any, Any]]:
        return {path: (stated, computed) for path, stated, computed in verify(document, self.releases)}

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
    assert {d["channel"] for q in requirements for d in q["doses"]} == {
        "job type", "industry", "shop floor", "claim"
    }  # fmt: skip
    assert {s["kind"] for q in requirements for s in q["path"]} >= {"broader", "narrower", "related"}
    assert {"i-lost", "s-lost", "s-gone"} & set(small.document["labels"]) == set()
    assert any(q["near_duplicates"] for q in requirements)


def test_every_change_is_refused_and_named(small: Proved) -> None:
    unnamed = []
    for path, change in changes(small.document):
        document = copy.deepcopy(small.document)
        change(document)
        if not path.startswith(("inputs", "digests", "sha256", "format")):
            resealed(document)
        if path == "format":
            with pytest.raises(ValueError, match="format"):
                small.wrong(document)
        elif not any(_names(found, path) for found in small.wrong(document)):
            unnamed.append(path)
    assert unnamed == []


def _names(found: str, path: str) -> bool:
    """Whether a problem at one JSON path names a change at another: there, within, or the list around."""
    path = "inputs" if path == "digests" else path.removeprefix("digests.")
    return found.startswith(path) or (path.startswith(found) and found != "")


def test_there_are_many_changes_to_refuse(small: Proved) -> None:
    paths = {path for path, _ in changes(small.document)}
    assert len(paths) > 500
    assert {"score", "requirements[0].path[0].weight", "inputs.model.release.cut_off"} <= paths


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("profile", "share", "skills"), 0.6),
        (("profile", "development", "industry"), 0.7),
        (("profile", "bottleneck"), 0.0),
        (("profile", "other_industry"), True),
        (("profile", "industry_only"), True),
        (("as_of",), "2026-11-02"),
        (("candidate", "spells", 0, "level"), "lead"),
        (("candidate", "claims", 0, "level"), 0.36),
        (("role", "skills", 0, "essential"), False),
        (("role", "skills", 0, "level"), 0.8),
        (("model", "release", "taxonomy_power"), 1.6),
        (("model", "release", "cut_off"), 0.14),
        (("model", "near_duplicate"), 0.95),
        (("model", "half_life"), 11.0),
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
    assert set(small.wrong(resealed(document))) - {"sha256"} != set()


def test_a_detour_is_no_best_path(small: Proved) -> None:
    """Two halves for one half: the walk exists, but a better one does too."""
    document = copy.deepcopy(small.document)
    place, asked = next((i, q) for i, q in enumerate(document["requirements"]) if q["path"])
    first = asked["path"][0]
    there_and_back = [first, first | {"source": first["target"], "target": first["source"]}]
    asked["path"] = [*there_and_back, *asked["path"]]
    assert f"requirements[{place}].path" in " ".join(small.wrong(resealed(document)))


@pytest.mark.parametrize("array", ["ic", "edge_weight", "learning_data"])
def test_a_release_whose_arrays_were_changed_proves_nothing(
    small: Proved, tmp_path: Path, array: str
) -> None:
    other = _copied(small, tmp_path)
    file = other.release / "network" / f"{array}.npy"
    np.save(file, np.load(file) * 0.9)
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


@pytest.mark.parametrize("document", [None, [], "x", {}, {"format": "skillpath certificate 2"}])
def test_what_is_no_certificate_is_said_to_be_none(small: Proved, document: Any) -> None:
    with pytest.raises(ValueError, match="format"):
        small.wrong(document)


def test_a_forgery_that_cannot_be_followed_is_said_to_be_none(small: Proved) -> None:
    document = copy.deepcopy(small.document)
    document["inputs"]["candidate"]["spells"][0]["start"] = "yesterday"
    with pytest.raises(ValueError, match="cannot be followed"):
        small.wrong(resealed(document))


@pytest.mark.parametrize("number", [1 / 3, 0.5, 2 / 3e7, 17.123456789012345, 0.0])
def test_noise_of_another_machine_is_no_difference_and_a_digit_is(number: float) -> None:
    written = round(number, 12)
    assert all(same(written, number + by) for by in (-4e-14, 0.0, 4e-14))
    assert not any(same(round(number + by, 12), number) for by in (-2e-12, -1e-12, 1e-12, 2e-12))
    assert not same(str(written), number)


authored = catalogues().map(compiled)
lost = st.sampled_from([(), (Spell("j-lost", "i-lost", date(2020, 1, 1)),), (Spell("j0", "i-lost", TODAY),)])


@given(authored, candidates, lost, roles, bottleneck_profiles)
def test_certificates_of_random_ontologies_are_proved(
    network: Network, candidate: Candidate, more: tuple[Spell, ...], role: Role, profile: Profile
) -> None:
    one = replace(candidate, spells=(*candidate.spells, *more), claims=(*candidate.claims, Claim("s-lost")))
    wanted = replace(role, skills=(*role.skills, SkillRequirement("s-gone")))
    with tempfile.TemporaryDirectory() as folder:
        document = certified(network, released(network, Path(folder)), one, wanted, profile)
        assert list(verify(document, Path(folder))) == []


# The demonstration agency ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace.create(tmp_path_factory.mktemp("certificates") / "workspace")
    workspace.load_demonstration()
    return workspace


def test_every_role_under_every_profile_is_proved(demo: Workspace) -> None:
    chance, people = Random(1), demo.book.candidates()
    release = {
        "name": demo.release.name, "compiler": demo.release.compiler, "graphs": dict(demo.release.graphs)
    }  # fmt: skip
    for role in demo.book.roles():
        for profile in PROFILES.values():
            strict = replace(profile, bottleneck=chance.choice([0.0, 0.3]))
            document = certified(demo.network, release, chance.choice(people), role, strict)
            assert list(verify(document, demo.releases.folder)) == []
            assert json.loads(json.dumps(document)) == document
