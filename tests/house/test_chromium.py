"""Finding and installing the tests' browser, played through with programs of our own on the path."""

from pathlib import Path

import pytest

import chromium


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the whole path, and an empty home."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(chromium.SETTING, raising=False)
    return folder


def program(path: Path, script: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.usefixtures("programs")
def test_no_browser_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["chromium.py"])
    with pytest.raises(SystemExit) as caught:
        chromium.main()
    assert str(caught.value).count("\n") == 0
    assert "install Chromium" in str(caught.value)


def test_a_name_that_does_not_start_is_passed_over(programs: Path) -> None:
    program(programs / "chromium", "exit 1")
    chrome = program(programs / "google-chrome", "exit 0")
    assert chromium.find() == chrome


def test_the_setting_comes_first(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(programs / "chromium", "exit 0")
    own = program(tmp_path / "own", "exit 0")
    monkeypatch.setenv(chromium.SETTING, own)
    assert chromium.find() == own


@pytest.mark.usefixtures("programs")
def test_playwrights_own_download_is_found(tmp_path: Path) -> None:
    assert chromium.find() is None
    download = program(tmp_path / ".cache/ms-playwright/chromium-1200/chrome-linux/chrome", "exit 0")
    assert chromium.find() == download


def test_the_package_manager_installs_it(programs: Path) -> None:
    browser = programs / "chromium"
    program(programs / "sudo", 'shift; "$@"')
    program(programs / "env", 'shift; "$@"')
    program(
        programs / "apt-get",
        f'[ "$1" = update ] || {{ echo "#!/bin/sh" > {browser}; /bin/chmod +x {browser}; }}',
    )
    assert chromium.find() is None
    chromium.install()
    assert chromium.find() == str(browser)
