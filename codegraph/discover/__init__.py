"""Which files of a tree are indexed, what changed in them, and which Cargo packages they make up.

`list_files` walks, `Tree` keeps what a walk found and brings it up to date, `Standing` tells quickly that nothing of it
changed, `compare` tells what did, `read_file` reads, `content_fault` has the last word on what was read. `IgnoreRules`
answers for single paths what the walk answers for all. The Rust side is `discover.cargo`, which those who do not index
need not load.
"""

from __future__ import annotations

from codegraph.discover.changes import Changes, Move, Stamp, compare, stamp
from codegraph.discover.content import SkipReason, content_fault
from codegraph.discover.entries import FileEntry
from codegraph.discover.ignore import IGNORE_FILES, IgnoreRules
from codegraph.discover.languages import LANGUAGES, language_in, language_of
from codegraph.discover.listing import Listing, Tree, list_files
from codegraph.discover.reading import FileContent, read_file
from codegraph.discover.secrets import looks_secret
from codegraph.discover.standing import Standing

__all__ = [
    "IGNORE_FILES",
    "LANGUAGES",
    "Changes",
    "FileContent",
    "FileEntry",
    "IgnoreRules",
    "Listing",
    "Move",
    "SkipReason",
    "Stamp",
    "Standing",
    "Tree",
    "compare",
    "content_fault",
    "language_in",
    "language_of",
    "list_files",
    "looks_secret",
    "read_file",
    "stamp",
]
