"""Every rule of the architecture with its sentence and its remedy, by a short name.

docs/architecture.md says why they are so; test_layers.py holds the tree to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.contracts import layers
from tests.contracts.source_tree import SourceFile

# They know the words of the field and query nothing: anything in placelib may import them.
PLAIN_MODULES = frozenset(
    {
        "api_addresses",
        "axis_words",
        "errors",
        "fair_queue",
        "formatting",
        "markdown",
        "model",
        "periods",
        "shared_document",
        "urls",
    }
)
SERVICES = frozenset({"areas", "statistics", "maps", "trends", "compare", "quadrant"})
SERVICES |= {"assets", "scorecard", "neighbourhoods", "uploads", "quickview", "workshop"}
DRAWING = frozenset({"charts", "exports"})
QUERYING = PLAIN_MODULES | {"database"}
# What each package may import of placelib, lowest first: rows above its own, or of its layer.
LAYERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(PLAIN_MODULES, PLAIN_MODULES),
    "content": frozenset(),
    "database": frozenset({"errors", "model"}),
    "charts": PLAIN_MODULES,
    "exports": PLAIN_MODULES,
    "areas": QUERYING | {"content"},
    "statistics": QUERYING | {"areas"},
    "query_params": PLAIN_MODULES | {"areas", "statistics"},
    "workshop": frozenset({"errors"}),
    "uploads": QUERYING | {"areas"},
    "trends": QUERYING | {"areas", "statistics", "query_params"},
    "maps": QUERYING | {"areas", "statistics", "query_params"},
    "compare": QUERYING | {"areas", "statistics", "query_params"},
    "scorecard": QUERYING | {"statistics"},
    "assets": QUERYING | {"areas"},
    "neighbourhoods": QUERYING | {"areas", "statistics", "query_params"},
    "quadrant": QUERYING | {"areas", "statistics", "query_params"},
    "quickview": QUERYING | DRAWING | SERVICES,
    "views": QUERYING | DRAWING | SERVICES | {"content", "query_params"},
    "api": QUERYING | SERVICES | {"exports", "views"},
    "server": frozenset({"errors"}),
    "ui": QUERYING | DRAWING | SERVICES | {"content", "query_params", "server", "views", "api"},
    "build": QUERYING | SERVICES,
    "__main__": QUERYING | SERVICES | {"views"},
}


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
        "only placelib/database/connection.py and placelib/build/ import duckdb.",
        "put the query in a file of placelib/database/queries and call the store.",
        layers.imported_only_in(
            ("duckdb",), ("placelib/database/connection.py", "placelib/build/")
        ),
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
    "layers": Rule(
        "a package imports of placelib only what its row in LAYERS names.",
        "take the records as an argument, or move what both need down into a lower package.",
        layers.beyond_their_layer(LAYERS),
    ),
    "package circle": Rule(
        "packages of placelib never import each other in a circle.",
        "move what both need into a package below both.",
        layers.package_circles,
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
        "only placelib/ui/ uses Streamlit's cache.",
        "decorate the builder with placelib.database.cache, whose answers end with the snapshot.",
        layers.uses(r"\bcache_(data|resource)\b", "placelib/ui/"),
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
        "only placelib/ui/components/fragments.py catches every exception.",
        "catch the errors that the call is known to raise; its boundary handles the rest.",
        layers.catching_everything,
    ),
    "sql": Rule(
        "SQL stands in placelib/database and placelib/build/ only.",
        "put the query in a file of its own in placelib/database/queries.",
        layers.sql_in_python,
    ),
}
