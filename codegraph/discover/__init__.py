"""Which files of a tree are indexed, what changed in them, and which Cargo packages they make up.

`list_files` walks, `compare` tells what changed, `read_file` reads, `content_fault` has the last word on what was
read, `find_packages` knows the Rust side. `IgnoreRules` answers for single paths what the walk answers for all.
"""

from __future__ import annotations

from codegraph.discover.cargo import CargoWorkspace, Dependency, Package, find_packages
from codegraph.discover.changes import Changes, Move, Stamp, compare, stamp
from codegraph.discover.content import SkipReason, content_fault
from codegraph.discover.ignore import IGNORE_FILES, IgnoreRules
from codegraph.discover.languages import LANGUAGES, language_of
from codegraph.discover.listing import FileEntry, Listing, list_files
from codegraph.discover.reading import FileContent, read_file
from codegraph.discover.secrets import looks_secret
from codegraph.discover.targets import Target, TargetKind

__all__ = [
    "IGNORE_FILES",
    "LANGUAGES",
    "CargoWorkspace",
    "Changes",
    "Dependency",
    "FileContent",
    "FileEntry",
    "IgnoreRules",
    "Listing",
    "Move",
    "Package",
    "SkipReason",
    "Stamp",
    "Target",
    "TargetKind",
    "compare",
    "content_fault",
    "find_packages",
    "language_of",
    "list_files",
    "looks_secret",
    "read_file",
    "stamp",
]
