"""The Neighbourhoods page in Streamlit's own test runner: what is said once, and its two layers."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.page_runs import open_page

LIVERPOOL = "E08000012"


def open_neighbourhoods(**parameters: str) -> AppTest:
    app = open_page("pages/neighbourhoods.py", area=LIVERPOOL, **parameters)
    assert not app.exception
    return app


def read_words(app: AppTest) -> str:
    return "\n".join(part.value for part in (*app.title, *app.header, *app.markdown))


def test_how_much_lies_inside_councils_is_said_once() -> None:
    words = read_words(open_neighbourhoods())
    assert words.count("In England as a whole most difference lies inside councils") == 1
    assert words.count("is found within them") == 1
    assert "74% of the difference" in words


def test_assets_have_a_layer_by_council_with_its_table_and_layers_by_neighbourhood() -> None:
    app = open_neighbourhoods(view="assets", asset="libraries")
    labels = [button.label for button in app.button]
    assert "Table (152 rows)" in labels
    assert [label for label in labels if label in ("Connectivity", "Patients to each GP")]
    app.button(key="layer gp").click().run()
    assert not app.exception
    assert "".join(app.query_params["measure"]) == "gp"
    assert "the most patients to a doctor" in read_words(app)
