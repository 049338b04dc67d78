"""`make measure WHAT=api`: the API's speed beside visitors and its answers to odd requests.

It writes api.md, and ends with 1 where an odd request got a wrong answer.
"""

from __future__ import annotations

import sys

from tests.measure.api.fuzz import measure_odd_requests
from tests.measure.api.load import measure_load
from tests.measure.written import MEASURED, write_report


def main() -> int:
    """Measure both, write the report and print it."""
    odd_requests, has_faults = measure_odd_requests()
    report = f"# The API\n\n{measure_load()}\n{odd_requests}"
    write_report(MEASURED / "api.md", report)
    print(report)
    return int(has_faults)


if __name__ == "__main__":
    sys.exit(main())
