"""Three views of a comparison: beside peers, among all areas, and two indicators together.

They are shown on the Compare page and in a quick view, of official or of uploaded figures: what
differs between the two pages stands in a ComparisonFrame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from placelib.areas.levels import LEVEL_PLURALS
from placelib.compare.distribution import Field, count_peers
from placelib.compare.distribution_text import (
    describe_rank,
    write_distribution_headline,
    write_distribution_sentence,
)
from placelib.compare.peers import CHOSEN, PeerSet
from placelib.compare.peers_text import (
    describe_beside,
    name_clear_peers,
    write_peers_headline,
    write_peers_sentence,
)
from placelib.compare.relation_text import describe_two_ways, write_two_headline, write_two_sentence
from placelib.compare.settings import CompareView
from placelib.compare.text import explain_no_figure
from placelib.exports.editable_chart import EditableChart
from placelib.formatting import INTERVAL, INTERVAL_MEANING, format_count, sentence_start
from placelib.model import Area, Indicator
from placelib.statistics.ranks import RankRange
from placelib.ui.components import chart_display, present_mode
from placelib.ui.components.chart_block import ChartBlock, Draw, build_notes
from placelib.urls import COMPARE
from placelib.views import compare as compare_view
from placelib.views import compare_charts, snapshot_records
from placelib.views.compare_charts import Relation
from placelib.views.observation_rows import Figure, build_figure_row, build_marked_row

_BARS = f"Bars: {INTERVAL} where published, {INTERVAL_MEANING}"


@dataclass(frozen=True, slots=True)
class ComparisonFrame:
    """What differs between the pages that show a comparison.

    ``name`` begins the names of files and ``key`` those of widgets; ``notes`` travel with
    downloads.
    """

    name: str
    key: str
    notes: Sequence[str]

    def block(
        self,
        headline: str,
        subtitle: str,
        sentence: str,
        rows: Sequence[Mapping[str, str]],
        indicators: Sequence[Indicator],
        figures: Sequence[Figure],
        editable: EditableChart | None = None,
        stage_key: str = "",
    ) -> ChartBlock:
        """The block of a chart."""
        return ChartBlock(
            headline=headline,
            subtitle=subtitle,
            sentence=sentence,
            rows=rows,
            notes=self.notes,
            name=self.name,
            indicators=list(dict.fromkeys(indicators)),
            figures=figures,
            editable=editable,
            stage_key=stage_key,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison ready to be shown: its block, the key of its widgets, and what draws it."""

    block: ChartBlock
    key: str
    draw: Draw


def show_peers(view: CompareView, peers: PeerSet) -> Comparison | str:
    """The place and each of its peers with its interval."""
    field = compare_view.get_field(view, view.indicator)
    if why_not := _explain_gap(field):
        return why_not
    chart = compare_view.build_peers_chart(view, dark=chart_display.is_dark())
    if not _may_name_peers(view):
        chart = present_mode.name_only(chart, [field.area.name])
    name = f"compare-{view.area}-{view.peers}-{field.indicator.slug}"
    frame = _build_frame(view, peers, [field.indicator], name, "compare peers")
    return build_peers(field, peers, chart, frame)


def _may_name_peers(view: CompareView) -> bool:
    """False on the stage for the peers of a kind: nobody chose them one by one to be shown."""
    return view.peers == CHOSEN or not present_mode.is_on_stage()


def build_peers(
    field: Field, peers: PeerSet, chart: Mapping[str, Any], frame: ComparisonFrame
) -> Comparison:
    """A place and its peers in order of the figure; the place must have a value."""
    assert field.area_row is not None
    rows = [field.rows.get(code) for code in peers.codes]
    counts = count_peers(field.indicator, field.area_row, rows)
    sentence = write_peers_sentence(field, peers, counts)
    if clear := name_clear_peers(field, peers.areas):
        sentence = f"{sentence} {clear}"
    beside = f"Beside {field.area.name}"
    bars = f"{_BARS}. " if field.indicator.has_interval else ""
    block = frame.block(
        f"{field.indicator.label}: {write_peers_headline(field, counts)}",
        _write_subtitle(field, peers, f"{bars}In order of the figure, which is no ranking"),
        sentence,
        [
            _insert_after_unit(
                _write_row(field, area, is_uploaded=field.indicator.is_uploaded),
                {beside: describe_beside(field, area)},
            )
            for area in (field.area, *peers.areas)
        ],
        [field.indicator],
        [
            Figure(field.indicator, area, field.rows.get(area.code))
            for area in (field.area, *peers.areas)
        ],
        compare_charts.build_editable_peers(snapshot_records.get_registry(), field, peers),
        _write_stage_key(field, f"Grey: its {format_count(len(peers.areas), 'peer')}."),
    )
    return _finish(block, chart, frame, block.sentence)


def compare_with_all(view: CompareView, peers: PeerSet) -> Comparison | str:
    """All areas of the place's level, with the rank as a range."""
    field = compare_view.get_field(view, view.indicator)
    if why_not := _explain_gap(field):
        return why_not
    assert field.area_row is not None
    rank = compare_view.get_rank(view)
    frame = _build_frame(
        view,
        peers,
        [field.indicator],
        f"distribution-{view.area}-{field.indicator.slug}",
        "compare all",
        f"Rank of {field.area.name}: {describe_rank(field, rank)}",
    )
    chart = compare_view.build_distribution_chart(view, dark=chart_display.is_dark())
    return build_distribution(field, peers, rank, chart, frame)


def build_distribution(
    field: Field,
    peers: PeerSet,
    rank: RankRange | None,
    chart: Mapping[str, Any],
    frame: ComparisonFrame,
) -> Comparison:
    """A place among all areas of its level, a dot each; the place must have a value."""
    assert field.area_row is not None
    registry = snapshot_records.get_registry()
    among = LEVEL_PLURALS.get(field.area.level, "areas")
    without = len(field.areas) - len(field.valued)
    bar = (
        f" Bar: the {INTERVAL} of {field.area.in_sentence}, {INTERVAL_MEANING}"
        if field.area_row.has_interval
        else ""
    )
    silent = f" {without} without a figure for this period." if without else ""
    block = frame.block(
        f"{field.indicator.label}: {write_distribution_headline(field, rank)}",
        _write_subtitle(
            field, peers, f"A dot for each of {len(field.valued):,} {among}.{silent}{bar}"
        ),
        write_distribution_sentence(field, rank),
        _list_level_rows(field, peers, rank),
        [field.indicator],
        [Figure(field.indicator, registry[code], field.rows.get(code)) for code in field.areas],
        stage_key=_write_stage_key(
            field, f"Each dot is one of {len(field.valued):,} {among}.", _name_diamonds(peers)
        ),
    )
    return _finish(block, chart, frame, block.sentence)


def compare_two_indicators(view: CompareView, peers: PeerSet) -> Comparison | str:
    """Two indicators of the same areas, cut into quarters."""
    relation = compare_view.get_relation(view)
    across, up = relation.across, relation.up
    if why_not := _explain_gap(across) or _explain_gap(up):
        return why_not
    name = f"two-{view.area}-{across.indicator.slug}-{up.indicator.slug}"
    indicators = [across.indicator, up.indicator]
    frame = _build_frame(view, peers, indicators, name, "compare two")
    chart = compare_view.build_relation_chart(
        view, dark=chart_display.is_dark(), has_peer_names=_may_name_peers(view)
    )
    return build_relation(relation, peers, chart, frame)


def build_relation(
    relation: Relation, peers: PeerSet, chart: Mapping[str, Any], frame: ComparisonFrame
) -> Comparison:
    """Two indicators of the same areas; the place must have both figures."""
    across, up, area_pair = relation.across, relation.up, relation.area_pair
    assert area_pair is not None
    sentence = write_two_sentence(
        across, up, area_pair, relation.alike, len(relation.counted), relation.cut
    )
    bars = (
        f". Bars of the place and its peers: {INTERVAL} where published, {INTERVAL_MEANING}"
        if across.indicator.has_interval or up.indicator.has_interval
        else ""
    )
    registry = snapshot_records.get_registry()
    among = LEVEL_PLURALS.get(across.area.level, "areas")
    is_uploaded = across.indicator.is_uploaded or up.indicator.is_uploaded
    block = frame.block(
        write_two_headline(across, up, area_pair, relation.cut),
        f"{_write_subtitle(across, peers, '')} Up: {up.indicator.label}, {up.period_label}. "
        f"Across: {across.indicator.label}, {across.period_label}. "
        f"Lines: {relation.cut.name}{bars}",
        # The stage has no subtitle, which elsewhere says what is drawn across and what up.
        describe_two_ways(across, up, area_pair) if present_mode.is_on() else sentence,
        [
            {
                "Indicator": field.indicator.label,
                **_write_row(field, registry[pair.code], is_uploaded=is_uploaded),
            }
            for field in (across, up)
            for pair in relation.pairs
        ],
        [across.indicator, up.indicator],
        [
            Figure(field.indicator, registry[pair.code], field.rows.get(pair.code))
            for field in (across, up)
            for pair in relation.pairs
        ],
        compare_charts.build_editable_relation(registry, relation, peers),
        _write_stage_key(
            across, f"Each dot is one of {len(relation.counted):,} {among}.", _name_diamonds(peers)
        ),
    )
    return _finish(block, chart, frame, sentence)


def _finish(
    block: ChartBlock, chart: Mapping[str, Any], frame: ComparisonFrame, alternative: str
) -> Comparison:
    key = f"{frame.key} chart"
    return Comparison(
        block,
        frame.key,
        partial(
            chart_display.show_chart,
            chart,
            key=key,
            alternative=alternative,
            is_uploaded=block.is_uploaded,
        ),
    )


def _explain_gap(field: Field) -> str:
    """Why the place cannot be compared; empty where it has a figure."""
    if field.area_row is not None and field.area_row.value is not None:
        return ""
    return explain_no_figure(field.indicator, field.area, field.area_row)


def _write_stage_key(field: Field, *marks: str) -> str:
    """What the marks are, for a room; the bars where the place has one."""
    bars = [f"Bars: {INTERVAL}s."] if field.area_row and field.area_row.has_interval else []
    return " ".join([*filter(None, marks), *bars])


def _name_diamonds(peers: PeerSet) -> str:
    return "Diamonds: its peers." if peers.codes else ""


def _write_subtitle(field: Field, peers: PeerSet, remark: str) -> str:
    count = f" ({len(peers.areas)})" if peers.areas else ""
    measure = f"{field.indicator.label}, {field.period_label}. " if remark else ""
    return f"{measure}Peers: {peers.label}{count}. {remark}".strip()


def _build_frame(
    view: CompareView,
    peers: PeerSet,
    indicators: Sequence[Indicator],
    name: str,
    key: str,
    *notes: str,
) -> ComparisonFrame:
    names = ", ".join(area.name for area in peers.areas) or "none"
    place = snapshot_records.get_registry()[view.area]
    about = build_notes(
        list(dict.fromkeys(indicators)),
        [f"Place: {place.name} ({place.code})", f"Peers: {peers.label}: {names}"],
        COMPARE,
        view.settings(),
    )
    return ComparisonFrame(name, key, [*about, *notes])


def _write_row(field: Field, area: Area, *, is_uploaded: bool) -> dict[str, str]:
    """A figure as a row; in a table with uploaded figures each row says which it is."""
    build_row = build_marked_row if is_uploaded else build_figure_row
    return build_row(field.indicator, area, field.rows.get(area.code))


def _insert_after_unit(row: dict[str, str], further: dict[str, str]) -> dict[str, str]:
    """The row with further columns beside its figure, where a phone still shows them."""
    columns = list(row.items())
    place = list(row).index("Unit") + 1 if "Unit" in row else len(columns)
    return dict([*columns[:place], *further.items(), *columns[place:]])


def _list_level_rows(field: Field, peers: PeerSet, rank: RankRange | None) -> list[dict[str, str]]:
    rows = []
    beyond = [area for area in peers.areas if area.code not in field.areas]
    for area in (*field.areas.values(), *beyond):
        role = "peer" if area.code in peers.codes else ""
        if area == field.area:
            role = sentence_start(describe_rank(field, rank))
        row = _write_row(field, area, is_uploaded=field.indicator.is_uploaded)
        rows.append({**row, "Marked as": role})
    return rows
