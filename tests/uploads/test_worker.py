"""The worker process: it is limited, it can be ended, and its answer is the in-process one."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from placelib.__main__ import main as command
from placelib.fair_queue import FairQueue
from placelib.uploads import ReadingJob, limits, read_upload, worker
from placelib.uploads.areas.register import JsonRegister
from placelib.uploads.output import COLUMNS, build_reading_json, read_command, write_table_rows
from placelib.uploads.reading import Answers
from tests.measure.uploads.score import FOLDER
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand


def test_the_child_says_the_same_as_the_reader_without_it(
    look: Understand, json_register: JsonRegister
) -> None:
    data = made.csv([*made.table(), ["E08000016", "Leeds", "2023", "[c]"]])
    reading = read_upload("t.csv", data, register=json_register)
    alone, tidy = look(data, "t.csv")
    assert build_reading_json(reading) == {**build_reading_json(alone), "figures": len(tidy.row)}
    assert reading.verdict == "flag"
    rows = list(write_table_rows(reading))
    assert len(rows) == 10
    assert rows[0] == [
        2, 4, "E08000012", "Liverpool", "2023", "Rate", 10.5, "", "", "", "rate",
    ]  # fmt: skip


def test_without_a_register_the_bundled_areas_are_used() -> None:
    assert read_upload("t.csv", made.csv(made.table())).rows_used == 10


def test_answers_reach_the_child(json_register: JsonRegister) -> None:
    data = made.csv([["Name", "Number"], ["Manchestr", "1"], ["Leeds", "2"], ["Leeds", "3"]])
    answers = Answers(names={"Manchestr": "E08000003"}, period="2020", duplicates="sum")
    reading = read_upload("t.csv", data, answers, json_register)
    assert [(row[2], row[4], row[6]) for row in write_table_rows(reading)] == [
        ("E08000003", "2020", 1.0),
        ("E08000035", "2020", 5.0),
    ]


def bomb_in_rows() -> bytes:
    """A workbook of 4 million rows in a small file."""
    row = b'<row><c t="inlineStr"><is><t>Leeds</t></is></c></row>'
    part = made.worksheet("").replace("</sheetData>", "").encode().split(b"</worksheet>")[0]
    out = BytesIO(made.xlsx({}, extra={}))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file,
    ):
        file.write(part)
        for _ in range(400):
            file.write(row * 10_000)
    return out.getvalue()


def bomb_in_text() -> bytes:
    """A workbook with a shared text of 100 MB that packs into 1 MB."""
    out = BytesIO(made.xlsx({"S": [["Leeds", 1]]}))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as file,
    ):
        block = b"x" * 1_000_000
        for _ in range(100):
            file.write(block)
    return out.getvalue()


@pytest.mark.parametrize("bomb", [bomb_in_rows, bomb_in_text], ids=["11 rows", "12 text"])
def test_a_zip_bomb_is_stopped_at_its_directory(bomb: object, json_register: JsonRegister) -> None:
    assert callable(bomb)
    reading = read_upload("a.xlsx", bomb(), register=json_register)
    assert reading.verdict == "refuse"
    assert "unpack" in reading.problems[0].message


SLEEPS = "import time; time.sleep(60)"
WORKS = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
while True:
    pass
"""


@pytest.mark.parametrize(("start", "by_the_clock"), [(SLEEPS, 1), (WORKS, 60)])
def test_a_worker_is_ended_for_its_work_and_only_late_by_the_clock(
    start: str, by_the_clock: int, monkeypatch: pytest.MonkeyPatch, json_register: JsonRegister
) -> None:
    monkeypatch.setattr(worker, "_START", start)
    monkeypatch.setattr(limits, "CHILD_SECONDS_BY_THE_CLOCK", by_the_clock)
    reading = read_upload("t.csv", made.csv(made.table()), register=json_register)
    assert reading.problems[0].kind == "too slow"


def test_a_child_that_dies_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, json_register: JsonRegister
) -> None:
    monkeypatch.setattr(worker, "_START", "import os; os.abort()")
    reading = read_upload("t.csv", made.csv(made.table()), register=json_register)
    assert reading.problems[0].kind == "damaged"


def test_no_more_children_than_seats(
    monkeypatch: pytest.MonkeyPatch, json_register: JsonRegister
) -> None:
    monkeypatch.setattr(worker, "READERS", FairQueue(1))
    monkeypatch.setattr(limits, "WAIT_SECONDS", 0)
    with worker.READERS.join("somebody"):
        reading = read_upload("t.csv", made.csv(made.table()), register=json_register)
    assert reading.problems[0].kind == "busy"


DOORS = """
import sys; sys.path.insert(0, sys.argv[1])
import socket
from placelib.uploads.worker_main import apply_sandbox
apply_sandbox()
for what in (lambda: open("/etc/passwd"), lambda: open("/tmp/x", "w"), socket.socket,
             lambda: bytearray(2 << 30)):
    try:
        what()
        sys.exit(3)
    except (OSError, MemoryError):
        pass
"""


def test_the_child_can_open_neither_file_nor_connection_nor_take_memory() -> None:
    root = str(Path(worker.__file__).parents[2])
    done = subprocess.run([sys.executable, "-I", "-c", DOORS, root], check=False)
    assert done.returncode == 0


def test_the_child_carries_no_database() -> None:
    root = str(Path(worker.__file__).parents[2])
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import placelib.uploads.worker_main; "
        "sys.exit(any(name in sys.modules for name in ('duckdb', 'pandas', 'streamlit')))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, root], check=False)
    assert done.returncode == 0


def test_the_command_prints_json_and_writes_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "t.csv", tmp_path / "out.csv"
    source.write_bytes(made.csv(made.table()))
    assert read_command(source, out) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {
        "verdict", "file_type", "encoding", "delimiter", "sheet", "header_rows", "first_row",
        "last_row", "layout", "area_columns", "area_codes", "levels", "period_reading",
        "value_columns", "markers", "rows_in", "rows_used", "rows_listed", "conflicts",
        "questions", "problems",
    } <= answer.keys()  # fmt: skip
    assert (answer["header_rows"], answer["first_row"], answer["last_row"]) == ([1], 2, 11)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 11


def test_the_command_takes_a_sheet_and_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "t.xlsx", tmp_path / "out.csv"
    header = ["Code", "Name", "rank", "People", "Kind"]
    rows = [[code, name, "3", "5", "old"] for code, name in made.COUNCILS]
    rows += [[code, name, "4", "6", "new"] for code, name in made.COUNCILS]
    source.write_bytes(made.xlsx({"A": [header, *rows], "B": [header, *rows[:10]]}))
    arguments = ["read", str(source), "--csv", str(out), "--sheet", "A"]
    arguments += ["--answer", "column:3=measure", "--answer", "period=2020"]
    assert command(arguments) == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert answer["sheet"] == "A"
    assert [column["fate"] for column in answer["columns"]] == [
        "area", "area", "measure", "measure", "breakdown",
    ]  # fmt: skip
    assert "Sheet “B” is not read" in said.err
    lines = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    keys = {(x["area_code"], x["period"], x["indicator"], x["breakdown"]) for x in lines}
    assert len(keys) == len(lines) == 40
    assert {x["sheet"] for x in lines} == {"A"}


@pytest.mark.parametrize("answer", ["colour=red", "period", "header_rows=x", "column=3"])
def test_an_answer_of_no_known_kind_is_refused_with_those_that_are(
    answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "t.csv"
    source.write_bytes(made.csv(made.table()))
    assert read_command(source, given_answers=[answer]) == 2
    assert "is no answer" in capsys.readouterr().err


def test_the_command_gives_2_for_a_refusal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "t.csv"
    source.write_bytes(b"")
    assert read_command(source) == 2
    assert read_command(tmp_path / "absent.csv") == 2
    assert "There is no readable file" in capsys.readouterr().out


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the files of ../shared/data/uploads are absent")
def test_19_damaged_old_workbooks_never_reach_the_server(json_register: JsonRegister) -> None:
    chance = random.Random(19)  # noqa: S311 - the same damage in every run
    whole = next(FOLDER.glob("*.xls")).read_bytes()
    for _ in range(6):
        data = bytearray(whole)
        for _ in range(300):
            data[chance.randrange(len(data))] = chance.randrange(256)
        reading = read_upload("a.xls", bytes(data), register=json_register)
        # Either a sentence that refuses it, or every row accounted for.
        if reading.verdict == "refuse":
            assert reading.problems
        else:
            assert reading.rows_in == reading.rows_used + sum(reading.rows_listed.values())


def test_a_job_gives_the_reading_once_it_is_there(json_register: JsonRegister) -> None:
    job = ReadingJob("t.csv", made.csv(made.table()), Answers(), json_register)
    reading = job.wait(limits.CHILD_SECONDS)
    assert reading is not None
    assert reading.rows_used == 10


def test_a_stopped_job_ends_its_child(json_register: JsonRegister) -> None:
    rows = [["Code", "Name", "Year", "Rate"]]
    rows += [["E08000012", "Liverpool", str(1900 + at % 100), str(at)] for at in range(150_000)]
    job = ReadingJob("t.csv", made.csv(rows), Answers(), json_register)
    deadline = time.monotonic() + limits.CHILD_SECONDS
    while job.child is None and time.monotonic() < deadline:
        assert job.wait(0.005) is None
    job.stop()
    assert job.child is not None
    assert job.child.wait(limits.CHILD_SECONDS) < 0


def test_a_job_that_was_stopped_while_it_waited_reads_nothing(
    json_register: JsonRegister,
) -> None:
    seated = [worker.READERS.join("somebody") for _ in range(limits.CHILDREN_AT_ONCE)]
    job = ReadingJob("t.csv", made.csv(made.table()), Answers(), json_register)
    assert job.wait(0.05) is None
    job.stop()
    for ticket in seated:
        ticket.leave()
    reading = job.wait(limits.CHILD_SECONDS)
    assert reading is not None
    assert reading.verdict == "refuse"


def repeated_text() -> bytes:
    """An .ods of under a kilobyte: one long text in a hundred thousand cells."""
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="1900">'
        f"<text:p>{'x' * 40_000}</text:p></table:table-cell>"
    )
    return made.ods(f'<table:table-row table:number-rows-repeated="60">{cell}</table:table-row>')


def shared_text() -> bytes:
    """An .xlsx in which twenty thousand cells refer to one text of 90,000 characters."""
    strings = f'<sst {made.SPREADSHEET} count="1"><si><t>{"y" * 90_000}</t></si></sst>'
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{made.column(n)}{row}" t="s"><v>0</v></c>' for n in range(50))
        + "</row>"
        for row in range(1, 400)
    )
    extra = {"xl/sharedStrings.xml": made.DECLARATION + strings}
    return made.xlsx({"S": made.worksheet(rows)}, extra=extra)


def many_attributes() -> bytes:
    """Forty thousand attributes in one tag, each of which a reader compares with all others."""
    attributes = " ".join(f'a{number}=">"' for number in range(40_000))
    return made.ods(f"<table:table-row {attributes}/>")


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("a.ods", repeated_text, "too much text"),
        ("a.xlsx", shared_text, "too much text"),
        ("a.ods", many_attributes, "damaged"),
        ("a.ods", lambda: made.ods("<table:table-cell " * 40_000), "damaged"),
        ("a.xlsx", lambda: made.xlsx({"S": made.worksheet("<f" * 300_000)}), "damaged"),
    ],
    ids=["repeats", "references", "attributes", "open tags", "open formulas"],
)
def test_files_that_grow_are_stopped_before_they_are_unfolded(
    name: str, make: Callable[[], bytes], kind: str, json_register: JsonRegister
) -> None:
    reading = read_upload(name, make(), register=json_register)
    assert [problem.kind for problem in reading.problems] == [kind]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.xlsx",
            made.xlsx(
                {"S": made.worksheet(f'<row r="1"><c r="A1"><f>1</f>{" " * 600_000}</c></row>')}
            ),
        ),
        ("a.csv", made.csv([["Name", "Value", "Note"], *[["Leeds", "1", "a" * 90_000]] * 9])),
        ("a.csv", made.csv([["Name", "Value", "2020 " * 19_000], ["Leeds", "1", ";" * 90_000]])),
        ("a.csv", b"Name,Value,Note\n" + b'Leeds,"1,"x\n' * 60_000),
    ],
    ids=["spaces", "long word", "long heading", "quotation marks"],
)
def test_patterns_take_no_longer_than_the_text_is_long(
    name: str, data: bytes, json_register: JsonRegister
) -> None:
    reading = read_upload(name, data, register=json_register)
    assert "too slow" not in {problem.kind for problem in reading.problems}
