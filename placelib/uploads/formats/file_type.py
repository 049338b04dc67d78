"""What kind of file the bytes are, and whether a workbook is safe to unpack."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib

from placelib.errors import clip
from placelib.uploads import limits
from placelib.uploads.reading import Problem, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRANGERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
# A web page or XML under the name of a table: “<html”, “<?xml”.
_MARKUP = re.compile(rb"\s*(?:<\?xml|<!doctype html|<html|<table|<svg)", re.IGNORECASE)
# “<!DOCTYPE x [<!ENTITY a …>]>”, by which small files grow.
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_WORKBOOKS = {"xlsx", "xls", "ods"}
_SAVE_AS = "Save it as .xlsx or .csv and upload that."


def detect_file_type(name: str, data: bytes) -> tuple[str, list[Problem]]:
    """One of csv, tsv, txt, xlsx, xls, ods, from the bytes alone; a wrong ending is said.

    Raises Unreadable when neither the name nor the bytes are of a kind that is read.
    """
    if not data:
        raise Unreadable("empty file", "Empty file: it has 0 bytes. Choose the file again.")
    if len(data) > limits.FILE_BYTES:
        raise Unreadable(
            "too large",
            f"The file is {len(data) / limits.MEGABYTE:.1f} MB; up to "
            f"{limits.FILE_BYTES // limits.MEGABYTE} MB can be read. Remove sheets, columns or "
            "years that are not needed.",
        )
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in limits.EXTENSIONS:
        raise Unreadable(
            "file name",
            f"“{clip(name)}” is not a kind of file that can be read. Upload one of "
            f"{', '.join('.' + ending for ending in limits.EXTENSIONS)}.",
        )
    true = _find_true_type(data)
    if true != "text" and extension != true:
        return true, [_describe_misnamed(name, extension, f"a workbook of the kind .{true}")]
    if true == "text" and extension in _WORKBOOKS:
        return "csv", [_describe_misnamed(name, extension, "plain text")]
    return extension if true == "text" else true, []


def _describe_misnamed(name: str, extension: str, what: str) -> Problem:
    return Problem(
        "wrong ending",
        f"“{clip(name)}” is named .{extension}, but it is {what}; it was read as that.",
        weight="note",
    )


def _find_true_type(data: bytes) -> str:
    for magic, kind in _STRANGERS:
        if data.startswith(magic):
            raise Unreadable("wrong type", f"The file is {kind}, not a table. {_SAVE_AS}")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(
                "password", f"The workbook is password-protected. Remove the password. {_SAVE_AS}"
            )
        if "WordDocument".encode("utf-16-le") in data:
            raise Unreadable("wrong type", f"The file is a Word document. {_SAVE_AS}")
        return "xls"
    if data.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02")):
        return "xls"
    if data.startswith(b"PK"):
        return _find_workbook_type(check_archive(data))
    if _MARKUP.match(data[:400]):
        raise Unreadable("wrong type", f"The file is a web page or XML, not a table. {_SAVE_AS}")
    return "text"


def _find_workbook_type(entries: dict[str, int]) -> str:
    if "xl/workbook.bin" in entries:
        raise Unreadable("not supported", f"Binary workbooks (.xlsb) are not read. {_SAVE_AS}")
    if any(name.lower().endswith("vbaproject.bin") for name in entries):
        raise Unreadable("not supported", f"Workbooks with macros (.xlsm) are not read. {_SAVE_AS}")
    if "content.xml" in entries:
        return "ods"
    if any(name.startswith("xl/") for name in entries):
        return "xlsx"
    raise Unreadable("wrong type", f"The file is a ZIP archive, not a workbook. {_SAVE_AS}")


def check_archive(data: bytes) -> dict[str, int]:
    """The names in a ZIP archive with their unpacked sizes, once everything about it is in order.

    Raises Unreadable for too many entries, too much content, lying or overlapping headers,
    links, encryption, nested archives and paths that lead out.
    """
    _count_entries(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            for entry in entries:
                _check_entry(entry)
            _check_total(entries, len(data))
            _check_overlap(data, entries)
            _check_contents(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise _refuse_damaged() from problem
    except (struct.error, OSError, ValueError, UnicodeDecodeError) as problem:
        raise _refuse_damaged() from problem
    return {entry.filename: entry.file_size for entry in entries}


def _refuse_damaged() -> Unreadable:
    return Unreadable(
        "damaged",
        "The workbook is damaged or incomplete. Open it in a spreadsheet, save it again and "
        "upload the new copy.",
    )


def _refuse_bomb(what: str) -> Unreadable:
    return Unreadable("unsafe archive", f"The workbook is not opened: {what}. {_SAVE_AS}")


def _count_entries(data: bytes) -> None:
    # The directory's own count may lie, so its records are counted too.
    count = data.count(b"PK\x01\x02")
    if count > limits.ENTRIES:
        raise _refuse_bomb(f"it holds more than {limits.ENTRIES:,} parts")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name:
        raise _refuse_bomb("a part of it has a path that leads out of it")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _refuse_bomb("a part of it is a link")
    if entry.flag_bits & 0x1:
        raise Unreadable(
            "password", f"The workbook is password-protected. Remove the password. {_SAVE_AS}"
        )
    if name.lower().endswith((".zip", ".7z", ".rar", ".gz", ".jar")):
        raise _refuse_bomb("it holds another archive")


def _check_total(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > limits.UNPACKED_BYTES:
        raise _refuse_bomb(
            f"it would unpack to {total // limits.MEGABYTE:,} MB, and the limit is "
            f"{limits.UNPACKED_BYTES // limits.MEGABYTE} MB"
        )
    if total > limits.RATIO_COUNTS_FROM and total > packed * limits.UNPACKED_RATIO:
        raise _refuse_bomb(f"it unpacks to more than {limits.UNPACKED_RATIO} times its size")


def _check_overlap(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for entry in sorted(entries, key=lambda part: part.header_offset):
        start = entry.header_offset
        name_length, extra_length = struct.unpack("<HH", data[start + 26 : start + 30])
        if start < end or data[start : start + 4] != b"PK\x03\x04":
            raise _refuse_bomb("its parts overlap")
        end = start + 30 + name_length + extra_length + entry.compress_size
        if end > len(data):
            raise _refuse_damaged()


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Inflate every part once, without keeping it, and hold it to the size that it declares."""
    for entry in entries:
        is_xml = entry.filename.startswith("xl/") or entry.filename == "content.xml"
        seen = 0
        with archive.open(entry) as part:
            while chunk := part.read(1 << 20):
                if seen == 0 and is_xml and _ENTITIES.search(chunk[:4096]):
                    raise _refuse_bomb("it declares XML entities")
                if seen == 0 and chunk.startswith(b"PK\x03\x04"):
                    raise _refuse_bomb("it holds another archive")
                seen += len(chunk)
                if seen > entry.file_size:
                    raise _refuse_bomb("a part of it is larger than it says")
        if seen != entry.file_size:
            raise _refuse_bomb("a part of it is not as large as it says")
