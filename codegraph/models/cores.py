"""How many physical cores there are: llama.cpp gains nothing from the second thread of a core."""

from __future__ import annotations

import os
from pathlib import Path

_SIBLINGS = "/sys/devices/system/cpu"


def physical_cores() -> int:
    """Count the physical cores this process may run on; where the system does not tell, all logical ones."""
    affinity = getattr(os, "sched_getaffinity", None)
    logical = affinity(0) if affinity else set(range(os.cpu_count() or 1))
    cores: set[str] = set()
    for cpu in logical:
        try:
            cores.add((Path(_SIBLINGS) / f"cpu{cpu}/topology/thread_siblings_list").read_text("ascii").strip())
        except OSError:
            return len(logical)
    return max(len(cores), 1)
