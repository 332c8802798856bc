"""The `codegraph` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from codegraph.cli.app import run  # noqa: PLC0415 - `python -m codegraph` and the script share one entry

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
