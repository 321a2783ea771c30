"""Run the commands that the documents show, and write what they print: nothing shown is typed by hand.

A block that begins with three backticks and ``console`` holds one command after ``$`` and its output.
Commands run on a new workspace with the demonstration agency. ``make docs`` calls this; tests/house
compares the documents with what it would write.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from warm import warm

ROOT = Path(__file__).resolve().parent.parent

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

BLOCK = re.compile(r"(?<=^```console\n)\$ (?P<command>[^\n]+)\n.*?(?=^```$)", re.MULTILINE | re.DOTALL)


def rewritten(text: str, workspace: Path, programs: Path) -> str:
    """A document with the output of its commands as it is now; ``programs``: where ``skillpath`` is."""
    return BLOCK.sub(
        lambda block: f"$ {block['command']}\n{output(block['command'], workspace, programs)}", text
    )


def output(command: str, workspace: Path, programs: Path) -> str:
    """What a command prints; ends the program when it fails."""
    environment = {**os.environ, "SKILLPATH_WORKSPACE": str(workspace), "NO_COLOR": "1"}
    path = (str(programs), str(Path(sys.executable).parent), environment["PATH"])
    environment["PATH"] = os.pathsep.join(path)
    ran = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    if ran.returncode != 0:
        raise SystemExit(f"{command}: status {ran.returncode}\n{ran.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in ran.stdout.splitlines())


def main() -> None:
    """Write all documents anew."""
    with tempfile.TemporaryDirectory(prefix="skillpath-docs-") as folder, warm() as programs:
        workspace = Path(folder) / "workspace"
        output(f"skillpath init --demo --workspace {workspace}", workspace, programs)
        for document in DOCUMENTS:
            text = rewritten(document.read_text(encoding="utf-8"), workspace, programs)
            document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
