"""The log, fairness and the notice in the viewer; what pages show is logged, whoever writes meanwhile."""

import re
import threading
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from skillpath.agency.audit import views
from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.entries import Wanted, entries
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.replaying import replay
from skillpath.agency.audit.verifying import verify
from skillpath.agency.audit.views import Views
from skillpath.agency.database_errors import BookBusy
from skillpath.agency.protected.demonstration import load_demonstration
from skillpath.agency.workspace import Workspace
from skillpath.errors import WorkspaceError
from skillpath.reasoner.texts.languages import Language
from skillpath.web.app import create_app
from workspaces import Bundled

AS_OF = "as_of=2026-11-01"

CLIENT = ("explanation opened", "reading for the client")

SHOWING = {
    f"/?{AS_OF}": ("ranking shown", "desk"),
    f"/roles/R-01?{AS_OF}": ("ranking shown", "page"),
    f"/roles/R-01?{AS_OF}&share-skills=30&location=DE&filters=none": ("ranking shown", "page"),
    f"/roles/R-01?{AS_OF}&band=strong": ("ranking shown", "page"),
    f"/roles/R-01?{AS_OF}&part=list": ("ranking shown", "page"),
    f"/api/v1/roles/R-01/candidates?{AS_OF}&profile=fresh+eyes": ("ranking shown", "API"),
    f"/candidates/C-003?{AS_OF}": ("ranking shown", "candidate"),
    f"/roles/R-01/candidates/C-003?{AS_OF}": ("explanation opened", "page"),
    f"/api/v1/roles/R-01/candidates/C-003?{AS_OF}": ("explanation opened", "API"),
    f"/print/roles/R-01/candidates/C-003?for=client&lang=de&{AS_OF}": CLIENT,
    f"/roles/R-01/compare?code=C-003&code=C-004&{AS_OF}": ("explanation opened", "comparison"),
    f"/roles/R-01/why-not/C-010?{AS_OF}": ("explanation opened", "why not"),
}  # fmt: skip
"""Page → what it leaves in the log."""


@pytest.fixture(scope="module")
def own(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demonstration agency with invented attributes, for the tests of this file alone."""
    made = bundled.demonstration(tmp_path_factory.mktemp("audit") / "workspace")
    load_demonstration(made)
    return made


@pytest.fixture(scope="module")
def viewer(own: Workspace) -> FlaskClient:
    return create_app(own, config={"TESTING": True}).test_client()


@pytest.mark.parametrize("path", SHOWING)
def test_what_a_page_shows_is_in_the_log_and_is_the_same_again(
    viewer: FlaskClient, own: Workspace, path: str
) -> None:
    answer = viewer.get(path)
    assert answer.status_code == 200
    (last,) = entries(own.book, most=1)
    assert (last.event, last.details["via"], last.by) == (*SHOWING[path], "local")
    found = replay(own, last.number)
    assert (found.same, found.differences) == (True, ())
    again = viewer.get(f"/audit/{last.number}?again=1").text
    assert "The same digits" in again
    shown = len(re.findall(r'data-label="Points"', again))
    assert (shown > 0) == (last.event == Event.RANKING)


def test_the_log_is_narrowed_by_its_address(viewer: FlaskClient) -> None:
    viewer.get(f"/roles/R-01/candidates/C-003?{AS_OF}")
    page = viewer.get("/audit?event=decision&by=K-2").text
    assert set(re.findall(r'data-label="What">([^<]*)<', page)) == {"decision"}
    assert set(re.findall(r'data-label="By whom"><bdi>([^<]*)<', page)) == {"K-2"}
    history = viewer.get("/audit?role=R-01&candidate=C-003").text
    assert {"ranking shown", "explanation opened"} <= set(re.findall(r'data-label="What">([^<]*)<', history))
    assert "No entry fits" in viewer.get("/audit?since=2099-01-01").text
    assert "the log knows no code" in viewer.get("/audit?candidate=C-999").text
    assert viewer.get("/audit?event=nonsense").status_code == 404
    assert viewer.get("/audit?since=yesterday").status_code == 400
    assert viewer.get("/audit/99999").status_code == 404


def test_the_page_says_whether_the_log_is_whole(viewer: FlaskClient, own: Workspace) -> None:
    head = verify(own.book).head.hash
    assert "The log is whole." in viewer.get(f"/audit?check=1&head={head}").text
    assert "The log is not whole." in viewer.get(f"/audit?check=1&head={'0' * 63}1").text


@pytest.mark.parametrize(
    ("language", "cut_off", "same"),
    [
        ("de", "Keine Zeile hat den notierten Hash 0000000000000000…", "das Zertifikat, Ziffer für Ziffer"),
        ("fr", "Aucune ligne n’a le hachage noté 0000000000000000…", "le certificat, chiffre par chiffre"),
    ],
)
def test_what_the_log_tells_is_told_in_the_language_of_the_page(
    viewer: FlaskClient, own: Workspace, language: str, cut_off: str, same: str
) -> None:
    viewer.get(f"/roles/R-01/candidates/C-003?{AS_OF}")
    (last,) = entries(own.book, Wanted(event=Event.EXPLANATION), most=1)
    assert cut_off in viewer.get(f"/audit?check=1&head={'0' * 63}1&lang={language}").text
    assert same in viewer.get(f"/audit/{last.number}?again=1&lang={language}").text
    viewer.delete_cookie("lang")


def test_the_words_of_the_log_are_told_in_the_language_of_the_page_and_what_people_wrote_as_it_is(
    viewer: FlaskClient, own: Workspace
) -> None:
    own.book.log(Happening(Event.EXPORT, "K-1", details={"what": "page", "reason": "page"}))
    page = viewer.get("/audit?event=export&lang=de").text
    viewer.delete_cookie("lang")
    assert "Grund page, was Seite<" in page


def test_fairness_is_shown_and_that_it_was_is_logged(
    viewer: FlaskClient, own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = viewer.get(f"/audit/fairness?role=R-02&top=5&{AS_OF}").text
    assert "fewer than 5 persons" in page
    assert page.count(">highest<") == 6
    (last,) = entries(own.book, Wanted(event=Event.FAIRNESS), most=1)
    assert dict(last.details) == {"roles": ["R-02"], "top": 5}
    monkeypatch.setenv("SKILLPATH_LEAST_PERSONS", "50")
    assert page != viewer.get(f"/audit/fairness?role=R-02&top=5&{AS_OF}").text
    assert viewer.get("/audit/fairness?top=0").status_code == 400
    assert viewer.get("/audit/fairness?role=R-99").status_code == 404


def test_no_page_of_a_match_tells_of_attributes(viewer: FlaskClient) -> None:
    for path in SHOWING:
        assert not re.search(r"Hispanic|female|African American", viewer.get(path).text), path


@pytest.mark.parametrize("language", Language)
def test_the_notice_is_one_page_in_every_language(viewer: FlaskClient, language: Language) -> None:
    assert f'lang="{language}"' in viewer.get(f"/notice?lang={language}").text
    assert viewer.get(f"/print/notice?lang={language}").text.count("<h2>") == 6


# What is shown, and who writes meanwhile ----------------------------------------------------------


def test_a_page_does_not_wait_for_who_writes_long_and_its_row_follows(
    viewer: FlaskClient, own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.05)
    path = f"/roles/R-05/candidates/C-003?{AS_OF}"
    wanted = Wanted(event=Event.EXPLANATION, role="R-05")
    before = len(entries(own.book, wanted, most=99))
    with own.book.write():
        assert [viewer.get(path).status_code for _ in range(3)] == [200] * 3
        assert len(entries(own.book, wanted, most=99)) == before
    own.book.views.wait()
    assert len(entries(own.book, wanted, most=99)) == before + 3
    assert verify(own.book).whole


def test_rows_wait_in_order_while_the_book_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.01)
    free = threading.Event()
    written: list[str] = []

    def write(*happenings: Happening) -> None:
        if not free.is_set():
            time.sleep(0.001)
            raise BookBusy("busy")
        written.extend(one.by for one in happenings)

    log = Views(write)
    for number in range(20):
        log.add(Happening(Event.RANKING, f"K-{number}"))
    free.set()
    log.wait()
    assert written == [f"K-{number}" for number in range(20)]


def test_nothing_is_shown_where_the_log_cannot_be_written() -> None:
    broken = [True]
    written: list[str] = []

    def write(*happenings: Happening) -> None:
        if broken:
            raise WorkspaceError("the disk is full")
        written.extend(one.by for one in happenings)

    log = Views(write)
    with pytest.raises(WorkspaceError, match="the disk is full"):
        log.add(Happening(Event.RANKING, "K-1"))
    broken.clear()
    log.add(Happening(Event.RANKING, "K-2"))
    assert written == ["K-1", "K-2"]


def test_who_is_deleted_in_the_viewer_has_no_attributes_any_more(bundled: Bundled, tmp_path: Path) -> None:
    made = bundled.demonstration(tmp_path / "workspace")
    load_demonstration(made)
    client = create_app(made, config={"TESTING": True, "FORM_TOKEN": "t"}).test_client()
    answer = client.post("/candidates/C-003/delete", data={"code": "C-003", "token": "t"})
    assert answer.status_code == 303
    assert b"C-003" not in (made.folder / "protected" / "attributes.sqlite").read_bytes()
    (last,) = entries(made.book, most=1)
    assert (last.event, last.by) == (Event.DELETION, "local")
