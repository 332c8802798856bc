"""The commit and branch at which an index was brought up to date, and what it is compared with now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from codegraph.discover.git_state import git_state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from codegraph.discover import FileEntry
    from codegraph.store import Store

_KEY = "git"


def record_git(root: Path, store: Store, entries: Mapping[str, FileEntry]) -> None:
    """Keep where the work tree stood whose files, listed in `entries`, the store holds now."""
    state = git_state(root, entries)
    text = json.dumps(state.as_json() if state else None)
    if text != store.meta(_KEY):
        store.note(_KEY, text)


def git_document(root: Path, store: Store, entries: Mapping[str, FileEntry]) -> dict[str, dict[str, Any] | None]:
    """Give as a JSON document where the work tree stood when it was indexed, and where it stands now."""
    now = git_state(root, entries)
    indexed = json.loads(store.meta(_KEY) or "null")
    return {"indexed": indexed if isinstance(indexed, dict) else None, "now": now.as_json() if now else None}
