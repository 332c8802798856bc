"""The `codegraph` command."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from codegraph.cli.app import run  # noqa: PLC0415 - `python -m codegraph` and the script share one entry

    # JSON is UTF-8 everywhere, and text that is not UTF-8 must not stop a program
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
