"""Bend the Line: a place explorer. Run with `make run`."""

import streamlit as st

from placelib.ui import router, server

if __name__ == "__main__":
    # A visitor's run of the script.
    router.run_page()
else:
    # The server's one import of it; `streamlit run` and Uvicorn look for this name.
    app = st.App(
        __file__, lifespan=server.lifespan, routes=server.ROUTES, middleware=server.MIDDLEWARE
    )
