"""Ending a stream of text at the first stop string, also where it is spread over pieces."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class StopCutter:
    """Hold text back as long as it may be the beginning of a stop string."""

    stops: tuple[str, ...]
    stopped: bool = False
    _held: str = field(default="", init=False)

    def feed(self, text: str) -> str:
        """Take a piece and give what is certain to be part of the answer."""
        if self.stopped or not self.stops:
            return "" if self.stopped else text
        self._held += text
        ends = [at for stop in self.stops if (at := self._held.find(stop)) >= 0]
        if ends:
            self.stopped = True
            certain, self._held = self._held[: min(ends)], ""
            return certain
        keep = max(self._overlap(stop) for stop in self.stops)
        cut = len(self._held) - keep
        certain, self._held = self._held[:cut], self._held[cut:]
        return certain

    def rest(self) -> str:
        """Give what was held back when the stream is over."""
        held, self._held = self._held, ""
        return held

    def _overlap(self, stop: str) -> int:
        longest = min(len(stop) - 1, len(self._held))
        return next((size for size in range(longest, 0, -1) if self._held.endswith(stop[:size])), 0)
