"""What is kept of the compiled candidates: with what was written since beside it, all is as if found anew."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import catalogues, compiled, network
from people import TODAY, any_profiles, candidates, profiles, roles
from skillpath.agency import best as best_module
from skillpath.agency.best import Best, best, best_of_pool
from skillpath.agency.facets import facets
from skillpath.agency.workspace import Workspace
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, RelationKind
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import pool_of
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.top_k import top_k
from workspaces import Bundled

lots = st.lists(
    st.lists(candidates, min_size=1, max_size=5).map(
        lambda drawn: [replace(one, code=f"C-{number}") for number, one in enumerate(drawn)]
    ),
    min_size=1,
    max_size=3,
)


@contextmanager
def on(net: Network, *, spare: int) -> Iterator[Workspace]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(best_module, "SPARE", spare)
        workspace = Workspace(Path(folder))
        workspace.__dict__["network"] = net
        yield workspace


def anew(workspace: Workspace, matcher: Matcher, top: int) -> Best:
    pool = pool_of(workspace.book.candidates(), day=TODAY)
    return best_of_pool(matcher, pool, Places.of(matcher.network, pool.histories.vocabulary), top=top)


@settings(max_examples=15)
@given(catalogues(), lots, roles, any_profiles | profiles, st.integers(1, 6), st.integers(0, 2))
def test_the_best_are_those_that_are_found_anew_after_every_write(
    taxonomy: Catalogue, written: list[list[Candidate]], role: Role, profile: Profile, top: int, spare: int
) -> None:
    net = compiled(taxonomy)
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    with on(net, spare=spare) as workspace:
        for lot in written:
            workspace.book.put(
                [replace(one, code=f"C-{number + len(lot)}") for number, one in enumerate(lot)]
            )
            assert best(workspace, matcher, top=top) == anew(workspace, matcher, top)
            workspace.book.put(lot)
            assert best(workspace, matcher, top=top) == anew(workspace, matcher, top)
        workspace.book.remove("C-0")
        assert best(workspace, matcher, top=top) == anew(workspace, matcher, top)


def test_who_leads_is_searched_again_only_when_too_many_have_left() -> None:
    """C-1 to C-4 know the skill ever less. Two are asked for and one is spare: two may leave, not three."""
    net = network([("j1", RelationKind.ESSENTIAL_SKILL, "s1")])
    role = Role("R-1", "", skills=(SkillRequirement("s1"),))
    matcher = Matcher.prepare(net, role, PROFILES[DEFAULT_PROFILE], as_of=TODAY)
    with on(net, spare=1) as workspace, pytest.MonkeyPatch.context() as patch:
        workspace.book.put([Candidate(f"C-{n}", claims=(Claim("s1", 1.0 - n / 10),)) for n in range(1, 5)])
        assert best(workspace, matcher, top=2).codes == ("C-1", "C-2")
        searched: list[int] = []
        search = top_k

        def counted(*arguments: object, **more: object) -> object:
            searched.append(1)
            return search(*arguments, **more)  # type: ignore[arg-type]

        patch.setattr(best_module, "top_k", counted)
        workspace.book.put([Candidate("C-1")])
        assert best(workspace, matcher, top=2).codes == ("C-2", "C-3")
        assert searched == [1]  # among those written since
        workspace.book.put([Candidate("C-2")])
        assert best(workspace, matcher, top=2).codes == ("C-3", "C-4")
        assert searched == [1] * 3


def test_choices_are_counted_as_they_are_after_every_write(tmp_path: Path, bundled: Bundled) -> None:
    workspace, day = bundled.demonstration(tmp_path / "workspace"), date(2026, 11, 1)
    role = replace(workspace.book.role("R-01"), filters=Filters(locations=("DE",)))
    first = next(one for one in workspace.book.candidates() if one.location == "DE-BE" and one.spells)

    def compiled_anew() -> object:
        shutil.rmtree(workspace.folder / "pool")
        return facets(Workspace.open(workspace.folder), role, as_of=day)

    found = [facets(workspace, role, as_of=day)]
    for changed in (replace(first, location="FR", spells=()), Candidate("C-new", location="DE")):
        workspace.book.put([changed])
        found.append(facets(workspace, role, as_of=day))
        assert found[-1] == compiled_anew() != found[-2]
    workspace.forget("C-new")
    assert facets(workspace, role, as_of=day) == compiled_anew() != found[-1]
