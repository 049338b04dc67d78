"""Place or silo: the grid of councils by indicators as an HTML table that can be read both ways.

Everything that comes from data is escaped here, so a caller may place the result in a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from placelib.charts.theme import LIGHT, Theme

# Orange for worse, blue for better, a plain grey-violet where no direction is recorded or no
# interval published; three strengths each, for half, one and two standard deviations.
_STRENGTHS = (0.5, 1.0, 2.0)
FAR = _STRENGTHS[1]
TONES = ("worse", "better", "neutral")
_PALETTES = {
    "light": {
        "better": ("#DCE6F0", "#A9C3DD", "#6C9CCB"),
        "worse": ("#FDE3D3", "#F9BC97", "#F08A52"),
        "neutral": ("#ECEAF1", "#D3CEDF", "#AFA6C6"),
    },
    "dark": {
        "better": ("#1E3448", "#2B5379", "#366896"),
        "worse": ("#43291B", "#7A4220", "#A14F1B"),
        "neutral": ("#2B2836", "#454058", "#655D82"),
    },
}


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column's head: the indicator's name, its arrow for the direction, and its topic."""

    name: str
    arrow: str
    topic: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: the signed number in it, what it says in full, its size and its tone.

    ``tone`` is better, worse, neutral or not clear; None for a cell without a figure.
    """

    text: str
    words: str
    distance: float
    tone: str | None


@dataclass(frozen=True, slots=True)
class TopicStrip:
    """One topic of one place: a box for each of its figures; the chosen topic stands out."""

    topic: str
    boxes: tuple[GridCell, ...]
    is_chosen: bool

    @property
    def far(self) -> tuple[GridCell, ...]:
        """The figures far from the benchmark: worse first, then better, then the others."""
        boxes = [box for box in self.boxes if _tone_class(box) and abs(box.distance) >= FAR]
        return tuple(
            sorted(boxes, key=lambda box: (TONES.index(box.tone or ""), -abs(box.distance)))
        )


@dataclass(frozen=True, slots=True)
class GridRow:
    """A council's row; the place the page is about stands out."""

    name: str
    boxes: tuple[GridCell, ...]
    is_place: bool


def silo_table(
    heads: Sequence[GridColumn], rows: Sequence[GridRow], caption: str, theme: Theme = LIGHT
) -> str:
    """The grid as a table in a box that scrolls sideways by itself, reachable by keyboard.

    Row and column heads are marked as such, so that a screen reader reads a cell with its council
    and its indicator. A thick line parts the topics.
    """
    starts = [
        column == 0 or heads[column - 1].topic != head.topic for column, head in enumerate(heads)
    ]
    body = "".join(_row(row, starts) for row in rows)
    return (
        f"<style>{_styles(theme)}</style>"
        f'<div role="region" aria-label="{escape(caption)}" tabindex="0" class="silo">'
        f'<table class="silo"><caption>{escape(caption)}</caption>'
        f"<thead>{_topics(heads)}{_heads(heads, starts)}</thead><tbody>{body}</tbody></table></div>"
    )


def topic_strips(strips: Sequence[TopicStrip], caption: str, theme: Theme = LIGHT) -> str:
    """One place's row of the grid folded by topic, for a projector: no other place is needed.

    A box is a figure; those far from the benchmark are coloured and come first, and how many they
    are is also said in words, so that nothing hangs on the colours.
    """
    rows = "".join(
        f"<tr{' class=chosen' if strip.is_chosen else ''}>"
        f'<th scope="row">{escape(strip.topic)}</th>'
        f'<td><div aria-hidden="true">{_boxes(strip)}</div></td>'
        f"<td>{write_far_words(strip)}</td></tr>"
        for strip in strips
    )
    return (
        f"<style>{_strip_styles(theme)}</style>"
        f'<table class="strips"><caption>{escape(caption)}</caption><tbody>{rows}</tbody></table>'
    )


def _boxes(strip: TopicStrip) -> str:
    marked = "".join(f'<i class="{box.tone}"></i>' for box in strip.far)
    return marked + "<i></i>" * (len(strip.boxes) - len(strip.far))


def write_far_words(strip: TopicStrip) -> str:
    """How many of a topic's figures are far from the benchmark, and which way."""
    words = {"worse": "worse", "better": "better", "neutral": "other"}
    counts = {tone: sum(box.tone == tone for box in strip.far) for tone in TONES}
    tallies = ", ".join(f"{count} {words[tone]}" for tone, count in counts.items() if count)
    total = f"{len(strip.far)} of {len(strip.boxes)} far"
    return total if len(strip.far) == counts["neutral"] else f"{total}: {tallies}"


def _strip_styles(theme: Theme) -> str:
    tones = "".join(
        f"table.strips i.{tone}{{background:{fills[-1]};border-style:solid}}"
        for tone, fills in _palette(theme).items()
    )
    return (
        f"table.strips{{border-collapse:collapse;width:100%;font-size:.8125rem;margin:0;"
        f"color:{theme.text}}}"
        "table.strips caption{position:absolute;width:1px;height:1px;overflow:hidden}"
        "table.strips th{font-weight:400;text-align:left;padding:var(--strip-gap,.2rem) .5rem;"
        "white-space:nowrap;"
        "border-left:4px solid transparent}"
        "table.strips td{padding:var(--strip-gap,.2rem) .5rem}"
        "table.strips td:last-child{white-space:nowrap}"
        "table.strips div{display:flex;gap:2px;flex-wrap:wrap}"
        "table.strips i{width:18px;height:var(--strip-box,20px);box-sizing:border-box;"
        f"border:1px dotted {theme.quiet_text}}}"
        # On a phone the words break and leave the boxes half of the width.
        "@media (max-width:640px){table.strips th,table.strips td:last-child{white-space:normal;"
        "padding-inline:.2rem}table.strips td:nth-child(2){min-width:9rem}}"
        "table.strips tr.chosen>*{font-weight:700}"
        f"table.strips tr.chosen th{{border-left-color:{theme.focus}}}{tones}"
    )


def list_legend_words(benchmark: str) -> list[tuple[str, str]]:
    """What each tone says, as (tone, words); the last is of figures that are not far off."""
    return [
        ("better", f"better than {benchmark}"),
        ("worse", f"worse than {benchmark}"),
        ("neutral", "far, better or worse cannot be said"),
        ("", "near, or not clearly different"),
    ]


def find_strip_fills(theme: Theme) -> dict[str, str]:
    """The colour of a box far from the benchmark, by its tone."""
    return {tone: fills[-1] for tone, fills in _palette(theme).items()}


def legend(benchmark: str, theme: Theme = LIGHT) -> str:
    """What the colours say; ``benchmark`` is what the cells are held against."""
    *toned, (_, near) = list_legend_words(benchmark)
    chips = "".join(
        f'<span style="display:inline-flex;align-items:center;gap:.3rem;margin-right:1rem">'
        f'<span aria-hidden="true" style="display:inline-block;width:1.6rem;height:.9rem;'
        f'background:{_palette(theme)[tone][2]}"></span>{escape(words)}</span>'
        for tone, words in toned
    )
    plain = (
        '<span style="display:inline-flex;align-items:center;gap:.3rem">'
        f'<span aria-hidden="true" style="display:inline-block;width:1.6rem;height:.9rem;'
        f'border:1px dotted {theme.quiet_text}"></span>{escape(near)}</span>'
    )
    return (
        f'<p style="font-size:.875rem;line-height:1.6;margin:.2rem 0;color:{theme.text}">'
        f"{chips}{plain}</p>"
    )


def _palette(theme: Theme) -> dict[str, tuple[str, str, str]]:
    return _PALETTES["light" if theme is LIGHT else "dark"]


def _styles(theme: Theme) -> str:
    """The look of the grid by classes: a style in every cell would make a page of a megabyte."""
    tones = "".join(
        f"table.silo td.{tone}{number}{{background:{fill};color:{theme.text}}}"
        for tone, fills in _palette(theme).items()
        for number, fill in enumerate(fills, start=1)
    )
    return (
        f"div.silo{{overflow-x:auto;max-width:100%;color:{theme.text}}}"
        f"div.silo:focus-visible{{outline:2px solid {theme.focus}}}"
        "table.silo{border-collapse:separate;border-spacing:1px;font-size:.75rem;margin:0;"
        "font-variant-numeric:tabular-nums}"
        "table.silo caption{position:absolute;width:1px;height:1px;overflow:hidden}"
        "table.silo th{font-weight:400;text-align:left;vertical-align:bottom;padding:.2rem 0}"
        "table.silo th[scope=colgroup]{font-weight:600;padding:.2rem .3rem;white-space:nowrap;"
        "overflow:hidden;text-overflow:ellipsis;max-width:0}"
        "table.silo th span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);"
        "max-height:13rem;line-height:1.05}"
        f"table.silo th[scope=row]{{position:sticky;left:0;background:{theme.page};"
        f"border-left:4px solid {theme.page};vertical-align:middle;padding:.15rem .4rem;"
        "min-width:6.5rem;max-width:9rem}"
        "table.silo td{text-align:center;min-width:2.1rem;height:1.7rem;padding:0 .1rem;"
        f"color:{theme.quiet_text}}}"
        f"table.silo .first{{border-left:2px solid {theme.quiet_text}}}"
        f"table.silo tr.place th{{border-left-color:{theme.focus};font-weight:700}}"
        f"table.silo tr.place td{{font-weight:700}}{tones}"
    )


def _topics(heads: Sequence[GridColumn]) -> str:
    groups: list[tuple[str, int]] = []
    for head in heads:
        if groups and groups[-1][0] == head.topic:
            groups[-1] = (head.topic, groups[-1][1] + 1)
        else:
            groups.append((head.topic, 1))
    cells = "".join(
        f'<th scope="colgroup" colspan="{count}" class="first" title="{escape(topic)}">'
        f"{escape(topic)}</th>"
        for topic, count in groups
    )
    return f"<tr><td></td>{cells}</tr>"


def _heads(heads: Sequence[GridColumn], starts: Sequence[bool]) -> str:
    cells = "".join(
        f'<th scope="col"{_first(start=start)}><span>{escape(f"{head.name} {head.arrow}".strip())}'
        "</span></th>"
        for head, start in zip(heads, starts, strict=True)
    )
    return f'<tr><th scope="col">Place</th>{cells}</tr>'


def _row(row: GridRow, starts: Sequence[bool]) -> str:
    cells = "".join(_cell(box, start=start) for box, start in zip(row.boxes, starts, strict=True))
    place = ' class="place"' if row.is_place else ""
    return f'<tr{place}><th scope="row">{escape(row.name)}</th>{cells}</tr>'


def _cell(box: GridCell, *, start: bool) -> str:
    names = [*(["first"] if start else []), *_tone_class(box)]
    attribute = f' class="{" ".join(names)}"' if names else ""
    return f'<td{attribute} title="{escape(box.words)}">{escape(box.text)}</td>'


def _tone_class(box: GridCell) -> list[str]:
    strength = sum(abs(box.distance) >= limit for limit in _STRENGTHS)
    if box.tone is None or box.tone == "not clear" or not strength:
        return []
    return [f"{box.tone}{strength}"]


def _first(*, start: bool) -> str:
    return ' class="first"' if start else ""
