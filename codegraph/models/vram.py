"""How much memory of a graphics card is free, as far as `nvidia-smi` tells."""

from __future__ import annotations

import shutil
import subprocess

_TIMEOUT_S = 5.0
_MIB = 1 << 20


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
