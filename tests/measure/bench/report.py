"""The measurements in words: a Markdown page with medians, ranges, ratios and aims."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from tests.measure.bench.journeys import HELLO, VISITS, Landing
from tests.measure.bench.measure import Sample
from tests.measure.bench.message_kinds import KindCost, describe_kinds, write_kind_table
from tests.measure.bench.network import LOOPBACK, MEDIUM, SLOW, Network
from tests.measure.bench.server_side import RerunCost
from tests.measure.machine import machine

INTRODUCTION = (
    "Written by `make measure WHAT=bench`; run it again rather than edit it. Each figure is the "
    "median of {rounds} alternating runs of this app and of a hello-world Streamlit app as "
    "Streamlit starts it, with the smallest and the largest behind it. A ratio is this app's "
    "median over the hello-world app's."
)
ABOUT_WAITING = (
    "First visit is an empty browser at a warm server; repeat visit the same browser again. Cold "
    "start runs from starting the server's process to a usable page in an empty browser. A page is "
    "usable once the script has finished, every chart is drawn, and nothing has changed for 0.3 "
    "seconds, which are not counted. A journey stands beside the measure of the hello-world app "
    "that is nearest to it. The slower networks are Chrome's: 10 Mbit/s with 40 ms and 2 Mbit/s "
    "with 100 ms added to each request. They slow files and not the websocket, by which a page "
    "gets the bytes of its rerun. Without a graphics card Chromium draws the first map for about a "
    "second, and a visit to it counts that second or not, as the page stands still before it or "
    "not: so its visits fall into two groups."
)
ABOUT_THE_WIRE = (
    "Bytes as received, websocket messages included; what the browser's cache answers is not "
    "counted."
)
WHY_MISSED = (
    "Why some are missed. A rerun with nothing changed sends next to nothing (ADR 85); what it "
    "costs is to put the page together anew. Streamlit does that for every element and container, "
    "for as much as the table of elements below says of each, and our own pages say what is in "
    "them. An aim of three times the one-line app leaves room for about thirty elements, and a "
    "page of text, choices, charts and menus has {least} to {most} with what Streamlit says of the "
    "run. A visitor seldom waits for a whole page: a change runs the part of it that changes (ADR "
    "79). On a repeat visit no file is fetched: the browser's own scripts, React and the charts' "
    "engine, take the time, where hello world draws one line."
)
ABOUT_RERUNS = (
    "Processor time of the whole server process for one run of the whole page with nothing "
    "changed, sent over a websocket without a browser: what has not changed is not sent (ADR 85). "
    "Below them the change that visitors make most on a page, which runs the part of it that "
    "changes, and the same page of another place, which runs all of it: of the two ways between "
    "the places the messages are those of the way that sends more. Beside them stands an app of "
    "one line behind the same tuned server."
)
PLACE = "another place"
# What a message brings, by Streamlit's name for it, and the sort it is counted with.
OTHER = "Choices, buttons and files"
_NAMES = {
    "Streamlit’s own": (
        "new_session session_status_changed navigation page_config_changed page_info_changed "
        "auto_rerun stop_auto_rerun script_finished"
    ),
    "Containers": "flex_container column grid_container container",
    "Folded parts and menus": "expandable popover",
    "Texts and HTML": "heading markdown html alert metric table",
    "Pictures": "vega_lite_chart deck_gl_json_chart",
}
SORTS = {kind: sort for sort, kinds in _NAMES.items() for kind in kinds.split()}
ABOUT_SORTS = (
    "The messages of a page's first run, which is sent whole, by what they bring. A part that runs "
    "by itself, so that a change runs it alone, is a container; so is each row and each column. "
    "What is folded is one message until it is opened."
)
# Read for a release of the data once: what the quadrants rest on, by placelib.quadrant.loading, how
# councils spread, by placelib.statistics.district_spread, and England's neighbourhoods, by the
# first who opens their page.
OF_A_RELEASE = frozenset(
    {
        "chance_bands",
        "chance_tests",
        "district_figures",
        "district_spread",
        "district_steadiness",
        "leverage_deflators",
        "leverage_departments",
        "leverage_local_share",
        "leverage_outturn",
        "leverage_parts",
        "leverage_past",
        "leverage_places",
        "leverage_revenue",
        "leverage_spending",
        "leverage_tax",
        "neighbourhoods",
        "quadrant_figures",
        "quadrant_levers",
        "quadrant_nations",
        "quadrant_periods",
        "quadrant_population",
        "quadrant_published",
        "quadrant_representation",
        "quadrant_status",
        "quadrant_touching",
    }
)
ABOUT_QUERIES = (
    "Those of a release read whole tables, nearly all at the start, before anybody waits for them, "
    "and what is made of them is kept. The others are asked for a page, and their answers "
    "are kept for the next visitor. The aim is on those."
)
ABOUT_MEMORY = (
    "One process holds {rest:.0f} MB with everything read; each open session on the page of a "
    "place adds {session:.0f} KB."
)


@dataclass
class Results:
    """The samples of both apps by the name of the measure, and what could not be measured.

    `again` names each measure that was tried a second time, once for each time.
    """

    hello: dict[str, list[Sample]] = field(default_factory=dict)
    ours: dict[str, list[Sample]] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)

    def rounds(self) -> int:
        """The smallest number of samples behind any median."""
        return min(len(samples) for samples in (*self.hello.values(), *self.ours.values()))


@dataclass
class Spent:
    """What the server spent: processor time, bytes and messages a run, MB, milliseconds a query."""

    trivial: list[RerunCost] = field(default_factory=list)
    reruns: dict[str, list[RerunCost]] = field(default_factory=dict)
    changes: dict[str, list[RerunCost]] = field(default_factory=dict)
    moves: dict[str, list[RerunCost]] = field(default_factory=dict)
    kinds: dict[str, KindCost] = field(default_factory=dict)
    queries: dict[str, float] = field(default_factory=dict)
    rest: float = 0.0
    session: float = 0.0


@dataclass(frozen=True)
class Aim:
    """One aim: what it is about, what was measured, what it was to be, and whether it was kept."""

    about: str
    measured: str
    aim: str
    kept: bool


def visit_names(page: str, network: str) -> tuple[str, str]:
    """The names of the first and the repeat visit to a page on a network."""
    return f"first visit to {page}, {network}", f"repeat visit to {page}, {network}"


def time_table(results: Results) -> list[str]:
    """Waits that are no visits: a row for each, beside the nearest of the hello-world app."""
    lines = ["| Measure | Hello world | This app | Ratio |", "| --- | ---: | ---: | ---: |"]
    for name, ours in results.ours.items():
        if " visit to " not in name:
            hello = results.hello.get(_beside(results, name))
            beside = _milliseconds(hello) if hello else "—"
            lines.append(f"| {name} | {beside} | {_milliseconds(ours)} | {_ratio(ours, hello)} |")
    lines += [f"| {name} | — | not measured: {why} | — |" for name, why in results.problems.items()]
    return lines


def visit_table(results: Results, network: Network) -> list[str]:
    """First and repeat visits on one network: a row a page, the hello-world app first."""
    lines = [
        "| Page | First visit | Ratio | Repeat visit | Ratio | First visit brings |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    rows = [(results.hello, HELLO), *((results.ours, one) for one in VISITS)]
    for samples, landing in rows:
        names = visit_names(landing.name, network.name)
        if names[0] in samples:
            first, repeat = samples[names[0]], samples[names[1]]
            hello = [results.hello.get(name) for name in visit_names(HELLO.name, network.name)]
            lines.append(
                f"| {landing.name} | {_milliseconds(first)} | {_ratio(first, hello[0])} "
                f"| {_milliseconds(repeat)} | {_ratio(repeat, hello[1])} | {_traffic(first)} |"
            )
    return lines


def rerun_table(spent: Spent) -> list[str]:
    """Processor time, messages and bytes of a rerun: a row a page, the trivial app first."""
    base = _middle_cost(spent.trivial, "milliseconds")
    lines = [
        "| Page | Processor time of a rerun | Ratio | Messages | Bytes |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    rows = [
        ("one line of text", spent.trivial),
        *spent.reruns.items(),
        *_list_changes(spent),
    ]
    for name, costs in rows:
        time, messages, size = (
            _middle_cost(costs, part) for part in ("milliseconds", "messages", "bytes")
        )
        lines.append(
            f"| {name} | {time:.1f} ms | {time / base:.1f} | {messages:.0f} | {size:,.0f} |"
        )
    return lines


def message_table(spent: Spent) -> list[str]:
    """How many messages of each sort the first run of a page sends: a row a page."""
    sorts = [*dict.fromkeys([*SORTS.values(), OTHER])]
    lines = [f"| Page | All | {' | '.join(sorts)} |", f"| --- |{' ---: |' * (len(sorts) + 1)}"]
    for name, costs in spent.reruns.items():
        counts: Counter[str] = Counter()
        for kind, count in costs[-1].kinds.items():
            counts[SORTS.get(kind, OTHER)] += count
        numbers = " | ".join(str(counts[sort]) for sort in sorts)
        lines.append(f"| {name} | {counts.total()} | {numbers} |")
    return lines


def explain_misses(spent: Spent) -> str:
    """Why reruns and repeat visits miss their aims, with the messages of a page's first run."""
    counts = [sum(costs[-1].kinds.values()) for costs in spent.reruns.values()]
    return WHY_MISSED.format(least=min(counts), most=max(counts))


def _list_changes(spent: Spent) -> list[tuple[str, list[RerunCost]]]:
    """Each change of a page under its name: “map: another “Indicator””, “map: another place”."""
    return [
        (name, costs[landing.name])
        for landing in VISITS
        for name, costs in (
            (f"{landing.name}: another “{landing.change}”", spent.changes),
            (f"{landing.name}: {PLACE}", spent.moves),
        )
        if landing.name in costs
    ]


def aims(results: Results, spent: Spent) -> list[Aim]:
    """Every aim that these measures bear on."""
    found = [one for landing in VISITS for one in _visit_aims(results, landing)]
    base = _middle_cost(spent.trivial, "milliseconds")
    for name, costs in spent.reruns.items():
        mine, messages = _middle_cost(costs, "milliseconds"), _middle_cost(costs, "messages")
        measured = f"{mine / base:.1f} times ({mine:.1f} ms)"
        found += [
            Aim(f"rerun of {name}", measured, "at most 3 times", mine <= 3 * base),
            Aim(f"rerun of {name}, messages", f"{messages:.0f}", "at most 30", messages <= 30),
        ]
    engines = {landing.name for landing in VISITS if landing.engine and landing.change}
    for name, cost in _list_changes(spent):
        mine, messages, size = (
            _middle_cost(cost, part) for part in ("milliseconds", "messages", "bytes")
        )
        found += [
            Aim(
                name,
                f"{mine / base:.1f} times ({mine:.1f} ms)",
                "at most 3 times",
                mine <= 3 * base,
            ),
            Aim(f"{name}, messages", f"{messages:.0f}", "at most 30", messages <= 30),
        ]
        if name.partition(": ")[0] in engines and not name.endswith(PLACE):
            kilobytes = f"{size / 1000:.1f} KB"
            found.append(Aim(f"{name}, bytes", kilobytes, "at most 20 KB", size <= 20_000))
    for page, most in (("map", 2.2), ("place", 1.5)):
        samples = results.ours.get(visit_names(page, LOOPBACK.name)[0])
        if samples:
            size = _middle(samples, "bytes") / 1e6
            found.append(
                Aim(f"first visit to {page}, bytes", f"{size:.2f} MB", f"{most} MB", size <= most)
            )
    of_pages = {name: took for name, took in spent.queries.items() if name not in OF_A_RELEASE}
    slowest = max(of_pages, key=lambda name: of_pages[name])
    took = of_pages[slowest]
    found.append(
        Aim(f"slowest query of a page ({slowest})", f"{took:.1f} ms", "under 5 ms", took < 5)
    )
    return found


def _visit_aims(results: Results, landing: Landing) -> list[Aim]:
    found = []
    most = (1.3 if landing.engine else 1.0, 1.5)
    names = visit_names(landing.name, MEDIUM.name)
    hellos = visit_names(HELLO.name, MEDIUM.name)
    for name, hello, limit in zip(names, hellos, most, strict=True):
        ours, theirs = results.ours.get(name), results.hello.get(hello)
        if ours and theirs:
            ratio = _middle(ours, "milliseconds") / _middle(theirs, "milliseconds")
            found.append(Aim(name, f"{ratio:.2f} times", f"at most {limit:g}", ratio <= limit))
    return found


def aim_table(found: list[Aim]) -> list[str]:
    """Every aim with what was measured."""
    lines = ["| Aim | Measured | Wanted | |", "| --- | ---: | ---: | --- |"]
    return lines + [
        f"| {one.about} | {one.measured} | {one.aim} | {'kept' if one.kept else '**missed**'} |"
        for one in found
    ]


def query_table(spent: Spent) -> list[str]:
    """The five slowest queries and the median of all."""
    slowest = sorted(spent.queries.items(), key=lambda one: -one[1])[:5]
    lines = ["| Query | Asked | Median |", "| --- | --- | ---: |"]
    lines += [
        f"| {name} | {'once for a release' if name in OF_A_RELEASE else 'for a page'} "
        f"| {took:.2f} ms |"
        for name, took in slowest
    ]
    middle = median(spent.queries.values())
    return [*lines, f"| the middle one of all {len(spent.queries)} | | {middle:.2f} ms |"]


def tried_again(results: Results) -> list[str]:
    """A paragraph that says which measures took a second try; nothing when none did."""
    if not results.again:
        return []
    counts = Counter(results.again)
    named = ", ".join(f"{name} ({count})" for name, count in counts.items())
    return [f"Not settled the first time, and so measured again: {named}."]


def page(results: Results, spent: Spent, browser_version: str) -> str:
    """The whole of docs/measured/performance.md."""
    parts = [
        "# Performance",
        INTRODUCTION.format(rounds=results.rounds()),
        f"Measured on {machine(browser_version)}",
        "## Aims",
        "\n".join(aim_table(aims(results, spent))),
        explain_misses(spent),
        "How many visitors at once the server holds is in [load.md](load.md).",
        "## Visits",
        ABOUT_WAITING,
    ]
    for network in (LOOPBACK, MEDIUM, SLOW):
        parts += [f"### {network.name}", "\n".join(visit_table(results, network))]
    parts += [
        ABOUT_THE_WIRE,
        "## Other waits",
        "\n".join(time_table(results)),
        *tried_again(results),
        "## Reruns on the server",
        "\n".join(rerun_table(spent)),
        ABOUT_RERUNS,
        "\n".join(message_table(spent)),
        ABOUT_SORTS,
        "## What a message costs",
        "\n".join(write_kind_table(spent.kinds)),
        describe_kinds(),
        "## Queries",
        "\n".join(query_table(spent)),
        ABOUT_QUERIES,
        "## Memory",
        ABOUT_MEMORY.format(rest=spent.rest, session=spent.session * 1000),
    ]
    return "\n\n".join(parts) + "\n"


def _beside(results: Results, name: str) -> str:
    given = results.beside.get(name, name)
    kind, _, network = given.partition(", ")
    return f"{kind} to {HELLO.name}, {network}" if kind.endswith(" visit") else given


def _middle(samples: list[Sample], part: str) -> float:
    return float(median(getattr(sample, part) for sample in samples))


def _milliseconds(samples: list[Sample]) -> str:
    """The median with the smallest and the largest, such as 1,020 ms (950 to 1,100)."""
    values = [sample.milliseconds for sample in samples]
    return f"{median(values):,.0f} ms ({min(values):,.0f} to {max(values):,.0f})"


def _ratio(ours: list[Sample], hello: list[Sample] | None) -> str:
    if not hello or not _middle(hello, "milliseconds"):
        return "—"
    return f"{_middle(ours, 'milliseconds') / _middle(hello, 'milliseconds'):.2f}"


def _traffic(samples: list[Sample]) -> str:
    requests = _middle(samples, "requests")
    noun = "request" if requests == 1 else "requests"
    return f"{_middle(samples, 'bytes') / 1000:,.0f} KB in {requests:,.0f} {noun}"


def _middle_cost(costs: list[RerunCost], name: str) -> float:
    return float(median(getattr(cost, name) for cost in costs))
