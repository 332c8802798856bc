"""What the machine has for a model: free memory of a graphics card, and cores that this process may use."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

_TIMEOUT_S = 5.0
_MIB = 1 << 20
_TOPOLOGY = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def free_vram() -> int:
    """Give the free bytes of the card that has most; 0 where there is no card, no driver, or no answer in 5 s."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return 0
    command = [program, "--query-gpu=memory.free", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False)
    except (OSError, subprocess.SubprocessError):
        return 0
    return parse_free(done.stdout) if done.returncode == 0 else 0


def parse_free(output: str) -> int:
    """Read the bytes from `nvidia-smi`'s lines of MiB, one for each card; lines that are no number count as 0."""
    return max((int(line) * _MIB for line in output.split() if line.isdecimal()), default=0)


def physical_cores(topology: Path = _TOPOLOGY, quota: Path = _QUOTA) -> int:
    """Count the physical cores that this process may run on, at most what a container's quota allows; at least 1.

    llama.cpp's threads wait for one another, so a thread more than there are cores makes all of them slow.
    """
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))
    siblings = {_read(topology / f"cpu{number}/topology/thread_siblings_list") or str(number) for number in allowed}
    limit, _, period = _read(quota).partition(" ")
    most = int(limit) // int(period) if limit.isdecimal() and period.isdecimal() and int(period) else len(siblings)
    return max(min(len(siblings), most), 1)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""
