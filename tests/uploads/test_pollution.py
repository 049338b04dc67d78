"""A sample of the malformed files: scores, and never a wrong header without a word."""

from __future__ import annotations

from placelib.uploads.areas.register import JsonRegister, make_register
from tests.measure.uploads import pollution


def test_a_sample_of_malformed_files_comes_back(json_register: JsonRegister) -> None:
    every = list(pollution.variants(pollution.source()))
    kinds = {variant.kind for variant in every}
    assert kinds == set(pollution.WEIGHTS)
    whole = [variant for variant in every if variant.kind not in pollution.ROW_KINDS]
    rows = [variant for variant in every if variant.kind in pollution.ROW_KINDS]
    read = pollution.ours(make_register(json_register, {}))
    simple, weighted, means, silent = pollution.run(read, [*whole, *rows[::67]])
    assert simple >= 9.8, means
    assert weighted >= 9.8, means
    assert silent == []
