"""Ignore files mean to codegraph what they mean to git."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codegraph.config import DiscoverSettings
from codegraph.discover.ignore import IgnoreRules
from codegraph.discover.listing import list_files

GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="compares with git")

ENVIRON = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
EVERYTHING = DiscoverSettings(hidden=True)

NAMES = st.sampled_from(["a", "b", "ab", "foo", "bar", "x.rs", "y.txt", "a b", "foo.rs", "A", "[a]", "!b", "#c", "-"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PIECES = st.sampled_from(
    [*("a", "b", "ab", "foo", "bar", "x.rs", ".rs", ".txt", "*", "*", "**", "?", "[ab]", "[!a]", "[a-f]", "[^x]*"),
     *("/", "/", "**/", "/**", "/**/", "\\a", "\\*", "\\ ", " ", "[]a]", "[", "[[:alpha:]]", "[a-", "-", "\\!", "#"),
     *("\\", "[\\]]", "[z-a]", "[[:nope:]]", "***", "!")],
)  # fmt: skip
PATTERNS = st.tuples(
    st.sampled_from(["", "", "", "!", "/", "!/"]),
    st.lists(PIECES, min_size=1, max_size=5).map("".join),
    st.sampled_from(["", "", "/", " "]),
).map("".join)
LINES = st.lists(PATTERNS, max_size=5)


def git(root: Path, *arguments: str, stdin: str = "") -> str:
    assert GIT
    done = subprocess.run(
        [GIT, *arguments], cwd=root, env=ENVIRON, input=stdin.encode(), capture_output=True, check=False
    )
    assert not done.stderr, done.stderr
    return done.stdout.decode()


def grow(root: Path, paths: set[str]) -> None:
    """Make the files; a path that needs a file to be a folder is left out."""
    for path in sorted(paths):
        file = root / path
        if file.exists() or any(parent.is_file() for parent in file.parents):
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text\n", encoding="utf-8")


def put(file: Path, lines: list[str]) -> None:
    if file.parent.is_dir() and not file.exists():
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@settings(max_examples=40, deadline=None)
@given(
    paths=st.sets(PATHS, max_size=25),
    top=LINES,
    inner=LINES,
    deeper=LINES,
    exclude=LINES,
)
@example({"a/b/c"}, ["*", "!*/", "!c"], [], [], [])
@example({"foo/a", "foo/b/c"}, ["foo/*", "!foo/b"], [], [], [])
@example({"a/x.rs", "a/b/x.rs"}, ["a/*.rs"], ["!x.rs"], [], ["*.rs"])
@example({"a/foobar", "a/foox/y/bar"}, ["a/foo**/bar"], [], [], [])
@example({"ab/x.rs", "b/ab"}, ["a**/x.rs", "**/ab"], [], [], [])
def test_the_listing_is_what_git_lists(
    paths: set[str],
    top: list[str],
    inner: list[str],
    deeper: list[str],
    exclude: list[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        git(root, "init", "-q")
        grow(root, paths)
        put(root / ".gitignore", top)
        put(root / "a" / ".gitignore", inner)
        put(root / "a" / "b" / ".gitignore", deeper)
        (root / ".git" / "info").mkdir(exist_ok=True)
        (root / ".git" / "info" / "exclude").write_text("\n".join(exclude) + "\n", encoding="utf-8")
        shown = git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
        expected = sorted(path for path in shown if path)
        listing = list_files(root, EVERYTHING, environ=ENVIRON)
        assert [entry.path for entry in listing.files] == expected
        rules = IgnoreRules(root, EVERYTHING, environ=ENVIRON)
        every = [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]
        taken = sorted(path for path in every if not rules.ignored(path, is_folder=False))
        assert taken == expected


@settings(max_examples=40, deadline=None)
@given(patterns=st.lists(PATTERNS, min_size=1, max_size=12), paths=st.sets(PATHS, min_size=1, max_size=40))
def test_one_path_alone_is_judged_as_git_judges_it(patterns: list[str], paths: set[str]) -> None:
    """The watcher asks for single paths, which need not exist any more."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        git(root, "init", "-q")
        (root / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
        told = git(root, "check-ignore", "--no-index", "-z", "--stdin", stdin="\0".join(paths))
        rules = IgnoreRules(root, EVERYTHING, environ=ENVIRON)
        assert {path for path in paths if rules.ignored(path, is_folder=False)} == set(told.split("\0")) - {""}


@pytest.mark.parametrize("subfolder", ["sub", "sub/deep"])
def test_ignore_files_above_the_root_count_up_to_the_work_tree(tmp_path: Path, subfolder: str) -> None:
    top = tmp_path / "work"
    root = top / subfolder
    grow(root, {"keep.rs", "drop.rs", "here.rs", "local.rs", "gen/a.rs"})
    git(top, "init", "-q")
    (top / ".git" / "info" / "exclude").write_text("local.rs\n", encoding="utf-8")
    put(top / ".gitignore", ["drop.rs", f"/{subfolder}/here.rs", "/gen", f"!{subfolder}/keep.rs"])
    put(tmp_path / ".gitignore", ["*"])
    listing = list_files(root, EVERYTHING, environ=ENVIRON)
    expected = git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    assert [entry.path for entry in listing.files] == sorted(path for path in expected if path)
    assert [entry.path for entry in listing.files] == ["gen/a.rs", "keep.rs"]


def test_the_users_excludes_count(tmp_path: Path) -> None:
    home, root = tmp_path / "home", tmp_path / "work"
    grow(root, {"a.rs", "b.rs", "c.rs"})
    grow(home, {".config/git/ignore", ".gitconfig"})
    (home / ".config" / "git" / "ignore").write_text("a.rs\n", encoding="utf-8")
    (home / ".gitconfig").write_text("[user]\nname = x\n", encoding="utf-8")
    environ = ENVIRON | {"HOME": str(home)}
    assert [entry.path for entry in list_files(root, EVERYTHING, environ=environ).files] == ["b.rs", "c.rs"]
    (home / ".gitconfig").write_text('[Core]\n\tExcludesFile = "~/mine" ; a note\n', encoding="utf-8")
    (home / "mine").write_text("b.rs\n", encoding="utf-8")
    assert [entry.path for entry in list_files(root, EVERYTHING, environ=environ).files] == ["a.rs", "c.rs"]


def test_case_is_ignored_where_git_ignores_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.ignorecase", "true")
    grow(tmp_path, {"BUILD.rs", "sub/Deep/x.rs", "keep.rs"})
    put(tmp_path / ".gitignore", ["build.rs", "/SUB/deep"])
    expected = [path for path in git(tmp_path, "ls-files", "-z", "-o", "--exclude-standard").split("\0") if path]
    assert [entry.path for entry in list_files(tmp_path, EVERYTHING, environ=ENVIRON).files] == sorted(expected)


def test_a_worktree_uses_the_excludes_of_its_repository(tmp_path: Path) -> None:
    main, other = tmp_path / "main", tmp_path / "other"
    grow(main, {"a.rs"})
    git(main, "init", "-q")
    git(main, "add", ".")
    git(main, "-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "m")
    git(main, "worktree", "add", "-q", "--detach", str(other))
    (main / ".git" / "info" / "exclude").write_text("local.rs\n", encoding="utf-8")
    grow(other, {"local.rs"})
    assert [entry.path for entry in list_files(other, EVERYTHING, environ=ENVIRON).files] == ["a.rs"]
