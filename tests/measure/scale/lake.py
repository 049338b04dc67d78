"""Asks a DuckLake catalogue on PostgreSQL, with local Parquet, every query of the app.

    python -m tests.measure.scale.lake      (make measure WHAT=lake)

The extensions that DuckDB needs for it come from PyPI, where they are packed for DuckDB 1.5.5; the
app runs on 2.0.0, for which there are none yet. So the script makes an environment of its own in a
temporary folder, and runs lake_questions.py there: the app's own store and its own SQL.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.browser.server import ROOT
from tests.workshop import postgresql

DUCKDB = "1.5.5"
EXTENSIONS = ("ducklake", "postgres_scanner")
PACKAGES = (
    f"duckdb=={DUCKDB}",
    f"duckdb-extension-ducklake=={DUCKDB}",
    f"duckdb-extension-postgres-scanner=={DUCKDB}",
    "numpy==2.4.6",
)
SECONDS = 600
QUESTIONS = "tests.measure.scale.lake_questions"


def environment(folder: Path) -> Path:
    """A Python with DuckDB and its extensions, these in the folder where DuckDB looks for them."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *PACKAGES],
        check=True,
        timeout=SECONDS,
    )
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]
    looked_in = folder / ".duckdb" / "extensions" / f"v{DUCKDB}" / f"linux_{architecture}"
    looked_in.mkdir(parents=True)
    for name in EXTENSIONS:
        (packed,) = (folder / "venv").glob(f"lib/*/site-packages/**/{name}.duckdb_extension")
        shutil.copy(packed, looked_in)
    return python


def main() -> int:
    """Make the environment, start PostgreSQL, ask; the status of the questions."""
    with tempfile.TemporaryDirectory(prefix="bend-lake-") as name, postgresql.server() as database:
        folder = Path(name)
        (folder / "files").mkdir()
        address = (
            f"ducklake:postgres:host={database.host} port={database.port} "
            f"user={database.username} dbname={database.database}"
        )
        asked = subprocess.run(
            [environment(folder), "-m", QUESTIONS, address, folder / "files"],
            cwd=ROOT,
            # DuckDB looks for its extensions below the home folder.
            env={**os.environ, "HOME": name},
            check=False,
            timeout=SECONDS,
        )
        return asked.returncode


if __name__ == "__main__":
    sys.exit(main())
