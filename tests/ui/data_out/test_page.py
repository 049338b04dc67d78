"""The page on downloads names every file with its size and shows examples that work as written."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from streamlit.testing.v1 import AppTest

from placelib.api.examples import LANGUAGES, write_example
from tests.browser.server import Server
from tests.measure.load.servers import serving
from tests.page_runs import open_page


@pytest.fixture(scope="module")
def page() -> AppTest:
    """The page as a visitor first sees it."""
    return open_page("pages/data_out.py", area="E08000012")


def test_every_file_is_a_button_with_its_form_and_about_its_size(page: AppTest) -> None:
    assert not page.exception
    labels = [button.proto.label for button in page.get("link_button")]
    assert sum("about" in label for label in labels) == 3 * 3 + 2
    assert any(label.startswith("DuckDB file, 1") for label in labels)
    addresses = [button.proto.url for button in page.get("link_button")]
    assert "api/v1/downloads/area/E08000012.csv" in addresses
    assert "api/v1/downloads/everything.parquet" in addresses
    # Relative, since the app may lie below a path of its host.
    assert not any(address.startswith(("/", "http")) for address in addresses)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The app as visitors have it, for the examples to ask."""
    with serving() as running:
        yield running


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_names_the_address_it_is_read_at(language: str) -> None:
    example = write_example(language, "https://bend.example")
    assert "https://bend.example/api/v1/observations?" in example


def test_the_python_example_runs_as_written(tmp_path: Path, server: Server) -> None:
    script = tmp_path / "example.py"
    script.write_text(write_example("python", server.url), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Liverpool City Region" in run.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="this machine has no curl")
def test_the_curl_example_runs_as_written(tmp_path: Path, server: Server) -> None:
    script = tmp_path / "example.sh"
    script.write_text(write_example("curl", server.url), encoding="utf-8")
    run = subprocess.run(
        ["sh", str(script)],  # noqa: S607
        capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert '"code": "E08000012"' in run.stdout
    figures = (tmp_path / "employment.csv").read_text("utf-8-sig")
    assert figures.startswith("area_code,")
    assert "Manchester" in figures


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="this machine has no R")
def test_the_r_example_runs_as_written(tmp_path: Path, server: Server) -> None:
    script = tmp_path / "example.R"
    script.write_text(
        f"{write_example('r', server.url)}\nstopifnot(is.numeric(figures$value))\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        ["Rscript", str(script)],  # noqa: S607
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "Median" in run.stdout


def test_what_the_power_query_example_asks_for_is_what_its_steps_need(server: Server) -> None:
    """Excel runs on no test machine: here its three steps are taken one by one."""
    example = write_example("powerquery", server.url)
    address = re.search(r'Address = "(.+)"', example)
    assert address
    assert 'Delimiter = ","' in example
    assert "Encoding = 65001" in example  # UTF-8
    with urlopen(address[1], timeout=30) as reply:  # noqa: S310  the server of this test
        text = reply.read().decode("utf-8-sig")
    head, *rows = csv.reader(text.splitlines())
    assert {len(row) for row in rows} == {len(head)}
    typed = re.findall(r'\{"(\w+)", type number\}', example)
    assert typed == ["value"]
    # The culture en-GB has a full stop before decimals.
    values = [row[head.index(typed[0])] for row in rows]
    assert all(float(value) > 0 for value in values if value)
    assert sum(map(bool, values)) > 100
