"""The child process of pictures: reads specifications and writes pictures, a request a line."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import vl_convert

from placelib.charts.picture_frame import PictureFrame, frame_svg

if sys.platform != "win32":
    import resource

# Processor time for one request; a process that takes more is ended by the system.
CPU_SECONDS = 60
# <clipPath id="clip1"><rect x="0" y="0" width="430" height="330"/></clipPath>
_CLIP = re.compile(r'<clipPath id="(\w+)">(.*?)</clipPath>')
# <g class="mark-shape …" clip-path="url(#clip1)" …>
_CLIPPED = re.compile(r' clip-path="url\(#(\w+)\)"')
# Two or more such groups, each up to its end: marks hold no group of their own.
_CLIPPED_RUN = re.compile(
    r'(?:<g class="mark-[^"]*" clip-path="url\(#\w+\)"[^>]*>(?:[^<]|<(?!/?g[ >]))*+</g>){2,}'
)


def main() -> None:
    """Draw what each line of standard input asks for until there is none.

    The answer to a line is a line of lengths and the pictures; for what cannot be drawn the process
    ends.
    """
    fonts = ""
    # Where memory runs out, the system ends this process before the server.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    while line := sys.stdin.buffer.readline():
        _limit_time()
        request = json.loads(line)
        if request["fonts"] != fonts:
            fonts = request["fonts"]
            vl_convert.register_font_directory(fonts)
        pictures = _draw_request(request)
        out = sys.stdout.buffer
        out.write(json.dumps([len(picture) for picture in pictures]).encode("ascii") + b"\n")
        for picture in pictures:
            out.write(picture)
        out.flush()


def _draw_request(request: dict[str, Any]) -> list[bytes]:
    """A picture of each specification, or one of all of them in a frame."""
    kind, scale, specifications = request["kind"], request["scale"], request["specifications"]
    if request["frame"]:
        frame = PictureFrame(**request["frame"])
        return [_draw_framed(specifications, frame, request["fonts"], kind, scale)]
    return [_draw(specification, kind, scale) for specification in specifications]


def _limit_time() -> None:
    """Give the coming request so much processor time from now on; Windows has no such limit."""
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _draw(specification: dict[str, Any], kind: str, scale: float) -> bytes:
    # No address at all is allowed: every figure and outline stands in the specification.
    svg = merge_clips(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))
    return svg.encode("utf-8") if kind == "svg" else bytes(vl_convert.svg_to_png(svg, scale=scale))


def merge_clips(svg: str) -> str:
    """The drawing with one clip around marks that follow each other and are cut to the same shape.

    Vega clips each layer by itself, and each clip costs the engine a tenth of a second.
    """
    shapes = dict(_CLIP.findall(svg))

    def merge_run(run: re.Match[str]) -> str:
        names = _CLIPPED.findall(run[0])
        if len({shapes.get(name, name) for name in names}) > 1:
            return run[0]
        return f'<g clip-path="url(#{names[0]})">{_CLIPPED.sub("", run[0])}</g>'

    return _CLIPPED_RUN.sub(merge_run, svg)


def _draw_framed(
    specifications: list[dict[str, Any]], frame: PictureFrame, folder: str, kind: str, scale: float
) -> bytes:
    charts = [_draw(picture, "svg", scale).decode("utf-8") for picture in specifications]
    name = "atkinson-hyperlegible-next-{}.woff2"
    fonts = {
        weight: (Path(folder) / name.format(file)).read_bytes()
        for weight, file in (("normal", "regular"), ("bold", "bold"))
    }
    svg = frame_svg(charts, frame, fonts)
    return svg.encode("utf-8") if kind == "svg" else bytes(vl_convert.svg_to_png(svg, scale=scale))
