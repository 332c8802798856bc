"""Programs in place of rust-analyzer: that hang, crash, flood, or are rustup's stand-in."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codegraph.config import RustSettings
from codegraph.discover.cargo import find_packages
from codegraph.identity import content_hash
from codegraph.model import Problem
from codegraph.resolve.rust_analyzer import finding
from codegraph.resolve.rust_analyzer.analysis import Request, analyze
from codegraph.resolve.rust_analyzer.dependencies import find_dependencies
from codegraph.resolve.rust_analyzer.finding import Analyzer, find_analyzer
from codegraph.resolve.rust_analyzer.project import Placed, describe
from codegraph.resolve.rust_analyzer.running import Ending, Limits, run_limited

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that makes a program of a shell script."""

    def make(body: str, name: str = "rust-analyzer") -> Path:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    return make


def settings(program: Path) -> RustSettings:
    return RustSettings(analyzer=str(program), analyzer_timeout_s=1.0)


def test_a_working_one_tells_its_version(script: Callable[..., Path], tmp_path: Path) -> None:
    program = script("echo rust-analyzer 1.85.1 '(4eb161250e 2025-03-15)'")
    assert find_analyzer(settings(program), os.environ, tmp_path) == Analyzer(program, "1.85.1 (4eb161250e 2025-03-15)")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("echo \"error: Unknown binary 'rust-analyzer' in official toolchain 'stable'\" >&2; exit 1", "stand-in"),
        ("echo \"error: 'rust-analyzer' is not installed for the toolchain 'stable'\" >&2; exit 1", "stand-in"),
        ("echo oh >&2; exit 3", "status 3: oh"),
        ("echo hello", "does not name rust-analyzer"),
        ("kill -SEGV $$", "status -11"),
        ("head -c 300000 /dev/urandom; head -c 300000 /dev/urandom >&2", "does not name rust-analyzer"),
    ],
)
def test_one_that_does_not_work_is_named_with_what_to_do(
    script: Callable[..., Path], tmp_path: Path, body: str, why: str
) -> None:
    found = find_analyzer(settings(script(body)), os.environ, tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "analyzer-broken"
    assert why in found.message
    assert "rustup component add rust-analyzer" in found.message


def test_one_that_hangs_is_given_up(
    script: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_PROBE", Limits(0.2))
    found = find_analyzer(settings(script("sleep 60")), os.environ, tmp_path)
    assert isinstance(found, Problem)
    assert "no answer within 0.2 seconds" in found.message


def test_where_there_is_none_it_is_said(tmp_path: Path) -> None:
    found = find_analyzer(RustSettings(), {"PATH": str(tmp_path), "HOME": str(tmp_path)}, tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "analyzer-missing"
    missing = find_analyzer(settings(tmp_path / "absent"), os.environ, tmp_path)
    assert isinstance(missing, Problem)
    assert "cannot be started" in missing.message


def test_a_broken_one_on_the_path_does_not_hide_a_good_one_beside_cargo(
    script: Callable[..., Path], tmp_path: Path
) -> None:
    good = tmp_path / "cargo" / "bin" / "rust-analyzer"
    good.parent.mkdir(parents=True)
    script("echo rust-analyzer 9").rename(good)
    script("exit 1")
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "CARGO_HOME": str(tmp_path / "cargo")}
    assert find_analyzer(RustSettings(), environ, tmp_path) == Analyzer(good, "9")


def test_a_run_that_is_too_slow_takes_its_children_along(script: Callable[..., Path], tmp_path: Path) -> None:
    began = time.monotonic()
    program = script("sleep 300 & echo $!; wait")
    done = run_limited([str(program)], cwd=tmp_path, environ=os.environ, limits=Limits(0.3))
    assert done.ending is Ending.TOO_SLOW
    assert time.monotonic() - began < 30
    child = Path("/proc", done.output.strip(), "stat")
    assert not child.exists() or b") Z" in child.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_run_that_is_too_large_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "held = b'x' * (300 << 20)\nwhile True: pass"]
    done = run_limited(command, cwd=tmp_path, environ=os.environ, limits=Limits(60.0, 100 << 20))
    assert done.ending is Ending.TOO_LARGE
    assert done.peak > 100 << 20


def repository(root: Path, manifest: str = "[package]\nname = 'it'\nedition = '2021'\n") -> Request:
    """Write a repository of one crate; gives a request about it."""
    (root / "src").mkdir(parents=True)
    (root / "Cargo.toml").write_text(manifest)
    (root / "src" / "lib.rs").write_text("fn f() {}\n")
    scratch = root.parent / "scratch"
    scratch.mkdir()
    return Request(
        root,
        {"src/lib.rs": content_hash(b"fn f() {}\n"), "src/changed.rs": "0" * 32},
        find_packages(root, ["Cargo.toml"])[0].packages,
        scratch,
        root.parent / "target",
    )


@pytest.mark.parametrize(
    ("body", "code", "why"),
    [
        ("sleep 60", "analyzer-timeout", "stopped after 1 seconds"),
        ("echo \"thread 'main' panicked at x.rs\" >&2; exit 101", "analyzer-failed", "panicked at x.rs"),
        ("exit 0", "analyzer-failed", "wrote no index"),
    ],
)
def test_a_run_that_fails_is_a_problem(
    script: Callable[..., Path], tmp_path: Path, body: str, code: str, why: str
) -> None:
    program = script(body)
    analysis, problems = analyze(
        repository(tmp_path / "repo"), Analyzer(program, "1"), settings(program), {"PATH": "/usr/bin:/bin"}
    )
    assert analysis is None
    assert problems[-1].code == code
    assert why in problems[-1].message


def test_without_trust_it_sees_a_copy_and_a_description(script: Callable[..., Path], tmp_path: Path) -> None:
    program = script('echo x > "$4"; env > "$4.env"; ls -R . > "$4.files"; cp "$6" "$4.config"')
    request = repository(tmp_path / "repo")
    (request.root / "rust-project.json").write_text("{}")
    (request.root / "rust-toolchain.toml").write_text("[toolchain]\npath = '/evil'\n")
    analysis, _ = analyze(request, Analyzer(program, "1"), settings(program), {"PATH": "/usr/bin:/bin"})
    assert analysis is not None
    assert analysis.base != request.root
    assert sorted(path.name for path in analysis.base.rglob("*")) == ["lib.rs", "rust-project.json", "src"]
    project = json.loads((analysis.base / "rust-project.json").read_text())
    assert [crate["display_name"] for crate in project["crates"]] == ["it"]
    config = json.loads(Path(f"{analysis.scip}.config").read_text())
    assert config["cargo"]["buildScripts"] == {"enable": False}
    assert config["cargo"]["sysrootQueryMetadata"] == "none"
    assert config["procMacro"] == {"enable": False}
    assert "CARGO_NET_OFFLINE=true" in Path(f"{analysis.scip}.env").read_text()
    assert not (request.root / "target").exists()


@pytest.mark.parametrize("metadata", ["exit 0", "echo 'error: no such package' >&2; exit 101"])
def test_with_trust_it_runs_on_the_repository_if_cargo_can_describe_it(
    script: Callable[..., Path], tmp_path: Path, metadata: str
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    script(metadata, "cargo").rename(tools / "cargo")
    program = script('echo x > "$4"; env > "$4.env"; cp "$6" "$4.config"')
    request = repository(tmp_path / "repo")
    trusting = RustSettings(analyzer=str(program), trust_build_scripts=True)
    analysis, problems = analyze(request, Analyzer(program, "1"), trusting, {"PATH": f"{tools}:/usr/bin:/bin"})
    assert analysis is not None
    config = json.loads(Path(f"{analysis.scip}.config").read_text())
    variables = Path(f"{analysis.scip}.env").read_text()
    if metadata == "exit 0":
        assert analysis.base == request.root
        assert config["cargo"]["buildScripts"] == config["procMacro"] == {"enable": True}
        assert f"CARGO_TARGET_DIR={request.target}" in variables
    else:
        assert analysis.base != request.root
        assert config["cargo"]["buildScripts"] == config["procMacro"] == {"enable": False}
        assert "no such package" in next(one.message for one in problems if one.code == "cargo-metadata")


def test_crates_are_described_with_what_they_depend_on(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": "[workspace]\nmembers = ['a', 'b']\n",
        "a/Cargo.toml": "[package]\nname = 'a-lib'\n[dependencies]\nb2 = { path = '../b', package = 'b' }\next = '1'\n",
        "a/src/lib.rs": "",
        "a/tests/t.rs": "",
        "b/Cargo.toml": "[package]\nname = 'b'\n[dev-dependencies]\na-lib = { path = '../a' }\n",
        "b/src/lib.rs": "",
        "Cargo.lock": (
            "[[package]]\nname = 'ext'\nversion = '1.2.0'\n"
            "[[package]]\nname = '../../evil'\nversion = '1'\n"
            "[[package]]\nname = 'a-lib'\nversion = '0.0.0'\ndependencies = ['ext 1.2.0', 'b']\n"
        ),
    }
    root, home = tmp_path / "repo", tmp_path / "cargo"
    unpacked = home / "registry" / "src" / "index" / "ext-1.2.0"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (unpacked / "src").mkdir(parents=True)
    (unpacked / "Cargo.toml").write_text("[package]\nname = 'ext'\nversion = '1.2.0'\n")
    (unpacked / "src" / "lib.rs").write_text("")
    packages = find_packages(root, [path for path in files if path.endswith(".toml")])[0].packages
    found = find_dependencies(root, packages, {"CARGO_HOME": str(home)})
    assert [placed.package.name for placed in found.packages] == ["ext"]
    placed = [Placed(root, package, member=True) for package in packages]
    project = describe((*placed, *found.packages), found.versions, library=None, cfg=["tokio_unstable"])
    crates = project["crates"]
    names = [crate["display_name"] for crate in crates]
    deps = {crate["display_name"]: {dep["name"]: names[dep["crate"]] for dep in crate["deps"]} for crate in crates}
    assert deps == {
        "a_lib": {"b2": "b", "ext": "ext"},
        "t": {"a_lib": "a_lib", "b2": "b", "ext": "ext"},
        "b": {},
        "ext": {},
    }
    assert all("tokio_unstable" in crate["cfg"] for crate in crates)
    assert [crate["is_workspace_member"] for crate in crates] == [True, True, True, False]
