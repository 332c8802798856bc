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


def record_git(root: Path, store: Store, entries: Mapping[str, FileEntry], *, changed: bool) -> None:
    """Keep where the work tree stood whose files, listed in `entries`, the store holds now.

    Without `changed` files whether it is dirty is told anew only where HEAD is another.
    """
    before = _recorded(store)
    state = git_state(root, None)
    if state and not changed and before and (before.get("head"), before.get("branch")) == (state.head, state.branch):
        return
    state = git_state(root, entries)
    after = state.as_json() if state else None
    if after != before:
        store.note(_KEY, json.dumps(after))


def _recorded(store: Store) -> dict[str, Any] | None:
    found = json.loads(store.meta(_KEY) or "null")
    return found if isinstance(found, dict) else None


def git_document(root: Path, store: Store, entries: Mapping[str, FileEntry]) -> dict[str, dict[str, Any] | None]:
    """Give as a JSON document where the work tree stood when it was indexed, and where it stands now."""
    now = git_state(root, entries)
    return {"indexed": _recorded(store), "now": now.as_json() if now else None}
