"""The `codegraph` command."""

from __future__ import annotations

import gc
import io
import os
import sys
import threading


def main() -> None:
    """Run the command line and exit with its code."""
    from codegraph.cli.app import run  # noqa: PLC0415 - `python -m codegraph` and the script share one entry

    # JSON is UTF-8 everywhere, and text that is not UTF-8 must not stop a program
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    code = run(sys.argv[1:])
    if any(thread.daemon for thread in threading.enumerate()):
        # part of a search that came too late: it runs in native code, which the interpreter's orderly end would abort
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    # the process ends: the interpreter need not look through all objects once more
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
