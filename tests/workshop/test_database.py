"""The database opens once for many, and what goes wrong with it becomes a sentence."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from placelib.workshop import database as database_module
from placelib.workshop import rooms
from placelib.workshop.database import VARIABLE, Database, explain_fault, find_database_url
from placelib.workshop.errors import DamagedWorkshops, NoWorkshops
from placelib.workshop.migrate import FOLDER, NEWEST
from placelib.workshop.records import Created
from placelib.workshop.rooms import Plan
from placelib.workshop.tables import METADATA
from tests.workshop.made_votes import POLL

PLAN = Plan("T", "E47000004", POLL)


def write_under(database: Database, pragma: str) -> None:
    """Write more than a page while SQLite is told to behave as on a full or read-only disk."""
    rows = [{"said_at": 1, "text": "x" * 400} for _ in range(200)]
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA {pragma}")
        connection.execute(sa.insert(METADATA.tables["notice"]), rows)


def test_the_address_is_a_path_or_a_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    default = Path(find_database_url().database or "")
    assert default.name == "workshops.sqlite"
    assert default.parent.name == "var"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "w.sqlite"))
    assert find_database_url().database == str(tmp_path / "w.sqlite")
    monkeypatch.setenv(VARIABLE, "postgresql+psycopg://me@db.example/rooms")
    assert find_database_url().host == "db.example"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_addresses_that_hosts_hand_out_are_read(scheme: str) -> None:
    url = find_database_url(f"{scheme}://me:word@db.example:5432/rooms")
    assert url.render_as_string() == "postgresql+psycopg://me:***@db.example:5432/rooms"


@pytest.mark.parametrize(
    "address",
    ["mysql://me@db.example/rooms", "postgres//://x", "postgresql://me@db.example:port/rooms"],
)
def test_an_address_that_opens_nothing_is_a_sentence_with_the_setting(address: str) -> None:
    with pytest.raises(NoWorkshops, match=rf"has an address .* sets {VARIABLE} to the path"):
        find_database_url(address)


def test_a_file_of_somebody_else_is_neither_renamed_nor_written_to(tmp_path: Path) -> None:
    figures, notes = tmp_path / "places.duckdb", tmp_path / "notes.sqlite"
    figures.write_bytes(b"\x00" * 8 + b"DUCK" + b"figures" * 1000)
    with closing(sqlite3.connect(notes)) as connection:
        connection.execute("CREATE TABLE note (text)")
    for file in (figures, notes):
        content = file.read_bytes()
        with pytest.raises(NoWorkshops, match="a file that holds something else"):
            Database(find_database_url(str(file)))
        assert file.read_bytes() == content
        assert not list(tmp_path.glob(f"{file.name}.damaged*"))


def test_only_the_apps_user_may_read_the_files(tmp_path: Path) -> None:
    database = Database(find_database_url(str(tmp_path / "w.sqlite")))
    rooms.create(database, PLAN)
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert set(modes) >= {"w.sqlite", "w.sqlite-wal", "w.sqlite.lock"}
    assert set(modes.values()) == {0o600}
    database.close()


def test_the_migrations_make_the_tables_that_the_library_uses(database: Database) -> None:
    with database.reading() as connection:
        found = sa.inspect(connection)
        assert set(found.get_table_names()) == {*METADATA.tables, "alembic_version"}
        for name, table in METADATA.tables.items():
            columns = {one["name"]: one["nullable"] for one in found.get_columns(name)}
            assert columns == {one.name: one.nullable for one in table.columns}
            keys = found.get_pk_constraint(name)["constrained_columns"]
            assert keys == [one.name for one in table.primary_key.columns]


def test_the_newest_migration_is_the_one_that_a_start_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_a_start_that_finds_the_newest_tables_does_without_alembic(tmp_path: Path) -> None:
    file = tmp_path / "w.sqlite"
    Database(sa.URL.create("sqlite", database=str(file))).close()
    opens = (
        "import sys; import sqlalchemy as sa; from placelib.workshop.database import Database; "
        "Database(sa.URL.create('sqlite', database=sys.argv[1])).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", opens, str(file)], check=False).returncode == 0


def test_several_that_start_at_once_make_the_tables_once(url: sa.URL) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Database(url), range(4)))
    for one in opened:
        rooms.create(one, PLAN)
        one.close()


def test_a_database_of_a_newer_version_is_left_alone(url: sa.URL) -> None:
    database = Database(url)
    with database.writing() as connection:
        version = sa.table("alembic_version", sa.column("version_num"))
        connection.execute(sa.update(version).values(version_num="9999"))
    with pytest.raises(NoWorkshops, match="newer version"):
        Database(url)
    database.close()


def test_what_fails_halfway_leaves_nothing_behind(database: Database, created: Created) -> None:
    def half() -> None:
        with database.writing() as connection:
            connection.execute(sa.delete(METADATA.tables["workshop"]))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert rooms.find_by_code(database, created.workshop.code)


def test_sqlite_keeps_what_it_acknowledged_and_minds_its_keys(tmp_path: Path) -> None:
    database = Database(find_database_url(str(tmp_path / "w.sqlite")))
    with database.reading() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    database.close()


@pytest.mark.parametrize("damage", [b"this is not a database" * 400, b""])
def test_a_damaged_file_is_put_aside_whole_and_facilitators_are_told(
    tmp_path: Path, damage: bytes
) -> None:
    file = tmp_path / "w.sqlite"
    first = Database(find_database_url(str(file)))
    rooms.create(first, PLAN)
    first.close()
    whole = file.read_bytes()
    harmed = damage or whole[:4096] + b"\xff" * (len(whole) - 4096)
    file.write_bytes(harmed)
    again = Database(find_database_url(str(file)))
    (said,) = rooms.list_notices(again, 0)
    (aside,) = tmp_path.glob("w.sqlite.damaged-????????")
    assert aside.name in said
    assert str(tmp_path) not in said
    assert aside.read_bytes() == harmed
    assert rooms.create(again, PLAN).workshop.code
    again.close()


def test_damage_while_running_is_said_once_and_then_the_room_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "w.sqlite"
    database = Database(find_database_url(str(file)))
    made = rooms.create(database, PLAN)
    database.close()
    file.write_bytes(b"\x00" * file.stat().st_size)
    with pytest.raises(DamagedWorkshops, match=r"put aside as w\.sqlite\.damaged-"):
        rooms.find_by_code(database, made.workshop.code)
    assert rooms.create(database, PLAN).workshop.id == 1
    assert len(rooms.list_notices(database, 0)) == 1
    database.close()


def test_two_processes_follow_when_one_puts_the_file_aside(tmp_path: Path) -> None:
    file = tmp_path / "w.sqlite"
    one, two = Database(find_database_url(str(file))), Database(find_database_url(str(file)))
    rooms.create(two, PLAN)
    one.close()
    file.rename(tmp_path / "elsewhere")
    fresh = Database(find_database_url(str(file)))
    made = rooms.create(fresh, PLAN)
    assert rooms.find_by_code(two, made.workshop.code).title == "T"
    for opened in (one, two, fresh):
        opened.close()


def test_a_full_disk_a_lock_and_a_read_only_file_are_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.2)
    file = tmp_path / "w.sqlite"
    database = Database(find_database_url(str(file)))
    made = rooms.create(database, PLAN)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NoWorkshops, match="is busy"):
        rooms.create(database, PLAN)
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(NoWorkshops, match="no room left on its disk"):
        write_under(database, "max_page_count = 1")
    database.close()
    again = Database(find_database_url(str(file)))
    assert rooms.find_by_code(again, made.workshop.code)
    with pytest.raises(NoWorkshops, match="read but not written"):
        write_under(again, "query_only = ON")
    again.close()


def test_a_folder_that_cannot_be_made_is_a_sentence_without_a_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NoWorkshops, match="cannot be opened or made") as refused:
        Database(find_database_url(str(tmp_path / "file" / "w.sqlite")))
    assert str(tmp_path) not in str(refused.value)


def test_a_server_that_does_not_answer_is_a_sentence() -> None:
    with pytest.raises(NoWorkshops, match="does not answer"):
        Database(find_database_url("postgresql+psycopg://me@127.0.0.1:9/rooms"))


def test_each_kind_of_fault_has_its_own_words() -> None:
    class Fault(Exception):
        def __init__(self, **named: str) -> None:
            self.__dict__.update(named)

    for fault, said in (
        (Fault(sqlstate="53100"), "no room left"),
        (Fault(sqlstate="25006"), "read but not written"),
        (Fault(sqlstate="40P01"), "busy"),
        (Fault(sqlite_errorname="SQLITE_CANTOPEN"), "cannot be opened"),
        (Fault(sqlite_errorname="SQLITE_IOERR_WRITE"), "cannot be opened or written"),
        (None, "does not answer"),
    ):
        assert said in str(explain_fault(fault))
