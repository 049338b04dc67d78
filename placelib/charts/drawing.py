"""The child process of pictures: reads specifications and writes pictures, a request a line."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

import vl_convert

from placelib.charts.picture_frame import PictureFrame, frame_svg

if sys.platform != "win32":
    import resource

CPU_SECONDS = 60


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
    if kind == "svg":
        text: str = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
        return text.encode("utf-8")
    return bytes(vl_convert.vegalite_to_png(specification, scale=scale, allowed_base_urls=[]))


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
