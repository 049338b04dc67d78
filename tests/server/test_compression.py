"""What lies compressed at rest is found by its content, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest

from placelib.server.compression import compress, compress_at_rest, compress_file
from placelib.ui import server

BODY = b"let place = 1;" * 200


def test_a_file_at_rest_is_sent_as_it_lies_there(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.js", tmp_path / "compressed"
    file.write_bytes(BODY)
    before, after = compress_at_rest([file], folder)
    (resting,) = folder.iterdir()
    assert (before, after) == (len(BODY), resting.stat().st_size)
    assert compress_file(BODY, "br", folder) == resting.read_bytes()
    assert brotli.decompress(resting.read_bytes()) == BODY
    # Gzip is made when somebody asks for it.
    assert compress_file(BODY, "gzip", folder) == compress(BODY, "gzip")


def test_a_file_that_changed_since_is_compressed_anew(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.js", tmp_path / "compressed"
    file.write_bytes(BODY)
    compress_at_rest([file], folder)
    changed = BODY + b"let other = 2;"
    assert brotli.decompress(compress_file(changed, "br", folder)) == changed
    file.write_bytes(changed)
    compress_at_rest([file], folder)
    (resting,) = folder.iterdir()
    assert brotli.decompress(resting.read_bytes()) == changed


def test_what_lies_there_already_is_not_compressed_again(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.js", tmp_path / "compressed"
    file.write_bytes(BODY)
    compress_at_rest([file], folder)
    (resting,) = folder.iterdir()
    resting.write_bytes(b"left alone")
    compress_at_rest([file], folder)
    assert resting.read_bytes() == b"left alone"


def test_without_anything_at_rest_a_file_is_compressed_quickly(tmp_path: Path) -> None:
    assert brotli.decompress(compress_file(BODY, "br", tmp_path / "nowhere")) == BODY


@pytest.mark.parametrize("part", ["index.", "embed.", "DeckGlJsonChart.", "ltla.geojson"])
def test_what_browsers_ask_for_first_is_laid_ready(part: str) -> None:
    assert any(file.name.startswith(part) for file in server.list_first_files())
