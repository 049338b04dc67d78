"""The server's figures are closed, and an upload of another kind is refused."""

from __future__ import annotations

import pytest

from placelib.server.refusals import ClosedMetrics, UploadTypes
from tests.server.asking import Answer, ask, streamlit

UPLOAD = "/_stcore/upload_file/session/file"


def body(name: str, size: int = 10) -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + b"x" * size + b"\r\n--b--"


def upload(*chunks: bytes, method: str = "PUT") -> Answer:
    return ask(UploadTypes(streamlit, ("csv", "xlsx")), UPLOAD, method=method, chunks=chunks)


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": ""}])
def test_a_stranger_does_not_see_the_metrics(given: dict[str, str]) -> None:
    for token in ("", "right"):
        assert ask(ClosedMetrics(streamlit, token), "/_stcore/metrics", given).status == 404


def test_the_token_opens_the_metrics() -> None:
    given = {"Authorization": "Bearer right"}
    assert ask(ClosedMetrics(streamlit, "right"), "/_stcore/metrics", given).status == 200


def test_other_addresses_need_no_token() -> None:
    assert ask(ClosedMetrics(streamlit, ""), "/place").status == 200


@pytest.mark.parametrize("name", ["table.csv", "TABLE.XLSX", "a b.exe.csv"])
def test_a_table_reaches_the_app_whole(name: str) -> None:
    whole = body(name, 50_000)
    chunks = (whole[:30], whole[30:90], whole[90:])
    assert upload(*chunks).body == f"Streamlit got {len(whole)}".encode()


@pytest.mark.parametrize("name", ["program.exe", "page.html", "csv", "table.csv.svg", ""])
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_can_be_read(name: str) -> None:
    for method in ("PUT", "POST"):
        answer = upload(body(name), method=method)
        assert answer.status == 415
        assert b".csv, .xlsx" in answer.body


def test_an_upload_without_a_name_or_with_a_second_of_another_kind_is_refused() -> None:
    assert upload(b"no form at all").status == 415
    assert upload(b"y" * 9_000, b"z").status == 415
    assert upload(b'filename="a.csv"; filename="b.exe"\r\n\r\nx').status == 415


def test_taking_an_upload_back_is_not_checked() -> None:
    assert upload(b"", method="DELETE").status == 200
