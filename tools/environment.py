"""Install packages into a virtual environment, by uv where it can and by pip where it cannot.

uv is some ten times faster, but knows neither pip's configuration nor every platform; pip asks whatever
index the user's own configuration names.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(sys.prefix)
"""The environment that runs this module."""

UV = HERE / "bin" / "uv"
"""Installed from ``requirements-uv.txt``."""


def install(*arguments: str, environment: Path = HERE) -> None:
    """Run ``pip install ARGUMENTS`` for ``environment``; a failure ends the program."""
    python = str(environment / "bin" / "python")
    # Compiled at set-up, as pip does, so that the first start of the viewer does not wait for it.
    by_uv = [str(UV), "pip", "install", "--quiet", "--compile-bytecode", "--python", python, *arguments]
    if UV.is_file() and subprocess.run(by_uv, check=False).returncode == 0:
        return
    print("pip does the work of uv: this takes a little longer.", flush=True)
    by_pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *arguments]
    status = subprocess.run(by_pip, check=False).returncode
    if status != 0:
        raise SystemExit(status)


if __name__ == "__main__":
    install(*sys.argv[1:])
