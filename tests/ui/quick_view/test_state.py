"""What one visitor's quick view holds between runs of the page."""

from __future__ import annotations

from placelib.ui.quick_view.state import QuickView
from placelib.uploads import Answers
from tests.quickview.made import reading

READ = reading([("E08000012", "2022", "Visits", 7.0, ""), ("E08000014", "2022", "Loans", 50.0, "")])


def test_a_measure_that_another_reading_has_not_gives_way_to_the_first() -> None:
    view = QuickView()
    view.accept("libraries.csv", b"a", Answers(), READ)
    assert view.upload is not None
    first, second = view.upload.measures
    assert view.current() == first
    view.measure = second.key
    assert view.current() == second
    # A browser may still offer the measures of an earlier reading, or send none at all.
    view.measure = "Loans (50 figures)"
    assert view.current() == first
    view.forget()
