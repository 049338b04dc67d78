"""Logs are one JSON object a line and hold nothing that a visitor typed."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

from placelib.server.logs import JsonLines

ROOT = Path(__file__).resolve().parents[2]


def line_of(message: str, *arguments: object, **more: object) -> dict[str, object]:
    record = logging.LogRecord("bend_the_line", logging.ERROR, "", 1, message, arguments, None)
    record.__dict__.update(more)
    found: dict[str, object] = json.loads(JsonLines().format(record))
    return found


def test_a_record_is_one_line_with_its_facts() -> None:
    line = line_of("stopped\nafter %s", 3, facts={"every_run_finished": True})
    assert line["message"] == "stopped\nafter 3"
    assert line["level"] == "error"
    assert line["every_run_finished"] is True
    assert str(line["time"]).endswith("+00:00")


def test_an_error_gives_its_kind_and_its_place_and_not_what_the_visitor_typed() -> None:
    try:
        int("07700 900123")
    except ValueError:
        line = line_of("unforeseen error, reference %s", "ab12", exc_info=sys.exc_info())
    text = json.dumps(line)
    assert "ab12" in text
    assert line["error"] == "ValueError"
    assert "tests/server/test_logs.py" in text
    assert "07700" not in text
    assert str(ROOT) not in text


def test_a_font_that_is_cut_for_a_pdf_tells_nothing_below_a_warning() -> None:
    program = (
        "import logging; from placelib.server.logs import write_json_lines; write_json_lines();"
        "logging.getLogger('fontTools.subset').info('kern pruned');"
        "logging.getLogger('fontTools.subset').warning('kern broken')"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert b"kern pruned" not in run.stdout
    assert b"kern broken" in run.stdout


def test_a_warning_and_the_end_of_a_thread_and_of_the_process_are_lines_too() -> None:
    program = (
        "import threading, warnings; from placelib.server.logs import write_json_lines;"
        "write_json_lines(); warnings.warn('old form');"
        "thread = threading.Thread(target=int, args=('7,',)); thread.start(); thread.join();"
        "int('07700 900123')"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert run.returncode == 1
    assert run.stderr == ""
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["level"] for line in lines] == ["warning", "error", "error"]
    assert (lines[2]["message"], lines[2]["error"]) == ("the process ends", "ValueError")
    assert "07700" not in run.stdout
