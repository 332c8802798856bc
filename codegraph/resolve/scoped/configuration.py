"""Files that import systems ask for: what of their answers a path is part of, and what configuration says.

Apart from the rest, for a run of another language needs no more than this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.giving import Gifts
from codegraph.resolve.imports import ANYWHERE
from codegraph.resolve.scoped.modules import there_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CONFIGURATION = (".json", ".jsonc", ".toml", ".cfg", ".mod", ".work", ".gradle", ".kts", ".xml", ".yaml", ".yml")


def there(path: str) -> Iterator[tuple[str, str]]:
    """Give what import systems may ask of which a file is part of the answer (`Found.asked`), each with that part."""
    folder, _, name = path.rpartition("/")
    yield path, ""
    yield ANYWHERE + name, path
    entry = path
    while True:
        yield f"{folder}/", entry
        yield f"{ANYWHERE}{folder.rpartition('/')[2]}/", folder
        if not folder:
            return
        entry, folder = folder, folder.rpartition("/")[0]


def is_configuration(path: str) -> bool:
    """Tell whether import systems may read a file."""
    return path.endswith(_CONFIGURATION)


def of_configuration(hashes: Mapping[str, str]) -> dict[int, int]:
    """Give the keys of configuration files, by the hashes of their contents."""
    gifts = Gifts()
    for path, content in sorted(hashes.items()):
        said = {path, ANYWHERE + path.rpartition("/")[2]}
        for asked, fingerprint in there(path):
            gifts.add(there_key(asked), fingerprint, content if asked in said else "")
    return gifts.found
