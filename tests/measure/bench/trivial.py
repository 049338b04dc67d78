"""The smallest app behind the same tuned server as ours: what a rerun costs at the least."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from placelib.server.tuning import freeze_gc, set_tcp_nodelay


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """As ours, without anything to read."""
    set_tcp_nodelay()
    freeze_gc()
    yield


if __name__ == "__main__":
    st.write("Hello, world")
else:
    app = st.App(__file__, lifespan=lifespan)
