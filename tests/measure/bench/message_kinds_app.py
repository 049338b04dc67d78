"""An app of so many elements of one kind, behind the same tuned server as ours.

The address says which: /?kind=markdown&count=40. With BENCH_PLAIN set Streamlit's runs are as they
come, without what `run_costs` takes from them.
"""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache

import streamlit as st

from placelib.server.tuning import freeze_gc, set_tcp_nodelay
from placelib.ui import run_costs

OPTIONS = [f"Choice {number}" for number in range(20)]
CHART = {
    "mark": "bar",
    "encoding": {
        "x": {"field": "name", "type": "nominal"},
        "y": {"field": "value", "type": "quantitative"},
    },
    "data": {"values": [{"name": f"Place {number}", "value": number} for number in range(20)]},
}


@cache
def finish_chart() -> run_costs.FinishedChart:
    """The chart as it is sent: made by the first who asks."""
    recorder = run_costs.ChartRecorder()
    recorder.vega_lite_chart(spec=CHART)
    return recorder.charts[0]


KINDS: dict[str, Callable[[int], object]] = {
    "paragraph": lambda number: st.markdown(f"A sentence of a page, with its number {number}."),
    "caption": lambda number: st.caption(f"Small print {number}."),
    "heading": lambda number: st.header(f"Heading {number}", anchor=False),
    "HTML": lambda number: st.html(f"<p>Paragraph {number}</p>"),
    "container": lambda number: st.container(key=f"box {number}"),
    "row": lambda number: st.container(key=f"row {number}", horizontal=True),
    "button": lambda number: st.button(f"Button {number}", key=f"button {number}"),
    "list of 20": lambda number: st.selectbox(f"List {number}", OPTIONS, key=f"list {number}"),
    "row of buttons": lambda number: st.segmented_control(
        f"Choices {number}", OPTIONS[:4], key=f"choices {number}"
    ),
    "popover": lambda number: st.popover(
        f"Popover {number}", key=f"popover {number}", on_change="rerun"
    ),
    "expander": lambda number: st.expander(f"Part {number}", key=f"part {number}"),
    "download": lambda number: st.download_button(
        f"File {number}", data=str, key=f"file {number}", on_click="ignore"
    ),
    "chart": lambda number: st.vega_lite_chart(spec=CHART, key=f"chart {number}"),
    "chart that is finished": lambda _: finish_chart().show(),
}


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """As ours, without anything to read."""
    set_tcp_nodelay()
    if not os.environ.get("BENCH_PLAIN"):
        run_costs.cut_run_costs()
    freeze_gc()
    yield


if __name__ == "__main__":
    for element in range(int(st.query_params.get("count", 0))):
        KINDS[st.query_params["kind"]](element)
else:
    app = st.App(__file__, lifespan=lifespan)
