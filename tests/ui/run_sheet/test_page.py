"""A run sheet is saved as a file, and the saved file opens again, through the server too."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from placelib.exports.run_sheet import RunSheet, make_seminar, write_run_sheet_file
from placelib.server.refusals import UploadTypes
from placelib.ui import server
from tests.page_runs import open_page
from tests.server.asking import ask, streamlit


def open_sheet() -> AppTest:
    return open_page("pages/run_sheet.py")


def views(app: AppTest) -> list[str]:
    return [field.value for field in app.text_input if field.label.startswith("View ")]


def test_a_saved_run_sheet_opens_again() -> None:
    saved = write_run_sheet_file(RunSheet("Tuesday", make_seminar().views[:2])).encode()
    app = open_sheet()
    assert len(views(app)) > 2
    app.file_uploader[0].set_value(("run-sheet.json", saved, "application/json")).run()
    assert not app.warning
    assert views(app) == [view.title for view in make_seminar().views[:2]]
    assert [field.value for field in app.text_input if field.label == "Title"] == ["Tuesday"]


def test_the_server_lets_a_saved_run_sheet_and_every_kind_of_table_pass() -> None:
    (filter_,) = [one for one in server.MIDDLEWARE if one.cls is UploadTypes]

    def status(name: str) -> int:
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + b"{}\r\n--b--"
        app = UploadTypes(streamlit, **filter_.kwargs)
        return ask(app, "/_stcore/upload_file/a/b", method="PUT", chunks=(body,)).status

    assert {status(f"file.{ending}") for ending in ("json", "csv", "xlsx", "ods")} == {200}
    assert status("file.exe") == 415
