"""“Ready?”: what a facilitator wants to know before the room fills."""

from __future__ import annotations

import ipaddress
import time
from urllib.parse import urlsplit

import streamlit as st

from placelib.errors import PlaceError
from placelib.markdown import plain_markdown
from placelib.ui.components import page_address
from placelib.ui.workshop import live_workshops
from placelib.urls import CONSOLE
from placelib.views import snapshot_records
from placelib.workshop import write_check
from placelib.workshop.facilitator import Facilitator

# From the facilitator's own browser: what phones in the same room will meet.
_PING = """
export default function ({ data, setStateValue }) {
  if (data.done) return;
  const ask = async () => {
    const start = performance.now();
    const answer = await fetch(data.address, { cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.status);
    return performance.now() - start;
  };
  (async () => {
    try {
      await ask();
      const times = [await ask(), await ask(), await ask()].sort((a, b) => a - b);
      setStateValue('took', Math.round(times[1]));
    } catch {
      setStateValue('took', -1);
    }
  })();
}
"""
_ping = st.components.v2.component("ping_from_here", js=_PING)
_ASKED = "ready check asked"
# Milliseconds after which an answer of the app is felt as slow.
SLOW = 500
# What comes before a line: good, bad, and not known yet.
_SIGNS = {True: "✓", False: "✗", None: "…"}


def show_readiness(facilitator: Facilitator) -> None:
    """The check, on request."""
    st.header("Ready?", anchor=False)
    if st.button("Check now", key="console ready"):
        st.session_state[_ASKED] = int(st.session_state.get(_ASKED, 0)) + 1
    times_asked = int(st.session_state.get(_ASKED, 0))
    if not times_asked:
        st.markdown(
            "Checks the data, the database, a test vote, and how fast this network reaches the app."
        )
        return
    lines = [*_check_server(facilitator), *_check_network(times_asked)]
    st.markdown("\n".join(f"- {_SIGNS[good]} {words}" for good, words in lines))


def _check_server(facilitator: Facilitator) -> list[tuple[bool, str]]:
    version = snapshot_records.get_metadata()["data_version"]
    lines = [(True, f"Data version {plain_markdown(version)}.")]
    start = time.monotonic()
    try:
        write_check.try_a_vote(live_workshops.open_workshops(), facilitator.workshop)
    except PlaceError as problem:
        return [*lines, (False, plain_markdown(str(problem)))]
    took = 1000 * (time.monotonic() - start)
    return [
        *lines,
        (True, "The database can be written."),
        (True, f"A test vote was stored, counted and taken back in {took:.0f} milliseconds."),
    ]


def _check_network(times_asked: int) -> list[tuple[bool | None, str]]:
    root = page_address.find_root(CONSOLE)
    key = f"ping {times_asked}"
    seconds = st.session_state.get(f"{key} took")
    took = _ping(
        key=key,
        data={"address": f"{root}/_stcore/health", "done": seconds is not None},
        on_took_change=lambda: None,
    ).took
    if isinstance(took, int | float) and not isinstance(took, bool):
        st.session_state[f"{key} took"] = took
    if took is None:
        return [(None, "Trying the app’s address from this browser …")]
    host = urlsplit(root).hostname or ""
    if took < 0:
        return [(False, f"The app did not answer at {plain_markdown(root)} from this browser.")]
    lines: list[tuple[bool | None, str]] = [
        (took < SLOW, f"The app answers this browser in {took:.0f} milliseconds.")
    ]
    if is_this_machine(host):
        words = (
            f"The room’s link begins with {host}, which only this machine can open. Open this "
            "console under the address that phones will use."
        )
        return [*lines, (False, plain_markdown(words))]
    return [*lines, (True, f"The room’s link leads to {plain_markdown(host)}.")]


def is_this_machine(host: str) -> bool:
    """True for a host name that means the machine itself, which no phone can reach."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
