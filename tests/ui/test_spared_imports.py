"""A server reads the libraries of seldom work when that work comes, and pandas for no page."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from placelib.urls import PAGES
from tests.browser.server import Server
from tests.measure.load.servers import serving
from tests.measure.load.session import connected

# For files to hand out, for tables of workshops that are not there yet, for data frames.
SELDOM = ("fpdf", "pptx", "fontTools", "lxml", "PIL", "xlsxwriter", "alembic", "pandas")


def run_python(program: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)


def test_the_pages_are_imported_without_the_libraries_of_seldom_work() -> None:
    names = (
        run_python(
            "import importlib, sys\n"
            "from placelib.ui.server import list_page_modules\n"
            "for name in list_page_modules(): importlib.import_module(name)\n"
            "print(*{name.partition('.')[0] for name in sys.modules}, *sys.modules)"
        )
        .stdout.decode()
        .split()
    )
    assert "streamlit" in names
    assert [name for name in (*SELDOM, "pyarrow.parquet") if name in names] == []


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A production server of its own."""
    with serving() as started:
        yield started


@pytest.mark.skipif(sys.platform != "linux", reason="Linux says what a process has read")
def test_a_server_that_has_shown_every_page_and_a_table_has_not_read_pandas(server: Server) -> None:
    async def look() -> None:
        async with connected(server.url) as tab:
            for page in PAGES:
                await tab.open(page.path)
            await tab.open("place", area="E08000012", present="1")
            await tab.open("compare", area="E08000012")
            await tab.press(next(label for label in tab.labels() if label.startswith("Table (")))

    asyncio.run(look())
    libraries = Path(f"/proc/{server.process.pid}/maps").read_text("utf-8")
    assert "/pyarrow/" in libraries
    assert [name for name in ("/pandas/", "/lxml/", "/PIL/") if name in libraries] == []


def test_a_data_frame_is_sent_as_by_streamlit_itself() -> None:
    made = (
        "import pandas as pd\n"
        "frame = pd.DataFrame({'kind': pd.Categorical(['a', 'b']), 'count': [1, None],\n"
        "    'day': pd.to_datetime(['2020-01-01', '2021-01-01']).tz_localize('UTC')})\n"
        "import sys; from streamlit.dataframe_util import convert_anything_to_arrow_bytes\n"
        "sys.stdout.buffer.write(convert_anything_to_arrow_bytes(frame))"
    )
    spared = "from placelib.ui.spared_imports import do_without_pandas; do_without_pandas()\n"
    assert run_python(spared + made).stdout == run_python(made).stdout != b""
