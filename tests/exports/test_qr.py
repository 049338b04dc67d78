"""The QR codes are read back by an independent reader."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from placelib.errors import TooLongForCode
from placelib.exports import qr

ADDRESS = "https://example.org/quadrant?area=E47000004&lens=evidence&data=2026-06-26-04ec2b38"


def test_a_phone_reads_the_address_back_from_the_png() -> None:
    with Image.open(io.BytesIO(qr.png(ADDRESS))) as picture:
        [code] = zxingcpp.read_barcodes(picture)
    assert code.text == ADDRESS


def test_the_svg_is_dark_on_white_and_takes_the_size_of_its_box() -> None:
    drawn = qr.svg(ADDRESS)
    assert drawn.startswith("<svg")
    assert 'viewBox="0 0' in drawn
    assert " width=" not in drawn
    assert "#fff" in drawn
    assert "#000" in drawn


def test_a_code_can_be_read_after_part_of_it_is_hidden() -> None:
    with Image.open(io.BytesIO(qr.png(ADDRESS))) as picture:
        smudged = picture.convert("L")
    side = smudged.size[0]
    smudged.paste(255, (side // 2, side // 2, side // 2 + side // 10, side // 2 + side // 10))
    [code] = zxingcpp.read_barcodes(smudged)
    assert code.text == ADDRESS


def test_an_address_too_long_for_a_code_is_refused_with_its_length() -> None:
    with pytest.raises(TooLongForCode, match=r"5,000 characters.*Copy the link"):
        qr.svg("a" * 5000)
