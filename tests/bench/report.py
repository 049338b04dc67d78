"""The measurements in words: a Markdown page with medians, ranges and ratios."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median

from tests.bench.machine import machine
from tests.bench.measure import Sample

INTRODUCTION = (
    "Written by `make bench`; run it again rather than edit it. Each figure is the median of "
    "{rounds} alternating runs of this app and of a hello-world Streamlit app, with the smallest "
    "and the largest behind it. The ratio is this app's median over the hello-world app's."
)
ABOUT_WAITING = (
    "Cold start runs from starting the server's process to a usable page in an empty browser. "
    "First visit is an empty browser at a warm server; repeat visit the same browser again. A page "
    "is usable once its words are shown, the script has finished and every chart is drawn. A "
    "journey stands beside the measure of the hello-world app that is nearest to it. A rerun ends "
    "with the script."
)
ABOUT_THE_WIRE = (
    "Bytes as received, websocket messages included; what the browser's cache answers is not "
    "counted."
)


@dataclass
class Results:
    """The samples of both apps by the name of the measure, and what could not be measured."""

    hello: dict[str, list[Sample]] = field(default_factory=dict)
    ours: dict[str, list[Sample]] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def rounds(self) -> int:
        """The smallest number of samples behind any median."""
        return min(len(samples) for samples in (*self.hello.values(), *self.ours.values()))


def _middle(samples: list[Sample], part: str) -> float:
    return float(median(getattr(sample, part) for sample in samples))


def _milliseconds(samples: list[Sample]) -> str:
    """The median with the smallest and the largest, such as 1,020 ms (950 to 1,100)."""
    values = [sample.milliseconds for sample in samples]
    return f"{median(values):,.0f} ms ({min(values):,.0f} to {max(values):,.0f})"


def _ratio(ours: list[Sample], hello: list[Sample] | None) -> str:
    if not hello or not _middle(hello, "milliseconds"):
        return "—"
    return f"{_middle(ours, 'milliseconds') / _middle(hello, 'milliseconds'):.1f}"


def time_table(results: Results) -> list[str]:
    """Waiting times: a row for each measure of ours, beside the nearest of the hello-world app."""
    lines = [
        "| Measure | Hello world | This app | Ratio |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, ours in results.ours.items():
        hello = results.hello.get(results.beside.get(name, name))
        beside = _milliseconds(hello) if hello else "—"
        lines.append(f"| {name} | {beside} | {_milliseconds(ours)} | {_ratio(ours, hello)} |")
    lines += [f"| {name} | — | not measured: {why} | — |" for name, why in results.problems.items()]
    return lines


def wire_table(results: Results) -> list[str]:
    """What crossed the wire: the median bytes and requests of each measure."""
    lines = [
        "| Measure | Hello world | This app |",
        "| --- | ---: | ---: |",
    ]
    for name, ours in results.ours.items():
        hello = results.hello.get(results.beside.get(name, name))
        lines.append(f"| {name} | {_traffic(hello) if hello else '—'} | {_traffic(ours)} |")
    return lines


def _traffic(samples: list[Sample]) -> str:
    requests = _middle(samples, "requests")
    noun = "request" if requests == 1 else "requests"
    return f"{_middle(samples, 'bytes') / 1000:,.1f} KB in {requests:,.0f} {noun}"


def page(results: Results, browser_version: str) -> str:
    """The whole of docs/performance.md."""
    today = datetime.now(tz=UTC)
    parts = [
        "# Performance",
        INTRODUCTION.format(rounds=results.rounds()),
        f"Measured on {today.day} {today:%B %Y}: {machine(browser_version)}",
        "## Waiting",
        "\n".join(time_table(results)),
        ABOUT_WAITING,
        "## Over the wire",
        "\n".join(wire_table(results)),
        ABOUT_THE_WIRE,
    ]
    return "\n\n".join(parts) + "\n"
