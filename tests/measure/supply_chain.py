"""What the app is made of and where it comes from.

    python -m tests.measure.supply_chain lock         exact files, by hash, for the image
    python -m tests.measure.supply_chain sbom         a list of parts and their licences
    python -m tests.measure.supply_chain audit        known weaknesses of the parts
    python -m tests.measure.supply_chain digests      the base images by their exact content

``lock`` writes deploy/requirements.lock, with which the image is built: every package of the app
with the hash of its file on Linux x86-64, where it is to be run, so that a changed file is refused.
``sbom`` writes deploy/sbom.json (CycloneDX 1.6) and deploy/licences.md from what is installed.
``digests`` asks the registry of images, by docker, which content each name stands for today, and
writes it behind the name in deploy/Dockerfile and deploy/compose.yaml: run again, it renews them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "deploy" / "requirements.lock"
SBOM = ROOT / "deploy" / "sbom.json"
LICENCES = ROOT / "deploy" / "licences.md"
IMAGE_FILES = (ROOT / "deploy" / "Dockerfile", ROOT / "deploy" / "compose.yaml")
# “FROM python:3.11-slim” and “image: postgres:16@sha256:…”: the name, and the digest if it has one.
# Images that are built here have no name of a version.
_IMAGE = re.compile(r"^(FROM |\s+image: )([\w./-]+:[\w.-]+)(@sha256:[0-9a-f]{64})?$", re.MULTILINE)
# What docker answers.
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
AUDITOR = "pip-audit==2.10.1"
HEAD = "# The app's files on Linux x86-64, Python 3.11: make measure WHAT=supply-chain ARGS=lock"
_LICENCE = "License :: OSI Approved :: "


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; 2 for any other word."""
    commands = {"lock": write_lock, "sbom": write_sbom, "audit": audit}
    commands["digests"] = write_digests
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__)
        return 2
    return commands[arguments[0]]()


def write_lock() -> int:
    """Ask the package index which files the app's pins are on this machine, and write them."""
    with tempfile.TemporaryDirectory(prefix="bend-lock-") as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"),
                *("--ignore-installed", "--only-binary=:all:", "--report", str(report)),
                *("-r", str(ROOT / "requirements.txt")),
            ],
            check=True,
        )
        LOCK.write_text(format_lock(json.loads(report.read_text("utf-8"))), encoding="utf-8")
    print(f"{LOCK.relative_to(ROOT)} is written")
    return 0


def format_lock(report: dict[str, Any]) -> str:
    """The lines of the lock from what pip reports of an installation."""
    lines = [HEAD]
    for item in sorted(report["install"], key=lambda item: item["metadata"]["name"].casefold()):
        facts = item["metadata"]
        digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
        lines.append(f"{facts['name']}=={facts['version']} --hash=sha256:{digest}")
    return "\n".join(lines) + "\n"


def write_sbom() -> int:
    """Write the parts of the app as they are installed here, with their licences."""
    parts = sorted(list_parts(), key=lambda part: part.name.casefold())
    components = [
        {
            "type": "library",
            "name": part.name,
            "version": part.version,
            "purl": f"pkg:pypi/{part.name.lower().replace('_', '-')}@{part.version}",
            "licenses": [{"license": {"name": name_licence(part)}}],
        }
        for part in parts
    ]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "bend-the-line"}},
        "components": components,
    }
    SBOM.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = [f"| {part.name} | {part.version} | {name_licence(part)} |" for part in parts]
    head = (
        "# Licences of the app’s parts\n\nWritten by `make measure WHAT=supply-chain ARGS=sbom` "
        "from what each package says of itself. The fonts’ licences lie beside them in "
        "`static/fonts`; the data’s are in [SOURCES.md](../data/SOURCES.md).\n\n"
        "| package | version | licence |\n| --- | --- | --- |\n"
    )
    LICENCES.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(parts)} parts in {SBOM.relative_to(ROOT)} and {LICENCES.relative_to(ROOT)}")
    return 0


def list_parts() -> Iterator[Distribution]:
    """Every package that the lock names, as it is installed."""
    for line in LOCK.read_text("utf-8").splitlines():
        if "==" in line:
            yield distribution(line.partition("==")[0])


def name_licence(part: Distribution) -> str:
    """What a package says its licence is: its expression, its classifiers, or its first line."""
    facts = part.metadata
    classifiers = [
        line.removeprefix(_LICENCE)
        for line in facts.get_all("Classifier") or []
        if line.startswith(_LICENCE)
    ]
    text = str(facts.get("License") or "").strip().split("\n")[0]
    return str(facts.get("License-Expression") or ", ".join(classifiers) or text or "not said")


def audit() -> int:
    """Ask a database of known weaknesses about the locked packages; needs the internet."""
    with tempfile.TemporaryDirectory(prefix="bend-audit-") as folder:
        python = Path(folder) / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", AUDITOR]
        subprocess.run(install, check=True)
        ask = [str(python), "-m", "pip_audit", "--disable-pip", "-r", str(LOCK)]
        return subprocess.run(ask, check=False).returncode


def write_digests() -> int:
    """Write behind the name of each base image the digest that its registry gives; 1 without."""
    texts = {file: file.read_text("utf-8") for file in IMAGE_FILES}
    digests = {}
    for name in sorted({name for text in texts.values() for name in list_images(text)}):
        ask = ("docker", "buildx", "imagetools", "inspect", name)
        try:
            answer = subprocess.run(
                [*ask, "--format", "{{.Manifest.Digest}}"],
                capture_output=True, text=True, check=True, timeout=120,
            ).stdout.strip()  # fmt: skip
        except (OSError, subprocess.SubprocessError) as problem:
            print(f"{name}: docker gave no digest ({problem}). Nothing was written.")
            return 1
        if not _DIGEST.fullmatch(answer):
            print(f"{name}: “{answer[:80]}” is no digest. Nothing was written.")
            return 1
        digests[name] = answer
    for file, text in texts.items():
        file.write_text(pin_images(text, digests), encoding="utf-8")
    print("\n".join(f"{name}@{digest}" for name, digest in digests.items()))
    return 0


def list_images(text: str) -> list[str]:
    """The names of the images that a Dockerfile or a compose file takes from a registry."""
    return [match[2] for match in _IMAGE.finditer(text)]


def pin_images(text: str, digests: Mapping[str, str]) -> str:
    """The text with each image's digest behind its name, in the place of an earlier one."""
    return _IMAGE.sub(lambda match: f"{match[1]}{match[2]}@{digests[match[2]]}", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
