"""Libraries that Streamlit and Arrow read without needing them for any page of ours (ADR 83)."""

from __future__ import annotations

import sys
from functools import cache
from importlib import metadata
from typing import Any

import pyarrow as pa
from streamlit import dataframe_util
from streamlit.dataframe import lazy_df_source
from streamlit.elements import deck_gl_json_chart, table
from streamlit.type_util import is_version_less_than

_determine_any_format = dataframe_util.determine_data_format
_resolve_any_source = lazy_df_source.resolve_lazy_source
_find_out_hide_index = table._compute_hide_index  # noqa: SLF001


def do_without_pandas() -> None:
    """Let tables, charts and maps be sent without pandas, which takes 40 MB.

    Arrow looks for it when it makes its first array, to know a data frame when it sees one.
    Streamlit imports it at each table, to see whether that is one, and at each map, to see how new
    it is and to change data frames in the layers. Ours are Arrow's tables and plain records.
    Whoever has a data frame imports pandas as ever, and Arrow looks again when it is given one.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _WithoutPandas)
        try:
            pa.array([0])
        finally:
            sys.meta_path.remove(_WithoutPandas)
    dataframe_util.determine_data_format = _determine_format
    dataframe_util.is_pandas_version_less_than = _is_pandas_older_than
    lazy_df_source.resolve_lazy_source = _resolve_source
    table._compute_hide_index = _compute_hide_index  # noqa: SLF001
    deck_gl_json_chart._prepare_pydeck_for_json = _leave_deck  # noqa: SLF001


class _WithoutPandas:
    """Says to whoever imports pandas that there is none."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _determine_format(input_data: Any) -> dataframe_util.DataFormat:
    if isinstance(input_data, pa.Table):
        return dataframe_util.DataFormat.PYARROW_TABLE
    return _determine_any_format(input_data)


@cache
def _is_pandas_older_than(version: str) -> bool:
    return is_version_less_than(metadata.version("pandas"), version)


def _resolve_source(data: Any, lazy: bool | None, **options: Any) -> Any:  # noqa: FBT001
    # A longer table is sent in parts by Streamlit's own way.
    is_short = isinstance(data, pa.Table) and (
        data.num_rows <= lazy_df_source.AUTO_LAZY_ROW_THRESHOLD
    )
    return None if is_short and lazy is None else _resolve_any_source(data, lazy, **options)


def _compute_hide_index(data: Any, hide_index: bool | None) -> bool:  # noqa: FBT001
    return _find_out_hide_index(data, hide_index) if hide_index is None else hide_index


def _leave_deck(pydeck_obj: Any) -> None:
    """Nothing: the layers of our maps hold plain records (``charts/interactive_map.py``)."""
