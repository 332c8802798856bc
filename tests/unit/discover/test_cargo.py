"""Packages and targets as Cargo sees them, from manifests alone and whatever state they are in."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.discover import cargo_metadata
from codegraph.discover.cargo import CargoWorkspace, Package, find_packages
from codegraph.discover.cargo_codec import pack_workspace, unpack_workspace
from codegraph.discover.manifest import join

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.model import Problem


def plant(root: Path, files: dict[str, str]) -> list[str]:
    """Write the files and give the paths of the manifests among them."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return [path for path in files if path.endswith("Cargo.toml")]


def kept(found: CargoWorkspace, problems: tuple[Problem, ...]) -> tuple[CargoWorkspace, tuple[Problem, ...]]:
    """Give what comes back when packages are kept as JSON."""
    return unpack_workspace(json.loads(json.dumps(pack_workspace(found, problems))))


def packages(root: Path, files: dict[str, str]) -> tuple[dict[str, Package], tuple[Problem, ...]]:
    found, problems = find_packages(root, plant(root, files))
    assert kept(found, problems) == (found, problems)
    return {package.name: package for package in found.packages}, problems


def targets(package: Package) -> list[tuple[str, str, str]]:
    return [(str(target.kind), target.name, target.path) for target in package.targets]


def test_targets_are_found_where_files_stand(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "my-tool"\nversion = "1.2.3"\nedition = "2021"\n',
        **dict.fromkeys(
            (
                *("src/lib.rs", "src/main.rs", "src/other.rs", "src/bin/one.rs", "src/bin/two/main.rs"),
                *("src/bin/two/helper.rs", "src/bin/.hidden.rs", "src/bin/notes.md", "tests/it.rs"),
                *("tests/big/main.rs", "tests/common/mod.rs", "examples/show.rs", "benches/speed.rs", "build.rs"),
            ),
            "",
        ),
    }
    found, problems = packages(tmp_path, files)
    package = found["my-tool"]
    assert (package.version, package.edition, package.root, problems) == ("1.2.3", "2021", "", ())
    assert targets(package) == [
        ("lib", "my_tool", "src/lib.rs"),
        ("bin", "my-tool", "src/main.rs"),
        ("bin", "one", "src/bin/one.rs"),
        ("bin", "two", "src/bin/two/main.rs"),
        ("test", "big", "tests/big/main.rs"),
        ("test", "it", "tests/it.rs"),
        ("example", "show", "examples/show.rs"),
        ("bench", "speed", "benches/speed.rs"),
        ("build", "build-script-build", "build.rs"),
    ]
    assert {target.crate_name for target in package.targets if target.kind == "bin"} == {"my_tool", "one", "two"}


def test_named_targets_join_those_found(tmp_path: Path) -> None:
    manifest = """
        [package]
        name = "p"
        edition = "2021"
        build = "make.rs"
        [lib]
        name = "core_of_p"
        path = "lib/entry.rs"
        proc-macro = true
        [[bin]]
        name = "renamed"
        path = "src/bin/one.rs"
        [[bin]]
        name = "two"
        [[bin]]
        name = "lost"
        [[test]]
        name = "it"
        harness = false
    """
    files = {"Cargo.toml": manifest, **dict.fromkeys(("lib/entry.rs", "src/bin/one.rs", "src/bin/two.rs"), "")}
    files |= dict.fromkeys(("src/bin/three.rs", "tests/it.rs", "tests/more.rs", "make.rs"), "")
    found, problems = packages(tmp_path, files)
    assert targets(found["p"]) == [
        ("proc-macro", "core_of_p", "lib/entry.rs"),
        ("bin", "renamed", "src/bin/one.rs"),
        ("bin", "two", "src/bin/two.rs"),
        ("bin", "three", "src/bin/three.rs"),
        ("test", "it", "tests/it.rs"),
        ("test", "more", "tests/more.rs"),
        ("build", "build-script-make", "make.rs"),
    ]
    assert [(problem.path, problem.code) for problem in problems] == [("Cargo.toml", "target-without-file")]


@pytest.mark.parametrize(
    "manifest",
    [
        '[package]\nname = "p"\nedition = "2021"\nautobins = false\n[[bin]]\nname = "a"\n',
        '[package]\nname = "p"\n[[bin]]\nname = "a"\n',
    ],
)
def test_found_binaries_are_left_out_where_cargo_leaves_them_out(tmp_path: Path, manifest: str) -> None:
    files = {"Cargo.toml": manifest, "src/bin/a.rs": "", "src/bin/b.rs": ""}
    assert targets(packages(tmp_path, files)[0]["p"]) == [("bin", "a", "src/bin/a.rs")]


WORKSPACE = {
    "Cargo.toml": """
        [workspace]
        members = ["crates/*", "tools/"]
        exclude = ["crates/apart"]
        [workspace.package]
        version = "3.0.0"
        edition = "2024"
        [workspace.dependencies]
        base = { path = "crates/base-lib" }
        serde = "1"
        [patch.crates-io]
        patched = { path = "vendored/patched" }
    """,
    "crates/base-lib/Cargo.toml": '[package]\nname = "base-lib"\nversion.workspace = true\nedition.workspace = true\n'
    '[lib]\nname = "base"\n[features]\ndefault = ["fast"]\nfast = []\n',
    "crates/base-lib/src/lib.rs": "",
    "crates/app/Cargo.toml": """
        [package]
        name = "app"
        version = { workspace = true }
        edition = { workspace = true }
        [dependencies]
        base-lib = { path = "../base-lib" }
        serde = { workspace = true, optional = true }
        other-name = { package = "base-lib", path = "../base-lib" }
        patched = "0.1"
        far = { path = "../../../far" }
        [dev-dependencies]
        tools = { path = "../../tools" }
        [target.'cfg(unix)'.build-dependencies]
        cc = "1"
    """,
    "crates/app/src/main.rs": "",
    "crates/apart/Cargo.toml": '[package]\nname = "apart"\n[dependencies]\nbase-lib = { path = "../base-lib" }\n',
    "crates/apart/src/lib.rs": "",
    "tools/Cargo.toml": '[package]\nname = "tools"\n[dependencies]\ninner = { path = "inner" }\n',
    "tools/src/lib.rs": "",
    "tools/inner/Cargo.toml": '[package]\nname = "inner"\n',
    "tools/inner/src/lib.rs": "",
    "tools/template/Cargo.toml": '[package]\nname = "template"\n',
    "vendored/patched/Cargo.toml": '[package]\nname = "patched"\n[lib]\npath = "lib.rs"\n',
    "vendored/patched/lib.rs": "",
}


def test_a_workspace_gives_members_versions_and_dependencies(tmp_path: Path) -> None:
    found, problems = packages(tmp_path, WORKSPACE)
    assert not problems
    assert {name for name, package in found.items() if package.member and not package.workspace} == {
        *("app", "base-lib", "inner", "tools"),
    }
    assert (found["apart"].workspace, found["apart"].member) == ("crates/apart", True)
    assert not found["template"].member
    assert (found["app"].version, found["app"].edition, found["base-lib"].edition) == ("3.0.0", "2024", "2024")
    assert found["base-lib"].features == ("default", "fast")
    told = {(entry.name_in_code, entry.kind): entry for entry in found["app"].dependencies}
    assert told["base", "normal"].path == "crates/base-lib"
    assert (told["other_name", "normal"].package, told["other_name", "normal"].path) == ("base-lib", "crates/base-lib")
    assert (told["serde", "normal"].optional, told["serde", "normal"].path) == (True, None)
    assert told["patched", "normal"].path == "vendored/patched"
    assert told["far", "normal"].path is None
    assert told["tools", "dev"].path == "tools"
    assert told["cc", "build"].path is None
    assert [entry.path for entry in found["apart"].dependencies] == ["crates/base-lib"]


def test_members_are_read_although_the_listing_lacks_them(tmp_path: Path) -> None:
    plant(tmp_path, WORKSPACE)
    found, _ = find_packages(tmp_path, ["Cargo.toml", "crates/app/Cargo.toml"])
    assert {package.name for package in found.packages} >= {"app", "base-lib", "tools", "inner"}


def test_a_dependency_through_the_workspace_counts_from_the_workspace(tmp_path: Path) -> None:
    user = '[package]\nname = "user"\n[dependencies]\nbase = { workspace = true }\n'
    found, _ = packages(tmp_path, WORKSPACE | {"crates/user/Cargo.toml": user})
    assert [(entry.name_in_code, entry.path) for entry in found["user"].dependencies] == [("base", "crates/base-lib")]


def test_a_broken_manifest_still_gives_the_package_its_conventional_targets(tmp_path: Path) -> None:
    files = {"a/Cargo.toml": '[package]\nname = "broken-one"\nversion = \n', "a/src/lib.rs": ""}
    files |= {"b/Cargo.toml": "{{ template }}", "b/src/main.rs": ""}
    found, problems = packages(tmp_path, files)
    assert targets(found["broken-one"]) == [("lib", "broken_one", "a/src/lib.rs")]
    assert targets(found["b"]) == [("bin", "b", "b/src/main.rs")]
    assert [(problem.path, problem.code) for problem in problems] == [
        ("a/Cargo.toml", "broken-manifest"),
        ("b/Cargo.toml", "broken-manifest"),
    ]


def test_targets_outside_of_the_repository_are_refused(tmp_path: Path) -> None:
    manifest = '[package]\nname = "p"\n[lib]\npath = "/etc/passwd"\n[[bin]]\nname = "x"\npath = "../../x.rs"\n'
    found, problems = packages(tmp_path, {"Cargo.toml": manifest})
    assert found["p"].targets == ()
    assert [problem.code for problem in problems] == ["target-outside", "target-outside"]


WRONG = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["package", "workspace", "members", "lib", "bin", "path", "name", "dependencies", "target"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


def emit(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {emit(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(emit(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(char):08X}" for char in value if not 0xD800 <= ord(char) < 0xE000) + '"'
    return str(value)


@given(
    st.dictionaries(
        st.sampled_from(
            ["package", "project", "workspace", "lib", "bin", "dependencies", "target", "features", "patch"]
        ),
        WRONG,
        max_size=6,
    ),
)
def test_any_manifest_is_read_without_an_exception(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    root = tmp_path_factory.mktemp("manifest")
    text = "".join(f"{key} = {emit(value)}\n" for key, value in data.items())
    found = find_packages(root, plant(root, {"Cargo.toml": text}))
    assert kept(*found) == found


@pytest.mark.parametrize(
    ("folder", "path", "joined"),
    [
        ("a/b", "../c", "a/c"),
        ("a", "..", ""),
        ("", "..", None),
        ("a", "../../b", None),
        ("a", "/etc", None),
        ("", ".", ""),
    ],
)
def test_paths_join_within_the_repository_only(folder: str, path: str, joined: str | None) -> None:
    assert join(folder, path) == joined


@pytest.mark.skipif(shutil.which("cargo") is None, reason="compares with cargo")
def test_cargo_itself_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    root = tmp_path / "repository"
    files = dict(WORKSPACE)
    files["crates/app/Cargo.toml"] = files["crates/app/Cargo.toml"].replace('far = { path = "../../../far" }', "")
    files |= {"tools/tests/it.rs": "", "tools/examples/e/main.rs": "", "crates/app/build.rs": ""}
    known, problems = find_packages(root, plant(root, files))
    assert not problems
    members = CargoWorkspace(tuple(package for package in known.packages if not package.workspace and package.member))
    refined, faults = cargo_metadata.refine(root, members, environ=dict(os.environ))
    assert not faults
    assert refined == members


def test_without_cargo_what_is_known_stays(tmp_path: Path) -> None:
    known, _ = find_packages(tmp_path, plant(tmp_path, WORKSPACE))
    refined, problems = cargo_metadata.refine(tmp_path, known, environ={"PATH": str(tmp_path)})
    assert refined == known
    assert [problem.code for problem in problems] == ["cargo-metadata"]


@pytest.mark.skipif(os.name != "posix", reason="writes a shell script")
@pytest.mark.parametrize("script", ["echo no such thing >&2; exit 101", "echo '{'", "echo '[]'", "exec sleep 60"])
def test_a_cargo_that_fails_leaves_what_is_known(tmp_path: Path, script: str) -> None:
    root = tmp_path / "repository"
    known, _ = find_packages(root, plant(root, {"Cargo.toml": '[package]\nname = "p"\n', "src/lib.rs": ""}))
    program = tmp_path / "cargo"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    environ = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    refined, problems = cargo_metadata.refine(root, known, environ=environ, timeout_s=0.5)
    assert refined == known
    assert [problem.code for problem in problems] == ([] if script == "echo '[]'" else ["cargo-metadata"])
