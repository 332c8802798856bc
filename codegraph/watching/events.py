"""What a watch tells: one event for each thing that happened, as data and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """What happened."""

    READY = "ready"
    """The index is up to date and the files are watched."""
    UPDATED = "updated"
    """What changed is searchable."""
    LINKED = "linked"
    """The references of what changed are resolved."""
    SETTLED = "settled"
    """Scores and the vector index are up to date too."""
    SCAN = "scan"
    """Everything was looked at, since notices were lost, or there are none."""
    WARNING = "warning"
    """Something stands in the way; `message` says what, and what to do."""
    STOPPED = "stopped"
    """The watch ended."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is indexed: the number of files, and references by state (as in `status`)."""

    files: int = 0
    references: dict[str, int] = field(default_factory=dict)

    @property
    def resolved_share(self) -> float | None:
        """The share of references that are resolved, of those that may lead to something here; None without any."""
        here = sum(self.references.get(state, 0) for state in ("resolved", "ambiguous", "unresolved"))
        return self.references.get("resolved", 0) / here if here else None


@dataclass(frozen=True, slots=True)
class WatchEvent:
    """Something happened: `paths` were stored anew, `removed` went; `took_ms` is the wall time of the work."""

    event: EventKind
    revision: int = 0
    paths: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    took_ms: float = 0.0
    coverage: Coverage = field(default_factory=Coverage)
    message: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the event as a JSON document."""
        return {
            "event": str(self.event),
            "paths": list(self.paths),
            "removed": list(self.removed),
            "revision": self.revision,
            "took_ms": round(self.took_ms, 1),
            "coverage": {"files": self.coverage.files, "references": self.coverage.references},
            "message": self.message,
        }
