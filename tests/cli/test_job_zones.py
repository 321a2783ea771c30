"""``skillpath transfer`` shows how much preparation both job types need."""

import sys
from pathlib import Path

import pytest

from skillpath.cli import main
from workspaces import small_workspace

JOBS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> . @prefix : <https://agency.example/> .
:pay a esco:Skill ; skos:prefLabel "payroll"@en .
:clerk a esco:Occupation ; skos:prefLabel "pay clerk"@en ; sp:jobZone 2 ; esco:relatedEssentialSkill :pay .
:head a esco:Occupation ; skos:prefLabel "head of pay"@en ; esco:relatedEssentialSkill :pay ;
    skos:exactMatch :chief .
:chief a esco:Occupation ; skos:prefLabel "pay chief"@en ; sp:jobZone 4 .
:aide a esco:Occupation ; skos:prefLabel "pay aide"@en ; esco:relatedEssentialSkill :pay .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("zones") / "workspace", JOBS).folder


@pytest.mark.parametrize(("destination", "shown"), [("head of pay", True), ("pay aide", False)])
def test_zones_are_shown_where_both_are_known(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    destination: str,
    shown: bool,
) -> None:
    monkeypatch.setattr(sys, "argv", ["skillpath", "transfer", "pay clerk", destination, "-w", str(folder)])
    with pytest.raises(SystemExit):
        main()
    assert ("of 5): 2 → 4" in capsys.readouterr().out) is shown
