"""The production server's command line."""

from __future__ import annotations

import argparse

import pytest

from placelib.server.__main__ import read_port


def test_a_port_is_a_whole_number_up_to_65535() -> None:
    assert [read_port(text) for text in ("1", "8501", "65535")] == [1, 8501, 65535]


@pytest.mark.parametrize("text", ["99999", "0", "-1", "8501.5", "web", "", "٣"])
def test_anything_else_is_refused_with_what_a_port_is(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="from 1 to 65535"):
        read_port(text)
