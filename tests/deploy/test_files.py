"""The deployment files say what the guides promise, and name only what is there."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from placelib.database.connection import DATA_PLACE
from placelib.workshop.database import VARIABLE
from tests import debian
from tests.measure.topology import configuration

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
LINE = re.compile(
    r"^(?P<indent> *)(?P<dash>- )?(?:(?P<key>[A-Za-z_<][\w.<-]*):(?: |$))?(?P<rest>.*)$"
)


def instructions(text: str) -> list[tuple[str, str]]:
    """Every instruction of a Dockerfile with its arguments, lines that go on joined."""
    joined = re.sub(r"\\\n\s*", "", "\n".join(one for one in text.split("\n") if one[:1] != "#"))
    return [
        (word, rest)
        for word, _, rest in (line.partition(" ") for line in joined.split("\n") if line)
    ]


def scalar(text: str) -> Any:
    """A value of the compose file: JSON where it looks like it, else the words themselves."""
    text = text.strip()
    if text[:1] in {'"', "["}:
        return json.loads(text)
    if text[:1] in {"&", "*"}:
        return text
    assert not re.search(r"[{}\[\]\"']|: ", text), f"quote {text}"
    return {"true": True, "false": False}.get(text, text)


def compose(text: str) -> dict[str, Any]:
    """The compose file as nested dictionaries and lists; anything but plain blocks is refused."""
    root: dict[str, Any] = {}
    stack: list[tuple[int, Any]] = [(-1, root)]
    lines = [one.rstrip() for one in text.split("\n") if one.strip() and one.lstrip()[:1] != "#"]
    for number, line in enumerate(lines):
        match = LINE.match(line)
        assert match, line
        indent = len(match["indent"])
        while stack[-1][0] >= indent:
            stack.pop()
        holder = stack[-1][1]
        if match["dash"]:
            key, rest = match["key"], match["rest"]
            entry = f"{key}: {rest}" if key and not rest.startswith("/") else None
            holder.append({key: scalar(rest)} if entry else scalar(line.strip()[2:]))
            continue
        key, rest = match["key"], match["rest"]
        assert key, f"not a plain block: {line}"
        assert key not in holder, f"{key} stands twice"
        if rest and not rest.startswith("&"):
            holder[key] = scalar(rest)
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        deeper = len(following) - len(following.lstrip()) > indent
        holder[key] = [] if deeper and following.lstrip().startswith("- ") else {}
        stack.append((indent, holder[key]))
    return root


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services of the compose file, what they share filled in."""
    read = compose((DEPLOY / "compose.yaml").read_text("utf-8"))
    return {
        name: {**read["x-app"], **one} if one.pop("<<", None) == "*app" else one
        for name, one in read["services"].items()
    }


def test_every_file_that_the_image_copies_is_there_and_let_in() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split("\n")
    copied = [
        source
        for word, rest in instructions((DEPLOY / "Dockerfile").read_text("utf-8"))
        if word == "COPY"
        for source in rest.split()[:-1]
    ]
    assert {"app.py", "placelib", "data", "static", ".streamlit"} <= set(copied)
    for source in copied:
        assert (ROOT / source).exists(), f"{source} is not there"
        assert f"!{source}" in ignored, f"{source} is kept out by the ignore file"
    assert ignored[1] == "*"


def test_the_image_has_everything_that_the_app_reads() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    not_for_the_app = {"tests", "docs", "deploy", "var"}
    kept = {name for name in folders - not_for_the_app if not name.startswith(".")}
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    missing = [name for name in kept - {"__pycache__"} if f"COPY {name} {name}" not in text]
    assert not missing, f"deploy/Dockerfile leaves out {missing}"


def test_the_image_runs_without_rights_and_says_whether_it_is_ready() -> None:
    found = instructions((DEPLOY / "Dockerfile").read_text("utf-8"))
    words = [word for word, _ in found]
    assert words[0] == "FROM"
    assert words[-1] == "ENTRYPOINT"
    user = next(rest for word, rest in found if word == "USER")
    assert user.isdigit()
    assert int(user) > 0
    # Nothing is copied or installed once the user is set.
    assert not {"COPY", "RUN", "ADD"} & set(words[words.index("USER") :])
    health = next(rest for word, rest in found if word == "HEALTHCHECK")
    assert "/readyz" in health
    assert json.loads(found[-1][1])[:3] == ["python", "-m", "placelib.server"]
    assert "ADD" not in words
    assert not any(rest.endswith((":latest", "python")) for word, rest in found if word == "FROM")


def test_every_process_of_the_app_is_confined(services: dict[str, Any]) -> None:
    for name in ("app1", "app2", "proxy"):
        one = services[name]
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert one["tmpfs"][0].startswith("/tmp:size="), name  # noqa: S108
        assert one["mem_limit"], name
        assert "privileged" not in one, name
    assert "ports" not in services["app1"]
    assert "ports" not in services["database"]


def test_the_compose_file_and_nginx_name_the_same_processes(services: dict[str, Any]) -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    named = set(re.findall(r"server (app\d+):8501 ", text))
    assert named == {name for name in services if name.startswith("app")}
    assert set(services["proxy"]["depends_on"]) == named


def test_the_processes_are_given_the_workshops_database_and_no_password_stands_here(
    services: dict[str, Any],
) -> None:
    given = services["app1"]["environment"]
    assert given[VARIABLE] == "postgresql+psycopg://bend@database/bend"
    # The driver takes it from there as it is: no sign of it needs encoding for an address.
    assert given["PGPASSWORD"].startswith("${BEND_PASSWORD:?")
    assert services["database"]["environment"]["POSTGRES_PASSWORD"] == given["PGPASSWORD"]


def test_nginx_reads_its_configuration(tmp_path: Path) -> None:
    program = debian.found("nginx")
    assert program
    file = tmp_path / "nginx.conf"
    file.write_text(configuration(18080, ["127.0.0.1:18501", "127.0.0.1:18502"], tmp_path))
    read = subprocess.run(
        [program, "-t", "-p", str(tmp_path), "-c", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert read.returncode == 0, read.stderr
    assert "warn" not in read.stderr.replace("the configuration file", "")


def test_the_guide_names_every_setting_that_the_app_reads() -> None:
    guide = (ROOT / "docs" / "hosting.md").read_text("utf-8")
    settings = {DATA_PLACE, VARIABLE}
    for file in sorted((ROOT / "placelib").rglob("*.py")):
        settings |= set(re.findall(r'"(BEND_[A-Z_]+)"', file.read_text("utf-8")))
    missing = sorted(one for one in settings if f"`{one}`" not in guide)
    assert not missing, f"docs/hosting.md does not name {', '.join(missing)}"
    unknown = set(re.findall(r"`(BEND_[A-Z_]+)`", guide)) - settings
    compose_file = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert not {one for one in unknown if one not in compose_file}
