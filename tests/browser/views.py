"""The pages that are pictured and measured, in one list."""

from __future__ import annotations

from dataclasses import dataclass

from placelib.exports.run_sheet import RunSheet, write_run_sheet_link


@dataclass(frozen=True)
class View:
    """One page as a visitor opens it: a short file name, and the address after the host."""

    name: str
    path: str


VIEWS = (
    View("start", "/"),
    View("place", "/place?area=E08000012"),
    View("map", "/map?area=E08000012"),
    View("map-tiles", "/map?view=tiles&within=E12000007&indicator=gross-median-weekly-pay"),
    View("quadrant-idea", "/quadrant?lens=idea&step=6"),
    View("quadrant-evidence", "/quadrant?area=E47000004&lens=evidence"),
    View("quadrant-take", "/quadrant?area=E47000004&lens=take&more=1000"),
    View("authorities", "/authorities"),
    View("quick-view", "/quick_view"),
    View("methods", "/methods"),
)

# What a presenter shows: each has to fit the screen.
PRESENTED = (
    View("presented-place", "/place?area=E08000012&present=1"),
    View("presented-silo", "/compare?area=E08000012&view=silo&present=1"),
    View("presented-evidence", "/quadrant?area=E47000004&lens=evidence&present=1"),
    View("presented-room", "/quadrant?area=E47000004&lens=room&present=1"),
    View("presented-idea", "/quadrant?lens=idea&step=4&present=1"),
    View("presented-question", "/quadrant?lens=idea&step=6&present=1"),
)

# What else a visitor may see: pages that are not measured, and pages in another state.
STATES = (
    *VIEWS,
    View("neighbourhoods", "/neighbourhoods?area=E08000012"),
    View("assets", "/neighbourhoods?area=E08000012&view=assets"),
    View("scorecard", "/scorecard?area=E08000012"),
    View("trends", "/trends?area=E08000012"),
    View("compare", "/compare?area=E08000012"),
    View("compare-two", "/compare?area=E08000012&view=two"),
    View("compare-silo", "/compare?area=E08000012&view=silo"),
    View("map-list", "/map?view=list"),
    View("quadrant-room", "/quadrant?area=E47000004&lens=room"),
    View("about", "/about"),
    View("run-sheet", "/run_sheet"),
    View("presented", "/trends?present=1"),
    View("embedded", "/trends?embed=true"),
    View("workshop", "/workshop"),
    View("join", "/join"),
    View("trends-embedded", "/trends?area=E08000012&embed=true"),
    View("chart-alone", "/compare?area=E08000012&embed=true&present=chart"),
    View("map-alone", "/map?area=E08000012&embed=true&present=chart"),
    View("place-not-chosen", "/place"),
    View("place-unknown", "/place?area=E99999999"),
    View("place-devolved", "/place?area=S12000049"),
    # What is wrong, missing or empty: each says so, and leads on.
    View("page-not-found", "/a_page_of_yesterday"),
    View("place-ended", "/place?area=E06000028"),
    View("place-without-a-figure", "/place?area=E08000012&indicator=nonsense"),
    View("map-without-figures", "/map?level=cauth&indicator=active-businesses"),
    View("trends-without-places", "/trends?areas="),
    View("compare-without-places", "/compare?area=E08000012&areas="),
    View("neighbourhoods-elsewhere", "/neighbourhoods?area=S12000049"),
    View("join-unknown", "/join?room=AAAAAA"),
    View("board-unknown", "/board?room=AAAAAA"),
    View("console-without-a-link", "/console"),
    View("console-with-a-wrong-link", "/console?lead=AAAAAA"),
    View("results-unknown", "/quadrant?lens=room&results=AAAAAA"),
    View("run-sheet-broken", "/run_sheet?sheet=AAAAAA"),
    View("run-sheet-empty", f"/run_sheet?sheet={write_run_sheet_link(RunSheet('Empty', ()))}"),
    View("scorecard-empty", "/scorecard?measures="),
    *PRESENTED,
)

# Looked at by `make measure WHAT=accessibility` alone: each is much like a state above.
FURTHER_STATES = (
    View("map-of-london", "/map?area=E09000007&within=E12000007"),
    View("map-with-london-in-focus", "/map?area=E09000007"),
    View("neighbourhoods-of-two", "/neighbourhoods?area=E08000012&against=E06000052"),
    View("neighbourhoods-list", "/neighbourhoods?area=E47000001&view=list"),
    View("compare-with-borders", "/compare?area=E08000012&peers=border"),
    View("quadrant-drawn", "/quadrant?lens=drawn&areas=E08000012.E08000011.E08000014"),
    View("data-out", "/data_out"),
    View("trends-indexed", "/trends?area=E08000012&view=index"),
    View("presented-map", "/map?area=E09000007&present=1"),
    View("presented-list", "/map?view=list&present=1"),
    View("presented-two", "/neighbourhoods?area=E08000012&against=E06000052&present=1"),
    View("presented-assets", "/neighbourhoods?area=E08000012&view=assets&present=1"),
    View("presented-scorecard", "/scorecard?area=E08000012&present=1"),
    View("presented-authorities", "/authorities?present=1"),
)

# Pictured once more as it first appears, for the README.
README_VIEW = View("readme", "/place?area=E08000012")

# CSS pixels: width, height.
VIEWPORTS = {
    "phone": (390, 844),
    "laptop": (1366, 768),
    "projector": (1920, 1080),
}

# As narrow as a screen enlarged to four times its size.
NARROWEST = (320, 640)

SCHEMES = ("light", "dark")
