"""The image's lock, the list of parts and the pins name the same packages."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.contracts.test_requirements import normal, pins
from tests.measure import supply_chain

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"(\S+)==(\S+) --hash=sha256:[0-9a-f]{64}")


def locked() -> dict[str, str]:
    """The version of every package of the lock, by its normal name."""
    lines = supply_chain.LOCK.read_text("utf-8").splitlines()[1:]
    matches = [LINE.fullmatch(line) for line in lines]
    return {normal(match[1]): match[2] for match in matches if match}


def test_every_line_of_the_lock_has_its_hash_and_the_version_of_the_pins() -> None:
    lines = supply_chain.LOCK.read_text("utf-8").splitlines()[1:]
    assert len(locked()) == len(lines)
    direct = pins((ROOT / "requirements.txt").read_text("utf-8"))
    brought = pins((ROOT / "constraints.txt").read_text("utf-8"))
    assert direct.items() <= locked().items()
    assert locked().items() <= {**direct, **brought}.items()


def test_the_bill_of_materials_lists_what_is_locked_with_its_licence() -> None:
    bill = json.loads(supply_chain.SBOM.read_text("utf-8"))
    parts = {normal(part["name"]): part["version"] for part in bill["components"]}
    assert parts == locked()
    named = [part["licenses"][0]["license"]["name"] for part in bill["components"]]
    assert "not said" not in named
    assert all(len(name) < 120 for name in named)


def test_a_lock_is_one_line_a_package_in_order_of_name() -> None:
    report = {
        "install": [
            {
                "metadata": {"name": name, "version": "1.0"},
                "download_info": {"archive_info": {"hashes": {"sha256": "ab" * 32}}},
            }
            for name in ("zebra", "Ape")
        ]
    }
    text = supply_chain.format_lock(report)
    assert text.splitlines()[1:] == [
        f"Ape==1.0 --hash=sha256:{'ab' * 32}",
        f"zebra==1.0 --hash=sha256:{'ab' * 32}",
    ]


def test_a_word_that_is_no_command_is_refused() -> None:
    assert supply_chain.main(["locks"]) == 2


def put_docker(folder: Path, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command of that name that answers every question with the same words."""
    command = folder / "docker"
    command.write_text(f"#!/bin/sh\n{says}\n", "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def copy_image_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    copies = [folder / file.name for file in supply_chain.IMAGE_FILES]
    for file, copy in zip(supply_chain.IMAGE_FILES, copies, strict=True):
        copy.write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(supply_chain, "IMAGE_FILES", tuple(copies))
    return copies


def test_base_images_get_their_digests_and_newer_ones_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = copy_image_files(tmp_path, monkeypatch)
    for letter in "ab":
        put_docker(tmp_path, f"echo sha256:{letter * 64}", monkeypatch)
        assert supply_chain.main(["digests"]) == 0
        dockerfile, compose = (copy.read_text("utf-8") for copy in copies)
        assert f"\nFROM python:3.11-slim@sha256:{letter * 64}\n" in dockerfile
        assert f"image: postgres:16@sha256:{letter * 64}\n" in compose
        assert f"nginx-unprivileged:stable@sha256:{letter * 64}\n" in compose
        # The app's own image is built here.
        assert "image: bend-the-line\n" in compose
        assert compose.count("sha256:") == 2


@pytest.mark.parametrize("says", ["exit 1", "echo no such manifest"])
def test_without_an_answer_nothing_is_written(
    says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = copy_image_files(tmp_path, monkeypatch)
    before = [copy.read_text("utf-8") for copy in copies]
    put_docker(tmp_path, says, monkeypatch)
    assert supply_chain.main(["digests"]) == 1
    assert "Nothing was written." in capsys.readouterr().out
    assert [copy.read_text("utf-8") for copy in copies] == before
