"""Real processes are killed while they write; `make survive` does the same five hundred times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import survival_trials

TRIALS = """
import json, os, signal, sys
from pathlib import Path
from skillpath.agency.workspace import Workspace
from survival_trials import Survival
from survival_writes import FEW, ROLES, Write, people

dying = []

def in_two_steps(place):
    Workspace.open(place.workspace).book.put(people(1, 3, located="DE"))
    if dying:
        os.kill(os.getpid(), signal.SIGKILL)
    Workspace.open(place.workspace).book.put(roles=ROLES)

sound = Survival(Path(sys.argv[1]) / "sound", FEW, seed=1)
faulty = Survival(Path(sys.argv[1]) / "faulty", [Write("in two steps", in_two_steps)], seed=1)
dying.append(True)
print(json.dumps([
    [sound.trial(kill % len(FEW)).faults for kill in range(6)],
    next((one for _ in range(50) for one in faulty.trial(0).faults if one.startswith("neither")), ""),
]))
"""
"""In a process of its own, which forks: six kills of writes of ours, and some of a write that is none.

That one dies between its steps, unless it is killed before the first is done: it is tried until it is not.
"""


def test_what_was_acknowledged_is_there_and_nothing_else(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(survival_trials.__file__).parent)}
    program = [sys.executable, "-c", TRIALS, str(tmp_path)]
    ran = subprocess.run(program, capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    sound, faulty = json.loads(ran.stdout)
    assert sound == [[]] * 6
    assert faulty.startswith("neither before nor after: /book/")
