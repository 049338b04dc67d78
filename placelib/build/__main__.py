"""``python -m placelib.build SOURCE``: a new data file from the sources, or a sentence why not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from placelib.errors import PlaceError

HERE = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Build the data file and the boundary files; 0 when they are new, 1 when left as they were."""
    parser = argparse.ArgumentParser(prog="python -m placelib.build", description=__doc__)
    parser.add_argument("source", type=Path, help="the source tree or a checkout of the data sets")
    parser.add_argument("--data", type=Path, default=HERE / "data", help="where places.duckdb goes")
    parser.add_argument("--boundaries", type=Path, default=HERE / "static" / "boundaries")
    parser.add_argument(
        "--allow-shrink",
        action="store_true",
        help="accept fewer observations than last time, after reading why",
    )
    options = parser.parse_args(arguments)
    try:
        # Only here: the app's own packages do not include those of the build.
        from placelib.build.assemble import build
    except ModuleNotFoundError as problem:
        print(
            f"The build needs the package {problem.name}, which the app does without. Install "
            "requirements-build.txt, as make data does, then run it again.",
            file=sys.stderr,
        )
        return 1
    try:
        version = build(
            options.source, options.data, options.boundaries, allow_shrink=options.allow_shrink
        )
    except PlaceError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(
            f"The new files could not be written ({problem.strerror}), so the old ones were left "
            "as they were. Make room, or give another folder with --data, then run it again.",
            file=sys.stderr,
        )
        return 1
    print(
        f"Built data version {version}; what changed is in changes.md beside it, the "
        "report in build-report.md."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
