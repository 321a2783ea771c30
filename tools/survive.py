"""Kill every kind of write at random moments and see what is left: ``make survive``.

A process makes a write and says so once it is acknowledged; it is killed with SIGKILL somewhere on the way.
Then the workspace is opened again. It must hold what was acknowledged, and at most the one write that was in
flight; nothing else may be wrong with it, and the next command must work. The state is every row of the book,
the releases and which is current; the compiled pool must say what the book says.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from survival_trials import Survival, Trial
from survival_writes import FEW, WRITES


def table(trials: list[Trial]) -> str:
    """The trials by kind of write."""
    columns = ("write", "kills", "acknowledged", "not yet: it is there", "not yet: it is not", "wrong")
    rows = [columns]
    for kind in [*dict.fromkeys(one.kind for one in trials), "together"]:
        of_kind = [one for one in trials if kind in {one.kind, "together"}]
        counted = Counter((one.acknowledged, one.landed) for one in of_kind)
        rows.append(
            (
                kind,
                str(len(of_kind)),
                str(counted[True, True] + counted[True, False]),
                str(counted[False, True]),
                str(counted[False, False]),
                str(sum(bool(one.faults) for one in of_kind)),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(columns))]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )


def main() -> None:
    """Runs the trials, prints the table; status 1 where anything was lost."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--kind", action="append", help="only this kind of write; repeatable")
    asked.add_argument("--few", action="store_true", help="only some kinds, which is quick")
    options = asked.parse_args()
    writes = FEW if options.few else WRITES
    known = [
        number for number, write in enumerate(writes) if options.kind is None or write.kind in options.kind
    ]
    with tempfile.TemporaryDirectory(prefix="skillpath-survive-") as folder:
        survival = Survival(Path(folder), writes, seed=options.seed)
        trials = [survival.trial(known[kill % len(known)]) for kill in range(options.kills)]
    trials.sort(key=lambda one: [write.kind for write in WRITES].index(one.kind))
    print(f"{len(trials)} kills, seed {options.seed}")
    print(table(trials))
    wrong = [f"{one.kind}: {fault}" for one in trials for fault in one.faults]
    print("\n".join(wrong), file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
