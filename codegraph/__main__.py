"""The `codegraph` command."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys

# start-up makes so many objects or more, and nearly all of them stay: looking for garbage finds none
_ALLOCATIONS_A_COLLECTION = 50_000


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION, *gc.get_threshold()[1:])
    from codegraph.cli.app import run  # noqa: PLC0415 - `python -m codegraph` and the script share one entry

    # JSON is UTF-8 everywhere, and text that is not UTF-8 must not stop a program
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    code = run(sys.argv[1:])
    # Everything is closed by now. The interpreter's orderly end would take apart all objects one by one (0.2 s after an
    # index), and abort over a part of a search that came too late and still runs in native code.
    if not code:
        # what worker processes shared is given back, or they complain
        atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter would call
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
