from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.eval.rust_project import describe

if TYPE_CHECKING:
    from pathlib import Path

WORKSPACE = """
[workspace]
members = ["app", "lib-one"]
[workspace.package]
edition = "2021"
[workspace.dependencies]
one = { package = "lib-one", path = "lib-one" }
"""
APP = """
[package]
name = "app"
edition.workspace = true
[dependencies]
one.workspace = true
outside = "1"
[features]
fast = []
"""
LIB = """
[package]
name = "lib-one"
[dev-dependencies]
app = { path = "../app" }
"""


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def crates(repository: Path, **options: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - handed on
    described = describe(repository, sysroot_src="/library", **options)["crates"]
    names = [crate["display_name"] for crate in described]
    return {crate["display_name"]: crate | {"to": [names[it["crate"]] for it in crate["deps"]]} for crate in described}


def test_targets_editions_features_and_renamed_dependencies(isolated: Path) -> None:
    files = {"Cargo.toml": WORKSPACE, "app/Cargo.toml": APP, "lib-one/Cargo.toml": LIB}
    sources = dict.fromkeys(["app/src/main.rs", "app/tests/it.rs", "lib-one/src/lib.rs"], "")
    found = crates(write(isolated, files | sources))
    assert found.keys() == {"app", "it", "lib_one"}
    assert found["app"]["edition"] == "2021"
    assert found["lib_one"]["edition"] == "2015"
    assert found["app"]["deps"][0]["name"] == "one"
    assert found["app"]["to"] == ["lib_one"]
    assert 'feature="fast"' in found["app"]["cfg"]


def test_a_development_dependency_does_not_close_a_circle(isolated: Path) -> None:
    files = {"app/Cargo.toml": APP.replace("one.workspace = true", 'lib-one = { path = "../lib-one" }')}
    files |= {"lib-one/Cargo.toml": LIB, "app/src/lib.rs": "", "lib-one/src/lib.rs": ""}
    found = crates(write(isolated, files))
    assert (found["app"]["to"], found["lib_one"]["to"]) == (["lib_one"], [])


def test_sources_of_dependencies_stand_in_for_the_registry(isolated: Path) -> None:
    outside = '[package]\nname = "outside"\nedition = "2018"\n'
    write(isolated / "deps", {"outside/Cargo.toml": outside, "outside/src/lib.rs": "", "outside/src/main.rs": ""})
    repository = write(isolated / "repo", {"Cargo.toml": APP.replace("one.workspace = true", ""), "src/main.rs": ""})
    found = crates(repository, dependencies=isolated / "deps")
    assert found["app"]["to"] == ["outside"]
    assert not found["outside"]["is_workspace_member"]
    assert "test" not in found["outside"]["cfg"]


def test_a_broken_manifest_is_passed_over(isolated: Path) -> None:
    write(isolated, {"Cargo.toml": "[package", "ok/Cargo.toml": '[package]\nname = "ok"\n', "ok/src/lib.rs": ""})
    assert crates(isolated).keys() == {"ok"}
