"""A page of the app run in Streamlit's own test runner, without a server or a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

_APP = Path(__file__).resolve().parents[1] / "app.py"
# Seconds; a busy machine needs some of them for the heaviest page.
_PATIENCE = 120


def open_page(page: str, **parameters: str) -> AppTest:
    """The page of a file such as “pages/place.py”, opened with these parameters in its address."""
    app = AppTest.from_file(str(_APP), default_timeout=_PATIENCE)
    app.run()
    app.switch_page(page)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()
