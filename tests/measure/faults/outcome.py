"""What came of one fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """A fault, what was done to bring it about, what visitors saw, and whether that is well."""

    fault: str
    done: str
    saw: str
    is_well: bool = True


def outcome(fault: str, done: str, bring_about: Callable[[], str]) -> Outcome:
    """Bring a fault about; what is raised on the way is what ended badly."""
    try:
        return Outcome(fault, done, bring_about())
    except (AssertionError, RuntimeError, OSError) as problem:
        return Outcome(fault, done, " ".join(str(problem).split())[:300], is_well=False)
