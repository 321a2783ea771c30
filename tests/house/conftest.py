"""The working tree as the house's tests see it."""

import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def setup_cfg(root: Path) -> ConfigParser:
    config = ConfigParser()
    config.read(root / "setup.cfg", encoding="utf-8")
    return config


@pytest.fixture(scope="session")
def package_folders(setup_cfg: ConfigParser) -> dict[str, str]:
    """Package name → its folder, as setup.cfg maps them."""
    lines = setup_cfg["options"]["package_dir"].split("\n")
    pairs = (line.partition("=") for line in lines if line)
    return {name.strip(): folder.strip() for name, _, folder in pairs}


@pytest.fixture(scope="session")
def files(root: Path) -> list[str]:
    """Every file that is committed or about to be, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (root / name).is_file()]
