"""Every rule of the architecture with its sentence and its remedy, by a short name.

docs/architecture.md says why they are so; test_layers.py holds the tree to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.contracts import layers
from tests.contracts.source_tree import SourceFile

# They know the words of the field and query nothing: anything in placelib may import them.
PLAIN_MODULES = (
    "placelib.errors",
    "placelib.model",
    "placelib.names",
    "placelib.periods",
    "placelib.words",
)


@dataclass(frozen=True)
class Rule:
    """One rule: its sentence, what to do instead, and what finds its breaches."""

    sentence: str
    remedy: str
    find: layers.Finder

    def breaches(self, files: list[SourceFile]) -> list[str]:
        """One message for each breach: file and line, what stands there, the rule, the remedy."""
        return [
            f"{path}:{line} {what}. Rule: {self.sentence} Remedy: {self.remedy}"
            for path, line, what in self.find(files)
        ]


RULES = {
    "streamlit": Rule(
        "only app.py, pages/ and placelib/ui/ import streamlit.",
        "return a value or raise a PlaceError here, and show it from placelib/ui.",
        layers.imported_only_in(("streamlit",), ("app.py", "pages/", "placelib/ui/")),
    ),
    "duckdb": Rule(
        "only placelib/store.py and placelib/build/ import duckdb.",
        "put the query in a file of placelib/sql and call the store.",
        layers.imported_only_in(("duckdb",), ("placelib/store.py", "placelib/build/")),
    ),
    "drawing": Rule(
        "only placelib/charts/ imports altair or pydeck.",
        "write a function in placelib/charts that returns the finished chart.",
        layers.imported_only_in(("altair", "pydeck"), ("placelib/charts/",)),
    ),
    "ui": Rule(
        "nothing in placelib but placelib/ui/ imports placelib.ui.",
        "move what is needed down into a service or a chart.",
        layers.imported_only_in(("placelib.ui",), ("placelib/ui/", "pages/", "app.py")),
    ),
    "pages": Rule(
        "nothing imports a page or app.py.",
        "move what is needed into placelib/ui.",
        layers.imported_only_in(("pages", "app"), ()),
    ),
    "charts": Rule(
        f"charts import of placelib only charts and {', '.join(PLAIN_MODULES)}.",
        "take the records or the frame as an argument, and let the page or placelib/ui ask for it.",
        layers.of_placelib_only(("placelib/charts/",), ("placelib.charts", *PLAIN_MODULES)),
    ),
    "services": Rule(
        "only placelib/ui/ and placelib/charts/ import placelib.charts, and only ui placelib.ui.",
        "return records, and let placelib/ui or a page draw them.",
        layers.services_looking_up,
    ),
    "store": Rule(
        f"placelib/store.py imports of placelib only {', '.join(PLAIN_MODULES)}.",
        "let the service call the store, not the other way round.",
        layers.of_placelib_only(("placelib/store.py",), PLAIN_MODULES),
    ),
    "serving": Rule(
        "placelib/serving/ imports of placelib only serving and errors.",
        "pass what it needs in from placelib/ui/server.py.",
        layers.of_placelib_only(("placelib/serving/",), ("placelib.serving", "placelib.errors")),
    ),
    "build": Rule(
        "nothing outside placelib/build/ imports placelib.build.",
        "move what both need into a service.",
        layers.imported_only_in(("placelib.build",), ("placelib/build/",)),
    ),
    "circle": Rule(
        "imports in placelib never lead in a circle.",
        "move what both modules need into a third that imports neither.",
        layers.circles,
    ),
    "caching": Rule(
        "only placelib/ui/cached.py caches.",
        "add a bounded wrapper to placelib/ui/cached.py, named like the call it wraps.",
        layers.uses(
            r"\bcache_(data|resource)\b|^placelib\.ui\.kept\.kept$", "placelib/ui/cached.py"
        ),
    ),
    "vague name": Rule(
        f"no module is called {', '.join(sorted(layers.VAGUE_NAMES))}.",
        "name it after what it holds.",
        layers.vague_names,
    ),
    "html": Rule(
        "no text is shown with unsafe_allow_html.",
        "use Streamlit's own elements and the theme in .streamlit/config.toml.",
        layers.uses(r"\bunsafe_allow_html\b"),
    ),
    "experimental": Rule(
        "nothing of Streamlit whose name begins with experimental_ is used.",
        "use the finished call of the same purpose.",
        layers.uses(r"\b(st|streamlit)\.experimental_\w+|^experimental_\w+$"),
    ),
    "container width": Rule(
        "use_container_width is not used.",
        "write width='stretch', width='content' or a number.",
        layers.uses(r"\buse_container_width\b"),
    ),
    "old components": Rule(
        "streamlit.components.v1 is not used.",
        "use st.iframe, st.html or st.components.v2.",
        layers.uses(r"\bcomponents\.v1\b"),
    ),
    "pickle": Rule(
        "nothing is pickled or unpickled.",
        "write JSON, CSV or Parquet: reading a pickle can run anything.",
        layers.uses(r"^(c?pickle|cloudpickle|dill|joblib|shelve)\b|\b(read|to)_pickle\b"),
    ),
    "eval": Rule(
        "eval and exec are not used.",
        "look the value up in a dictionary, or parse it.",
        layers.uses(r"^(builtins\.)?(eval|exec)$"),
    ),
    "except": Rule(
        "only placelib/ui/frame.py catches every exception.",
        "catch the errors that the call is known to raise; the frame handles the rest.",
        layers.catching_everything,
    ),
    "sql": Rule(
        "SQL stands in placelib/sql/*.sql, placelib/store.py and placelib/build/ only.",
        "put the query in a file of its own in placelib/sql.",
        layers.sql_in_python,
    ),
}
