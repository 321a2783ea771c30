"""Real processes are killed while they write; `make survive` does the same five hundred times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import console
import survival_trials

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(survival_trials.__file__).parent)}

IN_TWO_STEPS = """
import json, sys, time
from pathlib import Path
from skillpath.agency.workspace import Workspace
from survival_trials import Survival
from survival_writes import ROLES, Write, people

def make(place):
    Workspace.open(place.workspace).book.put(people(1, 3, located="DE"))
    time.sleep(0.3)
    Workspace.open(place.workspace).book.put(roles=ROLES)

survival = Survival(Path(sys.argv[1]), [Write("in two steps", make)], seed=1)
print(json.dumps([survival.trial(0).faults for _ in range(3)]))
"""
"""A write that is not one: what the trials are there to find."""


def test_what_was_acknowledged_is_there_and_nothing_else() -> None:
    program = [sys.executable, str(console.ROOT / "tools" / "survive.py"), "--few", "--kills", "8"]
    ran = subprocess.run(program, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert ran.returncode == 0, ran.stderr
    *_, together = ran.stdout.splitlines()
    assert together.split()[:2] == ["together", "8"]
    assert together.split()[-1] == "0"


def test_a_write_in_two_steps_is_found(tmp_path: Path) -> None:
    program = [sys.executable, "-c", IN_TWO_STEPS, str(tmp_path / "trials")]
    ran = subprocess.run(program, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert ran.returncode == 0, ran.stderr
    faults = [fault for found in json.loads(ran.stdout) for fault in found]
    assert any(fault.startswith("neither before nor after: /book/") for fault in faults), faults
