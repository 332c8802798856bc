"""Log messages on stderr, at the level that the settings name.

Nothing of logging is loaded at the default level, so that a search does not pay for it.
"""

from __future__ import annotations

import sys

_QUIET = frozenset({"warning", "error"})
_NAME = "codegraph"


def configure(level: str) -> None:
    """Write messages of at least `level` (debug, info, warning, error) to stderr from now on."""
    if level in _QUIET and "logging" not in sys.modules:
        return
    import logging  # noqa: PLC0415 - only where somebody wants to read it

    logger = logging.getLogger(_NAME)
    logger.setLevel(level.upper())
    for old in [handler for handler in logger.handlers if handler.name == _NAME]:
        logger.removeHandler(old)
    handler = logging.StreamHandler()
    handler.name = _NAME
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)


def debug(message: str, *values: object) -> None:
    """Say something that helps to see where time goes; `message` has a %-mark for each value."""
    if "logging" in sys.modules:
        import logging  # noqa: PLC0415

        logging.getLogger(_NAME).debug(message, *values)
