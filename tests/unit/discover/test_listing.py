"""A walk lists what is to be indexed, says why the rest is not, and survives any tree."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codegraph.config import DiscoverSettings
from codegraph.discover.ignore import IgnoreRules
from codegraph.discover.listing import Listing, list_files
from codegraph.discover.patterns import PatternSet
from codegraph.discover.reading import read_file
from codegraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

ENVIRON = {"HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs what POSIX file systems have")


def grow(root: Path, files: dict[str, str] | set[str]) -> None:
    for path in files:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(files[path] if isinstance(files, dict) else "text\n", encoding="utf-8")


def listed(root: Path, settings: DiscoverSettings | None = None) -> list[str]:
    return [entry.path for entry in listing_of(root, settings).files]


def listing_of(root: Path, settings: DiscoverSettings | None = None) -> Listing:
    listing = list_files(root, settings or DiscoverSettings(), environ=ENVIRON)
    # the watcher's view of single paths is the walker's
    rules = IgnoreRules(root.resolve(), settings or DiscoverSettings(), environ=ENVIRON)
    seen = [entry.path for entry in listing.files] + [entry.path for entry in listing.skipped]
    assert not [path for path in seen if path and rules.ignored(path, is_folder=False)]
    return listing


def skipped(root: Path, settings: DiscoverSettings | None = None) -> dict[str, str]:
    return {entry.path: str(entry.reason) for entry in listing_of(root, settings).skipped}


def test_an_entry_has_its_language_size_and_time(tmp_path: Path) -> None:
    grow(tmp_path, {"src/lib.rs": "fn f() {}\n", "tool": "#!/usr/bin/env -S python3.11 -u\n", "NOTES": "words"})
    ahead = time.time_ns() + 7_000_000_000
    os.utime(tmp_path / "NOTES", ns=(5, ahead))
    notes, lib, tool = listing_of(tmp_path).files
    assert (notes.path, notes.language, notes.size, notes.mtime_ns) == ("NOTES", "text", 5, ahead)
    assert (lib.path, lib.language, lib.size) == ("src/lib.rs", "rust", 10)
    assert tool.language == "python"


def test_an_empty_tree_gives_an_empty_listing(tmp_path: Path) -> None:
    assert list_files(tmp_path, DiscoverSettings(), environ=ENVIRON) == Listing((), (), (), 0)


def test_a_root_that_is_no_folder_is_an_error(tmp_path: Path) -> None:
    grow(tmp_path, {"file"})
    for root in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(UsageError, match="not a folder"):
            list_files(root, DiscoverSettings())


def test_hidden_and_vendored_folders_are_left_out(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            *(".hidden/a.rs", ".github/ci.yml", ".codegraph/local/x.toml", "node_modules/m/index.js"),
            *("crate/Cargo.toml", "crate/target/debug/build.rs", "target/kept.rs", "py/__pycache__/x.py"),
            *("go/vendor/modules.txt", "go/vendor/dep/dep.go", "own/vendor/kept.go", "env/pyvenv.cfg", "env/lib/x.py"),
            *(
                "third/serde/.cargo-checksum.json",
                "third/serde/lib.rs",
                "out/CACHEDIR.TAG",
                "out/x.rs",
                "build/kept.rs",
            ),
        },
    )
    assert listed(tmp_path) == ["build/kept.rs", "crate/Cargo.toml", "own/vendor/kept.go", "target/kept.rs"]
    everything = listed(tmp_path, DiscoverSettings(hidden=True))
    assert ".github/ci.yml" in everything
    assert not [path for path in everything if path.startswith(".codegraph")]


def test_what_is_ignored_can_be_brought_back(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            ".gitignore": "generated/\n*.gen.rs\n",
            ".codegraphignore": "!generated/api.rs\n!keep.gen.rs\n!.github/\n!node_modules/ours/**\n/docs\n",
            **dict.fromkeys(("generated/api.rs", "generated/other.rs", "generated/deep/x.rs", "keep.gen.rs"), ""),
            **dict.fromkeys(("drop.gen.rs", ".github/ci.yml", "docs/a.md", "node_modules/ours/index.js"), ""),
            "node_modules/theirs/index.js": "",
        },
    )
    assert listed(tmp_path) == [".github/ci.yml", "generated/api.rs", "keep.gen.rs", "node_modules/ours/index.js"]
    rules = IgnoreRules(tmp_path, DiscoverSettings(), environ=ENVIRON)
    assert not rules.ignored("generated/api.rs", is_folder=False)
    assert rules.ignored("generated/deep/new.rs", is_folder=False)
    assert rules.ignored("generated/deep", is_folder=True)
    assert not rules.ignored("generated", is_folder=True)


def test_stronger_ignore_files_win(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            ".gitignore": "a.rs\nb.rs\nc.rs\n",
            ".ignore": "!a.rs\n!b.rs\nd.rs\n",
            ".codegraphignore": "b.rs\n!d.rs\n",
            **dict.fromkeys(("a.rs", "b.rs", "c.rs", "d.rs"), ""),
        },
    )
    assert listed(tmp_path) == ["a.rs", "d.rs"]
    assert listed(tmp_path, DiscoverSettings(exclude=("d.rs",))) == ["a.rs"]


def test_a_nested_repository_is_walked_by_its_own_rules(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            ".gitignore": "*.txt\n",
            "sub/.git/info/exclude": "private.rs\n",
            **dict.fromkeys(("a.txt", "sub/a.txt", "sub/a.rs", "sub/private.rs"), ""),
        },
    )
    assert listed(tmp_path) == ["sub/a.rs", "sub/a.txt"]


def test_include_and_languages_narrow_the_listing(tmp_path: Path) -> None:
    grow(tmp_path, {"src/a.rs", "src/deep/b.rs", "src/c.py", "tests/a.rs", "README.md"})
    assert listed(tmp_path, DiscoverSettings(include=("src/", "*.md"))) == [
        *("README.md", "src/a.rs", "src/c.py", "src/deep/b.rs"),
    ]
    assert listed(tmp_path, DiscoverSettings(include=("/src/*.rs",), languages=("rust",))) == ["src/a.rs"]
    assert listed(tmp_path, DiscoverSettings(languages=("python",))) == ["src/c.py"]


def test_each_skipped_file_has_a_reason(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            "big.rs": "x" * 101,
            "fits.rs": "x" * 100,
            ".env": "A=1",
            "deploy/id_rsa": "k",
            "secret.rs": "fn f() {}",
            "Cargo.lock": "",
            "logo.svg": "",
            "app.min.js": "",
            "photo.PNG": "",
            ".env.example": "A=",
            "blob": "\x00\x01",
            "key": "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n",
        },
    )
    (tmp_path / "wide").write_bytes("text".encode("utf-16"))
    settings = DiscoverSettings(max_file_bytes=100, hidden=True)
    assert skipped(tmp_path, settings) == {
        ".env": "secret",
        "Cargo.lock": "data",
        "app.min.js": "generated",
        "big.rs": "too-large",
        "blob": "binary",
        "deploy/id_rsa": "secret",
        "key": "secret",
        "logo.svg": "data",
        "photo.PNG": "binary",
        "wide": "encoding",
    }
    assert listed(tmp_path, settings) == [".env.example", "fits.rs", "secret.rs"]


@posix_only
def test_links_are_not_followed_and_never_hang(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    grow(root, {"src/a.rs"})
    grow(outside, {"b.rs"})
    for name, target in {
        "alias.rs": "src/a.rs",
        "folder": "src",
        "up": ".",
        "src/loop": "..",
        "self": "self",
        "ping": "pong",
        "pong": "ping",
        "gone": "nowhere",
        "away": "../outside",
        "away.rs": "../outside/b.rs",
    }.items():
        (root / name).symlink_to(target)
    assert listed(root) == ["src/a.rs"]
    assert skipped(root) == {
        "up": "symlink-loop",
        "src/loop": "symlink-loop",
        "self": "symlink-loop",
        "ping": "symlink-loop",
        "pong": "symlink-loop",
        "gone": "broken-symlink",
        "away": "symlink-outside",
        "away.rs": "symlink-outside",
    }


@posix_only
def test_a_root_behind_a_link_is_listed(tmp_path: Path) -> None:
    grow(tmp_path / "real", {"a.rs"})
    (tmp_path / "link").symlink_to("real")
    assert listed(tmp_path / "link") == ["a.rs"]


@posix_only
def test_pipes_and_sockets_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / ".gitignore")
    os.mkfifo(tmp_path / "Makefile")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert skipped(tmp_path) == dict.fromkeys(("Makefile", "pipe", "socket"), "not-a-regular-file")


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are not UTF-8")
def test_names_that_are_not_utf8_are_skipped(tmp_path: Path) -> None:
    grow(tmp_path, {"größe.rs", "line\nbreak.rs"})
    (tmp_path / os.fsdecode(b"bad\xff.rs")).write_text("", encoding="utf-8")
    (tmp_path / os.fsdecode(b"dir\xfe")).mkdir()
    assert listed(tmp_path) == ["größe.rs", "line\nbreak.rs"]
    listing = list_files(tmp_path, DiscoverSettings(), environ=ENVIRON)
    assert [(entry.path, str(entry.reason)) for entry in listing.skipped] == [
        ("bad\\xff.rs", "bad-name"),
        ("dir\\xfe", "bad-name"),
    ]


def test_a_very_deep_tree_is_listed(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep /= "d"
    grow(deep, {"x.rs"})
    assert listed(tmp_path) == ["d/" * 300 + "x.rs"]


@contextmanager
def without_privileges() -> Iterator[None]:
    """Act as nobody where the tests run as root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix_only
def test_what_may_not_be_read_is_reported() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        grow(root, {"closed/a.rs", "open.rs", "private.rs", "unknown"})
        root.chmod(0o755)
        for path in ("closed", "private.rs", "unknown"):
            (root / path).chmod(0)
        with without_privileges():
            listing = list_files(root, DiscoverSettings(), environ=ENVIRON)
            read = [read_file(root, entry, limit=99) for entry in listing.files]
        (root / "closed").chmod(0o755)
    assert [entry.path for entry in listing.files] == ["open.rs", "private.rs"]
    assert [(entry.path, str(entry.reason)) for entry in listing.skipped] == [
        ("closed", "unreadable"),
        ("unknown", "unreadable"),
    ]
    assert [(problem.path, problem.code) for problem in listing.problems] == [("closed", "unreadable")]
    assert [getattr(found, "code", "read") for found in read] == ["read", "unreadable"]


def test_a_hostile_pattern_does_not_stall_the_walk() -> None:
    patterns = PatternSet(["*a" * 60 + "b", "/x/" + "**/a*a/" * 20 + "b", "[a-z]*" * 40 + "!"])
    started = time.perf_counter()
    assert patterns.decide("a" * 250, "a" * 250, is_folder=False) is None
    path = "x/" + "aa/" * 200 + "c"
    assert patterns.decide(path, "c", is_folder=False) is None
    assert time.perf_counter() - started < 1


def test_ignored_entries_are_counted(tmp_path: Path) -> None:
    grow(tmp_path, {".gitignore": "*.log.rs\n", "a.log.rs": "", "b.log.rs": "", "node_modules/x/y.js": "", "c.rs": ""})
    assert listing_of(tmp_path).ignored == 4
