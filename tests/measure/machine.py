"""The machine that a measurement was made on, in words: neither a name nor a path."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version


def machine(browser_version: str = "") -> str:
    """Cores, memory and versions in one sentence, with the browser where one takes part."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    words = (
        f"{cores} cores and {gibibytes:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, Streamlit {version('streamlit')}"
    )
    if not browser_version:
        return f"{words}."
    return (
        f"{words}, and Chromium {browser_version} drawing without a graphics card; browser and "
        "server share the cores."
    )
