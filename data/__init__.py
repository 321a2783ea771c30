"""Data that ships with SkillPath: the ontology, its shapes and the demonstration agency."""

from importlib.resources import files
from pathlib import Path


def bundled(name: str) -> Path:
    """The path of a bundled file, such as ``skills.ttl`` or ``agency/roles.toml``."""
    return Path(str(files(__name__).joinpath(name)))
