"""Which platform a file of Go is for, by its name; what `//go:build` says is not asked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SYSTEMS = frozenset(
    "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows "
    "zos".split()
)
_MACHINES = frozenset(
    "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 "
    "ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split()
)
_TEST = "_test"


@lru_cache(20_000)
def platform_of(path: str) -> Mapping[str, str]:
    """Give the system and the machine that a file is for, where its name says so."""
    parts = path.rpartition("/")[2].removesuffix(".go").removesuffix(_TEST).split("_")[1:]
    found: dict[str, str] = {}
    if parts and parts[-1] in _MACHINES:
        found["machine"] = parts.pop()
    if parts and parts[-1] in _SYSTEMS:
        found["system"] = parts.pop()
    return found
