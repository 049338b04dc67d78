"""The image's lock, the list of parts and the pins name the same packages."""

from __future__ import annotations

import json
import re
from pathlib import Path

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
