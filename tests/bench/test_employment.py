"""Who works where, shared out over a network small enough to reckon by hand."""

from pathlib import Path

import numpy as np
import pytest

from skillpath.bench.employment import employment_matrix
from skillpath.bench.labour_market import LabourMarket, work
from skillpath.errors import InputError
from workspaces import small_workspace

ESCO = "http://data.europa.eu/esco/occupation/"

NETWORK = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <https://w3id.org/skillpath/> . @prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix i: <https://w3id.org/skillpath/industry/> .
@prefix e: <{ESCO}> . @prefix n: <https://w3id.org/skillpath/naics/> .
:care a esco:Skill ; skos:prefLabel "care"@en .
e:nurse a esco:Occupation ; skos:prefLabel "nurse"@en ; esco:relatedEssentialSkill :care .
e:carer a esco:Occupation ; skos:prefLabel "carer"@en ; esco:relatedEssentialSkill :care .
e:sawyer a esco:Occupation ; skos:prefLabel "sawyer"@en .
i:R a sp:Industry ; skos:prefLabel "health"@en .
i:R86 a sp:Industry ; skos:prefLabel "hospitals"@en ; skos:broader i:R .
n:321 a sp:Industry ; skos:prefLabel "wood"@en .
"""

TABLES = {
    "industries": """industry_code,industry_name,display_level
000000,Cross-Industry,0
62--63,Sector 62 - Health Care,2
622000,Hospitals,3
622100,General Hospitals,4
321000,Wood,3
113000,Logging,3
""",
    "industry_occupation_employment": """industry_code,soc_code,soc_title,employment
000000,11-0001,Nurses and carers,900
62--63,11-0001,Nurses and carers,80
622000,11-0001,Nurses and carers,40
622100,11-0001,Nurses and carers,30
622000,99-9999,Unmapped,500
321000,11-0003,Sawyers,60
113000,11-0003,Sawyers,70
""",
    "crosswalk": f"""O*NET Id,ESCO or ISCO URI,Type of Match
11-0001.00,{ESCO}nurse,exactMatch
11-0001.00,{ESCO}carer,exactMatch
11-0003.00,{ESCO}sawyer,exactMatch
""",
}


def test_the_employed_are_shared_out(tmp_path: Path) -> None:
    network = small_workspace(tmp_path / "workspace", NETWORK).network
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text)
    told: set[str] = set()
    matrix = employment_matrix(
        network, tmp_path, crosswalk=tmp_path / "crosswalk.csv", progress=lambda name, *_: told.add(name)
    )
    job_types, industries, _ = work(network)
    jobs = [network.nodes[job].label for job in job_types]
    places = [network.nodes[industry].label for industry in industries]
    found = {(jobs[j], places[i]): matrix[j, i] for j, i in zip(*np.nonzero(matrix), strict=True)}
    # 40 in hospitals, which the network lacks: nurses and carers, in health and all that is in it, 10 each.
    assert found == {
        ("nurse", "health"): 10,
        ("nurse", "hospitals"): 10,
        ("carer", "health"): 10,
        ("carer", "hospitals"): 10,
        ("sawyer", "wood"): 60,
    }
    assert told == {"crosswalk", "industries", "industry_occupation_employment"}
    market = LabourMarket.of(network, matrix)
    rng = np.random.default_rng(1)
    drawn = market.any_job.draw(np.zeros(10_000, dtype=np.int64), rng)
    assert np.bincount(drawn)[jobs.index("sawyer")] / 10_000 == pytest.approx(0.6, abs=0.02)
    where = market.industry.draw(np.full(100, jobs.index("sawyer")), rng)
    assert {places[i] for i in where} == {"wood"}


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    network = small_workspace(tmp_path / "workspace", NETWORK).network
    with pytest.raises(InputError, match=r"industries\.csv: is missing"):
        employment_matrix(network, tmp_path, crosswalk=tmp_path / "none.csv", progress=lambda *_: None)
