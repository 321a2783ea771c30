"""Downloads as folders and zips: what is read, what is refused, and within which limits."""

import io
import os
import zipfile
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.archive import Budget, Member, MemberStream, open_download
from skillpath.ontology.importers.csv_table import MAX_LINE, CsvTable


def zipped(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def read_all(source: Path) -> dict[str, bytes]:
    with ExitStack() as stack:
        members, budget = open_download(stack, source)
        return {
            member.name: stack.enter_context(MemberStream(member, budget)).readall() or b""
            for member in members
        }


def refused(source: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_all(source)
    return caught.value


def memory(data: bytes) -> MemberStream:
    return MemberStream(Member("m.csv", len(data), lambda: io.BytesIO(data)), Budget("m", 1 << 30))


def rows(data: bytes) -> list[tuple[int, list[str], str]]:
    with memory(data) as stream:
        return [(row.line, row.cells, row.defect) for row in CsvTable("m.csv", stream).rows()]


def test_a_folder_gives_its_files_but_not_those_of_sub_folders(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.csv", "a.csv", "sub/c.csv"):
        (tmp_path / name).write_bytes(name.encode())
    os.mkfifo(tmp_path / "d.csv")
    assert read_all(tmp_path) == {"a.csv": b"a.csv", "b.csv": b"b.csv"}


def test_a_zip_gives_its_files_at_any_depth_and_writes_none(tmp_path: Path) -> None:
    source = zipped(tmp_path / "x.zip", {"deep/er/a.csv": b"1", "../../b.csv": b"2", "c\\d.csv": b"3"})
    assert read_all(source) == {"a.csv": b"1", "b.csv": b"2", "d.csv": b"3"}
    assert list(tmp_path.iterdir()) == [source]


def test_nothing_there(tmp_path: Path) -> None:
    assert "does not exist" in str(refused(tmp_path / "none"))


def test_a_name_that_is_no_path() -> None:
    assert "does not exist" in str(refused(Path("nul\0")))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    assert "does not exist" in str(refused(tmp_path / "pipe.zip"))


@pytest.mark.parametrize("data", [b"", b"PK\3\4 and then nothing", b"conceptUri,preferredLabel\n"])
def test_not_a_zip(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    (problem,) = refused(tmp_path / "x.zip").problems
    assert problem.file == "x.zip"
    assert problem.reason.startswith("neither a folder nor a zip that can be read")


def test_an_encrypted_zip_names_its_locked_files(tmp_path: Path) -> None:
    source = zipped(tmp_path / "x.zip", {"a.csv": b"1", "b.csv": b"2"})
    data = bytearray(source.read_bytes())
    for at in (data.find(b"PK\1\2"), data.rfind(b"PK\1\2")):
        data[at + 8] |= 1
    source.write_bytes(data)
    error = refused(source)
    assert error.problems == (Problem("a.csv", None, "encrypted"), Problem("b.csv", None, "encrypted"))
    assert "unpack it" in error.summary


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    source = zipped(tmp_path / "x.zip", {"a.csv": os.urandom(4000)})
    data = bytearray(source.read_bytes())
    data[1000] ^= 0xFF
    source.write_bytes(data)
    (problem,) = refused(source).problems
    assert problem.file == "a.csv"
    assert problem.reason.startswith("cannot be read: ")


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    source = zipped(tmp_path / "x.zip", {"Q.csv": b"1"})
    source.write_bytes(source.read_bytes().replace(b"Q.csv", b"\0.csv"))
    assert refused(source).problems[0].file == "x.zip"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    source = zipped(tmp_path / "x.zip", {"a.csv": b"x" * (20 << 20)})
    assert source.stat().st_size < 100_000
    (problem,) = refused(source).problems
    assert problem.file == "x.zip"
    assert problem.reason.startswith("unpacks to more than ")


def test_the_limit_counts_all_files_together() -> None:
    budget = Budget("x.zip", 10)
    first, second = (
        MemberStream(Member(name, 6, lambda: io.BytesIO(b"123456")), budget) for name in ("a", "b")
    )
    with first, second:
        assert first.readall() == b"123456"
        with pytest.raises(InputError, match="unpacks to more than 10 bytes"):
            second.readall()


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1")
    with ExitStack() as stack:
        (member,), budget = open_download(stack, tmp_path)
        (tmp_path / "a.csv").unlink()
        with pytest.raises(InputError, match=r"a\.csv: cannot be read: No such file"):
            MemberStream(member, budget)


@settings(max_examples=100, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_garbled_zip_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    source = zipped(tmp_path_factory.mktemp("zip") / "x.zip", {"a.csv": b"a,b\n1,2\n" * 20, "b.csv": b""})
    data = bytearray(source.read_bytes())
    for at, value in changes:
        data[at % len(data)] = value
    source.write_bytes(data)
    with suppress(InputError):
        read_all(source)


# Rows ------------------------------------------------------------------------------------------------


def test_rows_are_placed_by_physical_line() -> None:
    data = b'a,b\n1,"two\nlines"\n\n3, 4 \n"5\n\n",6'
    assert rows(data) == [(2, ["1", "two\nlines"], ""), (5, ["3", "4"], ""), (6, ["5", "6"], "")]


def test_damage_is_said_of_the_row_that_holds_it() -> None:
    data = b'a\n"\xff\n\x00"\nfine\n'
    assert rows(data)[0][2] == "not UTF-8 text (byte 0xff); holds a NUL byte"
    assert rows(data)[1] == (4, ["fine"], "")


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(InputError, match=r"m\.csv:2: a line of more than 1,048,576 bytes"):
        rows(b"a\n" + b"x" * (MAX_LINE + 1))


def test_an_undecodable_header_is_refused() -> None:
    with pytest.raises(InputError, match=r"m\.csv:1: not UTF-8 text"):
        rows(b"\xfea,b")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_refused(data: bytes) -> None:
    try:
        found = rows(data)
    except InputError:
        return
    lines = [line for line, _, _ in found]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= data.count(b"\n") + 1 for line in lines)
