"""Present mode: a page's picture alone, large for a projector or as it is for another site.

On the stage everything is enlarged as a whole, as with the browser's own zoom, so that a chart
keeps its proportions and its smallest text has 24 pixels on a screen of 1920 by 1080.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from typing import Any, Literal
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from placelib.markdown import plain_markdown
from placelib.urls import LENS, PRESENT, RESULTS

ON = "1"
# The picture alone in its own size, for a page of another site: ?embed=true&present=chart
ALONE = "chart"
_BROWSER = "User-Agent"
# So many addresses whose mode is remembered: more than are looked at in a moment.
_QUERIES = 1024
_STAGE = "stage"
_STEPS = "steps of the presented view"
_CAPTION = '[data-testid="stCaptionContainer"]'
_MAIN = 'body [data-testid="stMainBlockContainer"]'
# Pixels: the stage is laid out this wide and enlarged to the window, less the page's edges. The
# smallest text of a chart has 12.75 pixels, so that a window of 1920 makes 24 of them.
_WIDE, _EDGES = 933, 160
_BROAD, _HIGH = 16, 9
_WINDOWS = (1100, 1200, 1280, 1366, 1440, 1536, 1680, 1920, 2048, 2304, 2560, 3072, 3840)
# What remains for a chart between the headline and its sentence, before it is enlarged: 61% of a
# window of 1920 by 1080, with a headline of two lines.
CHART_HEIGHT = 338
CHART_WIDTH = 931
# What the axes of a chart take of its height, which a map has to itself.
AXES = 40
_BETWEEN = 16
# What a list has room for besides: no axis, but a line on how many there are.
_CAPTION_LINE = 14
# Strips and lists are as tall as a chart: see charts.silo.topic_strips, views.map_list.
_TABLES = (
    "--strip-gap: .68rem; --strip-box: 26px; --list-gap: .15rem; --list-name: 22%; "
    "--list-small: inline; --list-apart: .5rem; --tenths-size: 14.9px; "
    f"--list-height: {CHART_HEIGHT + _CAPTION_LINE}px;"
)
_CORNER = "position: fixed; right: 1rem; bottom: .5rem; width: auto;"


def is_on() -> bool:
    """True while the address asks for the page's picture without controls, on a stage or alone."""
    return _read_mode() in (ON, ALONE)


def is_on_stage() -> bool:
    """True while the page is presented: large, for a projector."""
    return _read_mode() == ON


def is_alone() -> bool:
    """True while the page is its picture with headline and source, for a page of another site."""
    return _read_mode() == ALONE


def _read_mode() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else _find_mode(context.query_string)


@lru_cache(_QUERIES)
def _find_mode(query: str) -> str:
    """The mode in the address of a run, for which a page asks dozens of times.

    Streamlit's own settings take a lock for each question, and word an error for a missing one.
    """
    return dict(parse_qsl(query, keep_blank_values=True)).get(PRESENT, "")


def is_bare() -> bool:
    """True where the page stands without menu, finder and footer: presented or embedded."""
    return is_on() or bool(st.context.is_embedded)


@contextmanager
def enlarge() -> Iterator[None]:
    """Draw what is inside larger on the stage; as it is otherwise."""
    if not is_on_stage():
        yield
        return
    # By whichever is short: a browser's own bars leave a window that is wide and not as high.
    rules = "".join(
        f"@media (min-width: {width}px) and (min-height: {width * _HIGH // _BROAD}px) "
        f"{{ .st-key-{_STAGE} {{ zoom: {(width - _EDGES) / _WIDE:.3f}; }} }}"
        for width in _WINDOWS
    )
    # On a phone a chart may be wider than the window: it is then moved sideways, never the page.
    narrow = f"@media (max-width: {_WINDOWS[0]}px) {{ .st-key-{_STAGE} {{ overflow-x: auto; }} }}"
    # The page's edges in pixels: with letters of twice the size Streamlit's would be twice as wide,
    # and what is made for the window's width would reach over it.
    edges = (
        f"@media (min-width: {_WINDOWS[0]}px) {{ {_MAIN}:has(.st-key-{_STAGE}) "
        f"{{ padding-left: {_EDGES // 2}px; padding-right: {_EDGES // 2}px; }} }}"
    )
    # What is below the last line of a page is needed for the last line of a full screen.
    foot = (
        f".st-key-{_STAGE} {{ margin-bottom: -2.25rem; {_TABLES} }}"
        # Streamlit ends a caption with an empty line and takes it off again outside of the box:
        # without both the box ends with its words, and a full screen has nothing to scroll to.
        f".st-key-{_STAGE} {_CAPTION}, .st-key-{_STAGE} {_CAPTION} p:last-child "
        "{ margin-bottom: 0 !important; }"
    )
    # The way on and out keeps to a corner, so that the picture has the height. What is left of it
    # in the column, and the keys, are empty: out of the flow, they add no gap below the last line.
    corner = (
        f"@media (min-width: {_WINDOWS[0]}px) {{ .st-key-presenter {{ {_CORNER} }} "
        ".st-key-presenter-keys, :has(> .st-key-presenter) { position: absolute; } }"
        # Four seconds after it has come it makes room for the picture, until a pointer or the Tab
        # key looks for it; where nothing can hover, it stays.
        "@keyframes hush { to { opacity: 0 } } @media (hover: hover) { "
        ".st-key-presenter:not(:hover, :focus-within) { animation: hush 0s 4s forwards } }"
    )
    st.html(f"<style>{rules}{narrow}{edges}{foot}{corner}</style>")
    with st.container(key=_STAGE, gap="xsmall"):
        yield


def leave_size() -> None:
    """Undo the enlargement for a view that is made for a projector as it is, such as the board."""
    st.html(f"<style>.st-key-{_STAGE} {{ zoom: 1 !important }}</style>")


def show_headline(words: str) -> None:
    """The finding of a page: its heading on the stage, one of several sections elsewhere."""
    if not is_on():
        st.header(plain_markdown(words), anchor=False)
        return
    # The first heading of the page, in the size of a section's: it is a sentence and not a name.
    size = 1.75 if is_on_stage() else 1.25
    look = f"margin:0;padding:0;font-size:{size}rem;font-weight:700;line-height:1.2"
    st.html(f'<h1 style="{look}">{escape(words)}</h1>')


def offer_steps(name: str, step: int, steps: int) -> None:
    """Say that the view has steps, which are gone through before the next view of a run sheet.

    ``name`` is the setting of the address that holds the step.
    """
    st.session_state[_STEPS] = (name, step, steps)


def find_step_ends() -> tuple[bool, bool]:
    """Whether the view is on its first and on its last step; both for a view without steps."""
    _, step, steps = st.session_state.get(_STEPS, ("", 1, 1))
    return step == 1, step == steps


def turn_step(way: str) -> bool:
    """Go to the next or previous step of the view; False where it has none in that direction."""
    name, step, steps = st.session_state.pop(_STEPS, ("", 1, 1))
    target = step + {"next": 1, "previous": -1}.get(way, 0)
    if not name or target == step or not 1 <= target <= steps:
        return False
    st.query_params[name] = str(target)
    return True


def choose_width() -> Literal["stretch", "content"]:
    """How wide a chart is: on the stage as wide as it says itself, elsewhere as its place.

    Streamlit measures a chart's place after it is enlarged, and would enlarge the chart twice.
    """
    return "content" if has_stage_size() else "stretch"


def has_stage_size() -> bool:
    """True where charts have the size of the stage: not on a phone, nor on a room's board.

    A phone that opens a presented link shows them as wide as it is.
    """
    return is_on_stage() and not _is_board() and not is_phone()


def is_phone() -> bool:
    """True on a phone, which says “Mobi” in the name of its browser.

    As in Mozilla/5.0 (Linux; Android 10; K) … Chrome/130.0.0.0 Mobile Safari/537.36.
    """
    return "Mobi" in st.context.headers.get(_BROWSER, "")


def _is_board() -> bool:
    """True where the step of a room shows its board, which is made for a projector as it is.

    By the address: the board's parts run by themselves, each for itself.
    """
    return st.query_params.get(LENS) == "room" and RESULTS not in st.query_params


def fit_chart(specification: Mapping[str, Any], columns: int = 1) -> dict[str, Any]:
    """The chart as it is shown here: on the stage as tall as the screen has room for."""
    chart = dict(specification)
    if not has_stage_size():
        return chart
    if chart.get("width") == "container":
        chart["width"] = (CHART_WIDTH - (columns - 1) * _BETWEEN) // columns
    if isinstance(chart.get("height"), int | float):
        height = CHART_HEIGHT + (AXES if "projection" in chart else 0)
        chart["height"] = min(chart["height"], height) if columns > 1 else height
    without_tooltips: dict[str, Any] = remove_tooltips(chart)
    return without_tooltips


def name_only(specification: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The chart with only these names beside its rows; the other rows stay, without theirs."""
    label_expression = f"indexof({json.dumps(list(names))}, datum.label) >= 0 ? datum.label : ''"

    def rewrite(part: Any) -> Any:
        if isinstance(part, list):
            return [rewrite(element) for element in part]
        if not isinstance(part, Mapping):
            return part
        renamed = {name: rewrite(value) for name, value in part.items()}
        # The axis that writes the place in bold is the one that names places.
        return (
            renamed | {"labelExpr": label_expression} if "labelFontWeight" in renamed else renamed
        )

    chart: dict[str, Any] = rewrite(specification)
    return chart


def remove_tooltips(part: Any) -> Any:
    """The chart without the texts that appear at the pointer: they would name anybody."""
    if isinstance(part, Mapping):
        return {name: remove_tooltips(value) for name, value in part.items() if name != "tooltip"}
    if isinstance(part, list):
        return [remove_tooltips(element) for element in part]
    return part
