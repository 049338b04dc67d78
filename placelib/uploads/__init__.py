"""Uploaded tables: bytes in, a tidy table or a list of problems out; works without Streamlit."""

from placelib.uploads.areas.register import JsonRegister, build_json_register
from placelib.uploads.output import (
    build_reading_json,
    read_command,
    read_file,
    write_table_rows,
    write_tidy_csv,
)
from placelib.uploads.reading import (
    LEFT_OUT,
    Answers,
    AreaColumn,
    Choice,
    Conflict,
    Label,
    Problem,
    Question,
    Reading,
    ValueColumn,
)
from placelib.uploads.tidy_table import Table
from placelib.uploads.worker import ReadingJob, read_upload

__all__ = [
    "LEFT_OUT",
    "Answers",
    "AreaColumn",
    "Choice",
    "Conflict",
    "JsonRegister",
    "Label",
    "Problem",
    "Question",
    "Reading",
    "ReadingJob",
    "Table",
    "ValueColumn",
    "build_json_register",
    "build_reading_json",
    "read_command",
    "read_file",
    "read_upload",
    "write_table_rows",
    "write_tidy_csv",
]
