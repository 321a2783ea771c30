"""The build back end: setuptools', which first places the front-end files a wheel must hold.

Named in ``pyproject.toml``, so that ``pip install .`` gives a working viewer from a fresh clone. An
editable install takes the files from the working tree and asks for none.
"""

from typing import Any

from setuptools import build_meta
from setuptools.build_meta import (  # noqa: F401 - the hooks that stay as they are
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

import frontend


def get_requires_for_build_wheel(config_settings: Any = None) -> list[str]:
    """What setuptools asks for, and Node.js where front-end files and npm are both missing."""
    required = build_meta.get_requires_for_build_wheel(config_settings)
    if frontend.is_placed() or frontend.npm() is not None:
        return required
    return [*required, _node_requirement()]


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: Any = None) -> str:
    """Build the wheel, with the front-end files in it."""
    if not frontend.is_placed():
        frontend.fetch()
        frontend.place()
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def _node_requirement() -> str:
    lines = frontend.NODE_REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    return next(line.split()[0] for line in lines if "==" in line)
