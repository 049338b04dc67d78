"""A small Streamlit app in place of the real one, to test the tools that start and visit apps."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.browser.server import ROOT

APP = """
import streamlit as st

pages = ["start", "place", "slow", "broken"]
st.set_page_config(page_title="Stand-in", layout="wide")
st.navigation(
    [st.Page(f"pages/{name}.py", title=name.title(), default=name == "start") for name in pages],
    position="top",
).run()
"""

START = """
import streamlit as st

st.title("Start")
"""

PLACE = """
import time

import altair as alt
import pandas as pd
import streamlit as st

NAMES = {"E08000012": "Liverpool", "E08000003": "Manchester"}
asked = st.query_params.get("area", "E08000012")
area = st.selectbox("Area", list(NAMES), index=list(NAMES).index(asked), format_func=NAMES.get)
time.sleep(0.2)
st.title(NAMES[area])
frame = pd.DataFrame({"year": range(20), "value": [year % 7 for year in range(20)]})
st.altair_chart(alt.Chart(frame).mark_line().encode(x="year", y="value"))
st.dataframe(frame)
with st.expander("Closed"):
    st.altair_chart(alt.Chart(frame).mark_bar().encode(x="year", y="value"))
"""

SLOW = """
import time

import streamlit as st

st.title("Slow")
time.sleep(5)
"""

BROKEN = """
raise ValueError("a private detail")
"""


def write_stand_in(folder: Path) -> Path:
    """The app.py of a stand-in app written to `folder`, with the real app's configuration."""
    texts = {"start": START, "place": PLACE, "slow": SLOW, "broken": BROKEN}
    (folder / "pages").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "pages" / f"{name}.py").write_text(text, encoding="utf-8")
    # The fonts that the configuration names.
    shutil.copytree(ROOT / "static" / "fonts", folder / "static" / "fonts")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    script = folder / "app.py"
    script.write_text(APP, encoding="utf-8")
    return script
