"""Names say what they mean: no vague binding, few functions without a verb, no doubled name.

Good models of the field have 0.0 to 0.3% vague bindings and 37 to 75% functions with a verb.
"""

from __future__ import annotations

from pathlib import Path

from tests.contracts.naming import (
    VAGUE,
    VERBS,
    bindings,
    doubled_names,
    functions,
    level_lists,
    passing_on,
    starts_with_a_verb,
    unnamed_arguments,
    vague_bindings,
    verbless_functions,
)
from tests.contracts.source_tree import SourceFile, read_tests, read_tree

ROOT = Path(__file__).resolve().parents[2]
FILES = [file for file in read_tree(ROOT) if file.is_in("placelib/")]
# The packages whose functions do something for a page; charts and exports are told what to make.
DOING = [
    file
    for file in FILES
    if file.is_in(
        *(
            f"placelib/{package}/"
            for package in (
                "areas", "statistics", "maps", "trends", "compare", "quadrant", "uploads",
                "quickview", "workshop", "neighbourhoods", "assets", "scorecard", "ui", "views",
            )
        )
    )
]  # fmt: skip
LEAST_VERBS = 0.6


def source(text: str, path: str = "placelib/small.py") -> SourceFile:
    return SourceFile(path, text)


def test_every_way_to_bind_a_name_is_counted() -> None:
    file = source(
        "total: int = 1\n"
        "class Area:\n    code: str\n    def show(self, *rest, at=2, **named): ...\n"
        "for area, (x, y) in []: pass\n"
        "with open('f') as f: pass\n"
        "try: pass\nexcept OSError as error: pass\n"
        "found = [row for row in ()]\n"
        "if (n := 1): pass\n"
        "key = lambda item, _: item\n"
    )
    assert " ".join(sorted(binding.name for binding in bindings([file]))) == (
        "area at code error f found item key n named rest row total x y"
    )


def test_what_is_read_called_imported_or_set_on_an_object_is_no_binding() -> None:
    file = source("import one\nfrom a import found\nself.given = one(found)\nitems[at] += 1\n")
    assert list(bindings([file])) == []


def test_vague_names_are_listed_with_their_place_and_their_share() -> None:
    vague, share = vague_bindings([source("area = 1\n_found = 2\nfor one in (): pass\nonce = 3\n")])
    assert [str(name) for name in vague] == [
        "placelib/small.py:2 _found",
        "placelib/small.py:3 one",
    ]
    assert share == 0.5
    assert vague_bindings([]) == ([], 0.0)


def test_a_function_begins_with_a_verb_or_is_a_question() -> None:
    for name in ("build_map", "_find", "is_current", "has_data", "can_merge"):
        assert starts_with_a_verb(name)
    for name in ("map_of", "_areas", "building", "island", "by_code", "shown"):
        assert not starts_with_a_verb(name)


def test_properties_and_names_between_underscores_are_no_functions_here() -> None:
    file = source(
        "class Area:\n"
        "    def __init__(self): ...\n"
        "    @property\n    def name(self): ...\n"
        "    @functools.cached_property\n    def parents(self): ...\n"
        "    @name.setter\n    def name(self, value): ...\n"
        "    def read(self):\n        async def inner(): ...\n"
        "@cached(64)\ndef build_map(): ...\n"
    )
    assert [function.name for function in functions([file])] == ["build_map", "read", "inner"]
    verbless, share = verbless_functions([file])
    assert [function.name for function in verbless] == ["inner"]
    assert round(share, 2) == 0.67
    assert verbless_functions([]) == ([], 1.0)


def test_a_name_of_two_modules_is_found_and_private_and_inner_ones_are_not() -> None:
    one = source("class Row: ...\nclass _Key: ...\nclass Area:\n    class Kind: ...\n", "a.py")
    other = source("import ast\nclass Row: ...\nclass _Key: ...\nclass Kind: ...\n", "b.py")
    assert doubled_names([one, other]) == {"Row": ["a.py:1", "b.py:2"]}
    functions_too = source("def main(): ...\nasync def Row(): ...\ndef _find(): ...\n", "c.py")
    assert doubled_names([one, functions_too]) == {"Row": ["a.py:1", "c.py:2"]}
    assert doubled_names([functions_too, source("def main(): ...\ndef _find(): ...\n")]) == {}


def test_a_file_that_lists_every_level_is_found_and_one_that_names_some_is_not() -> None:
    every = "LEVELS = ['ctry', 'ltla', 'utla', 'pfa', 'cauth', 'rgn']\n"
    ranks = "RANKS = {'ltla': 0, 'utla': 1, 'cauth': 2, 'rgn': 3, 'ctry': 4}\n"
    some = "LEVELS = ('ltla', 'utla', 'cauth', 'rgn')\nif level == 'ctry': pass\n"
    files = [source(every, "a.py"), source(ranks, "b.py"), source(some, "c.py")]
    assert level_lists(files) == ["a.py", "b.py"]


def test_five_arguments_by_their_places_are_found_and_four_or_named_ones_are_not() -> None:
    area = source("class Area: ...\nArea(1, 2, 3, 4, 5)\nArea(1, 2, 3, 4, level=5)\n", "a.py")
    table = source("class Table: ...\nbuild(1, 2, 3, 4, 5)\n", "b.py")
    user = source(
        "import sa\nimport b\nfrom a import Area\n"
        "def show():\n    Area(1, 2, 3, 4, 5, 6)\n    sa.Table(1, 2, 3, 4, 5)\n"
        "    b.Table(*'abcde')\n"
        "    b.Table(1, 2, 3, 4, *rest)\n",
        "c.py",
    )
    found = unnamed_arguments([area, table, user])
    assert sorted(map(str, found)) == ["a.py:2 Area", "c.py:5 Area", "c.py:8 Table"]


def test_a_function_that_only_passes_on_is_found() -> None:
    file = source(
        'def load(store, code):\n    """Load it."""\n    return catalogue.load(store, code)\n'
        "@cached(2)\ndef read(code):\n    return areas.read(code)\n"
        "def find(code):\n    return areas.find(code.upper())\n"
        "def show(code):\n    return areas.show(code, 2)\n"
    )
    assert list(map(str, passing_on([file]))) == ["placelib/small.py:1 load"]


def test_the_allowed_verbs_are_sorted_words_and_none_is_vague() -> None:
    lines = (Path(__file__).parent / "verbs.txt").read_text("utf-8").splitlines()
    assert lines == sorted(VERBS)
    assert all(line.isalpha() and line.islower() for line in lines)
    assert not VERBS & VAGUE


def test_no_variable_or_parameter_has_a_vague_name() -> None:
    vague, _ = vague_bindings(FILES)
    assert vague == [], "\n".join(map(str, vague))


def test_no_function_has_a_vague_name() -> None:
    vague = [str(function) for function in functions(FILES) if function.name.strip("_") in VAGUE]
    assert vague == []


def test_functions_of_services_views_and_ui_begin_with_a_verb() -> None:
    verbless, share = verbless_functions(DOING)
    assert share >= LEAST_VERBS, "\n".join(map(str, verbless))


def test_no_public_class_or_function_has_the_name_of_another() -> None:
    assert doubled_names(FILES) == {}


def test_the_geography_levels_are_listed_in_one_place() -> None:
    assert level_lists(FILES) == ["placelib/areas/levels.py"]


def test_the_arguments_of_records_with_many_are_named() -> None:
    assert [str(call) for call in unnamed_arguments([*FILES, *read_tests(ROOT)])] == []


def test_no_function_only_passes_on_to_another_of_its_name() -> None:
    assert [str(function) for function in passing_on(FILES)] == []
