"""Modules of JavaScript and TypeScript."""

from __future__ import annotations

import json
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.import_trees import Edited, check_asked, edits, found, meant, system


def _files(*paths: str, **configurations: object) -> dict[str, str]:
    texts = {name.replace("__", "/").replace("_json", ".json"): json.dumps(it) for name, it in configurations.items()}
    return dict.fromkeys(paths, "") | texts


@pytest.mark.parametrize(
    ("there", "text", "expected"),
    [
        ("src/x.ts", "./x", "src/x.ts"),
        ("src/x.ts src/x.tsx src/x.js", "./x::a", "src/x.ts | a"),
        ("src/x.js src/x/index.ts", "./x", "src/x.js"),
        ("src/x/index.ts", "./x", "src/x/index.ts"),
        ("src/x/index.ts", "./x/", "src/x/index.ts"),
        ("src/x/index.ts src/x.ts", "./x/", "src/x/index.ts"),
        ("src/x.ts", "./x.js::default", "src/x.ts | default"),
        ("src/x.tsx", "./x.js", "src/x.tsx"),
        ("src/x.js", "./x.js::*", "src/x.js | *"),
        ("src/x.tsx", "./x.jsx", "src/x.tsx"),
        ("src/x.mts", "./x.mjs", "src/x.mts"),
        ("src/x.cts", "./x.cjs", "src/x.cts"),
        ("src/x.mjs", "./x", "src/x.mjs"),
        ("src/x.d.ts", "./x", "src/x.d.ts"),
        ("src/x.d.ts src/x.js", "./x", "src/x.d.ts src/x.js"),
        ("src/x.d.mts src/x.mjs", "./x.mjs", "src/x.d.mts src/x.mjs"),
        ("src/x.d.ts", "./x.d.ts", "src/x.d.ts"),
        ("src/x.ts", "./x.ts", "src/x.ts"),
        ("src/x.json", "./x.json", "src/x.json"),
        ("src/x.config.ts", "./x.config", "src/x.config.ts"),
        ("src/x.vue", "./x.vue", "src/x.vue"),
        ("src/x.vue", "./x.vue?inline", "src/x.vue"),
        ("src/x.css", "style!css!./x.css", "src/x.css"),
        ("index.ts", "..", "index.ts"),
        ("src/index.ts", ".", "src/index.ts"),
        ("x.ts", "../x", "x.ts"),
        ("x.ts", "../../x", "nothing"),
        ("src/x.ts", "./y", "nothing"),
        ("src/x.ts", "", "nothing"),
        ("src/x.ts", "/src/x", "nothing"),
        ("src/x.ts", "::own", "src/a.ts | own"),
    ],
)
def test_relative_paths_are_tried_as_a_compiler_tries_them(there: str, text: str, expected: str) -> None:
    assert meant("typescript", _files("src/a.ts", *there.split()), "src/a.ts", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("react", "-> react"),
        ("react/jsx-runtime::jsx", "-> react"),
        ("@scope/name/deep/er", "-> @scope/name"),
        ("fs", "-> node"),
        ("fs/promises::readFile", "-> node"),
        ("node:test", "-> node"),
        ("buffer/", "-> buffer"),
        ("bun:test", "-> bun"),
        ("npm:chalk@5/x", "-> chalk"),
        ("npm:@a/b@1.2/x", "-> @a/b"),
        ("jsr:@std/path", "-> @std/path"),
        ("https://esm.example/x.js", "-> esm.example"),
        ("@/x", "nothing"),
        ("~/x", "nothing"),
        ("@scope", "nothing"),
    ],
)
def test_what_is_not_of_the_repository_is_external_by_its_package(text: str, expected: str) -> None:
    assert meant("javascript", _files("a.js"), "a.js", text) == expected


def test_a_folder_gives_what_its_manifest_says() -> None:
    files = _files("a.js", "lib/core.js", "lib/index.js", lib__package_json={"main": "core"})
    assert meant("javascript", files, "a.js", "./lib") == "lib/core.js"


def test_paths_of_the_nearest_configuration_are_followed() -> None:
    files = _files(
        "pkg/src/a.ts",
        "pkg/src/lib/x.ts",
        "pkg/src/lib/deep/y.ts",
        "pkg/special.ts",
        tsconfig_json={"compilerOptions": {"paths": {"@/*": ["./wrong/*"]}}},
        pkg__tsconfig_json={
            "compilerOptions": {
                "paths": {"@/*": ["./none/*", "./src/*"], "@/lib/deep/*": ["src/lib/deep/*"], "one": ["./special"]}
            }
        },
    )
    find = system("typescript", files).find
    assert find("pkg/src/a.ts", "@/lib/x::a")[:3] == (("pkg/src/lib/x.ts",), "a", "")
    assert find("pkg/src/a.ts", "@/lib/deep/y").files == ("pkg/src/lib/deep/y.ts",)
    assert find("pkg/src/a.ts", "one").files == ("pkg/special.ts",)
    # what the configuration has for its own files is not of outside where it is missing
    assert find("pkg/src/a.ts", "@/missing")[:3] == ((), "", "")
    assert find("pkg/src/a.ts", "two").external == "two"


def test_a_pattern_for_what_is_installed_does_not_hide_it() -> None:
    options = {"paths": {"react": ["./node_modules/@types/react"], "ui/*": ["./ui/*"]}}
    files = _files("a.ts", tsconfig_json={"compilerOptions": options}, package_json={"dependencies": {"ui": "1"}})
    assert meant("typescript", files, "a.ts", "react") == "-> react"
    assert meant("typescript", files, "a.ts", "ui/x") == "-> ui"


def test_what_stands_in_a_package_of_a_workspace_knows_its_packages() -> None:
    files = _files(
        "packages/core/src/index.ts",
        "demo/src/one/a.ts",
        "other/a.ts",
        package_json={"workspaces": ["packages/*", "demo"]},
        packages__core__package_json={"name": "core"},
        demo__package_json={"name": "demo"},
        demo__src__one__package_json={"name": "one", "dependencies": {"core": "*"}},
        other__package_json={"name": "other", "dependencies": {"core": "*"}},
    )
    assert meant("typescript", files, "demo/src/one/a.ts", "core") == "packages/core/src/index.ts"
    assert meant("typescript", files, "other/a.ts", "core") == "-> core"


def test_base_url_is_a_place_of_modules() -> None:
    files = _files("src/app/a.ts", "src/lib/x.ts", tsconfig_json={"compilerOptions": {"baseUrl": "./src"}})
    assert meant("typescript", files, "src/app/a.ts", "lib/x") == "src/lib/x.ts"
    assert meant("typescript", files, "src/app/a.ts", "lodash/x") == "-> lodash"


def test_paths_are_relative_to_base_url_or_to_where_they_are_declared() -> None:
    files = _files(
        "src/a.ts",
        "conf/x.ts",
        "src/x.ts",
        conf__base_json={"compilerOptions": {"paths": {"~*": ["./*"]}}},
        tsconfig_json={"extends": "./conf/base"},
    )
    assert meant("typescript", files, "src/a.ts", "~x") == "conf/x.ts"
    files["tsconfig.json"] = json.dumps({"extends": "./conf/base.json", "compilerOptions": {"baseUrl": "src"}})
    assert meant("typescript", files, "src/a.ts", "~x") == "src/x.ts"
    files["conf/base.json"] = json.dumps({"compilerOptions": {"paths": {"~*": ["${configDir}/src/*"]}}})
    files["tsconfig.json"] = json.dumps({"extends": "./conf/base.json"})
    assert meant("typescript", files, "src/a.ts", "~x") == "src/x.ts"


def test_of_several_that_are_extended_the_last_wins_and_circles_end() -> None:
    files = _files(
        "a.ts",
        "one.ts",
        "two.ts",
        first_json={"extends": "./tsconfig.json", "compilerOptions": {"paths": {"x": ["./one"]}}},
        second_json={"extends": ["./second.json"], "compilerOptions": {"paths": {"x": ["./two"]}}},
        tsconfig_json={"extends": ["./first", "./second"]},
    )
    assert meant("typescript", files, "a.ts", "x") == "two.ts"


def test_a_configuration_of_a_package_is_extended() -> None:
    files = _files(
        "app/a.ts",
        "app/x.ts",
        package_json={"workspaces": ["conf", "app"]},
        conf__package_json={"name": "@me/conf"},
        conf__strict_json={"compilerOptions": {"paths": {"x": ["../app/x.ts"]}}},
        app__tsconfig_json={"extends": "@me/conf/strict.json"},
    )
    assert meant("typescript", files, "app/a.ts", "x") == "app/x.ts"


def test_a_file_belongs_to_the_project_that_includes_it() -> None:
    files = _files(
        "src/a.ts",
        "test/a.ts",
        "src/x.ts",
        "test/x.ts",
        tsconfig_json={"files": [], "references": [{"path": "./src"}, {"path": "./tsconfig.test.json"}]},
        src__tsconfig_json={"compilerOptions": {"paths": {"x": ["./x"]}}},
    )
    files["tsconfig.test.json"] = json.dumps({"include": ["test"], "compilerOptions": {"paths": {"x": ["./test/x"]}}})
    assert meant("typescript", files, "src/a.ts", "x") == "src/x.ts"
    assert meant("typescript", files, "test/a.ts", "x") == "test/x.ts"


def test_root_folders_count_as_one() -> None:
    files = _files("src/a.ts", "made/x.ts", tsconfig_json={"compilerOptions": {"rootDirs": ["src", "made"]}})
    assert meant("typescript", files, "src/a.ts", "./x") == "made/x.ts"


def test_comments_and_commas_are_read() -> None:
    text = '\ufeff{ // a "comment"\n "compilerOptions": { /* "no": */ "paths": {"//x/*": ["./src/*",],}, }, }'
    files = {"a.ts": "", "src/y.ts": "", "tsconfig.json": text}
    assert meant("typescript", files, "a.ts", "//x/y") == "nothing"
    files["tsconfig.json"] = text.replace("//x", "x")
    assert meant("typescript", files, "a.ts", "x/y") == "src/y.ts"


@pytest.mark.parametrize(
    "root",
    [
        {"package.json": '{"workspaces": ["packages/*"]}'},
        {"package.json": '{"workspaces": {"packages": ["packages/**", "!packages/other"]}}'},
        {
            "package.json": "{}",
            "pnpm-workspace.yaml": "packages:\n  # all\n  - 'packages/*' # of them\nother:\n  - x\n",
        },
        {"package.json": "{}", "pnpm-workspace.yaml": 'packages: ["packages/*"]\n'},
        {"lerna.json": '{"packages": ["packages/*"]}'},
    ],
)
def test_packages_of_a_workspace_know_each_other(root: dict[str, str]) -> None:
    files = root | _files(
        "packages/app/a.ts",
        "packages/ui/src/index.ts",
        "packages/ui/extra.ts",
        packages__ui__package_json={"name": "@me/ui", "main": "src/index.ts"},
        packages__app__package_json={"name": "app", "dependencies": {"@me/ui": "^1.0.0"}},
    )
    assert meant("typescript", files, "packages/app/a.ts", "@me/ui::Button") == "packages/ui/src/index.ts | Button"
    assert meant("typescript", files, "packages/app/a.ts", "@me/ui/extra") == "packages/ui/extra.ts"
    assert meant("typescript", files, "packages/app/a.ts", "@me/ui/missing") == "nothing"
    assert meant("typescript", files, "packages/app/a.ts", "@me/other") == "-> @me/other"


def test_who_takes_the_published_package_does_not_mean_that_of_the_repository() -> None:
    files = _files(
        "src/index.ts",
        "examples/a/main.ts",
        "examples/b/main.ts",
        "tests/main.ts",
        package_json={"name": "me", "exports": "./src/index.ts", "workspaces": ["packages/*"]},
        examples__a__package_json={"dependencies": {"me": "^1.0.0"}},
        examples__b__package_json={"dependencies": {"me": "file:../.."}},
    )
    assert meant("typescript", files, "examples/a/main.ts", "me") == "-> me"
    assert meant("typescript", files, "examples/b/main.ts", "me") == "src/index.ts"
    assert meant("typescript", files, "tests/main.ts", "me") == "src/index.ts"


@pytest.mark.parametrize(
    ("subpath", "expected"),
    [
        ("", "lib/src/index.ts"),
        ("/feature/x", "lib/src/features/x.ts"),
        ("/feature/private/x", "nothing"),
        ("/sub", "lib/src/sub.ts"),
        ("/server", "lib/src/server.ts"),
        ("/old/x", "lib/src/old/x.ts"),
        ("/closed", "nothing"),
        ("/src/closed", "nothing"),
        ("/away", "nothing"),
    ],
)
def test_exports_say_what_of_a_package_is_seen(subpath: str, expected: str) -> None:
    exports = {
        ".": {"worker": "./src/worker.ts", "import": {"types": "./src/index.ts", "default": "./dist/index.js"}},
        "./feature/*": "./src/features/*.ts",
        "./feature/private/*": None,
        "./sub": ["./missing.js", "./src/sub.js"],
        "./server": {"browser": "./src/worker.ts", "default": "./src/server.ts"},
        "./old/": "./src/old/",
        "./away": "../a.ts",
    }
    files = _files(
        "a.ts",
        *(
            f"lib/src/{name}.ts"
            for name in ["index", "worker", "features/x", "features/private/x", "sub", "server", "old/x", "closed"]
        ),
        package_json={"workspaces": ["lib"]},
        lib__package_json={"name": "lib", "exports": exports},
    )
    assert meant("typescript", files, "a.ts", f"lib{subpath}") == expected


@pytest.mark.parametrize(
    ("manifest", "options", "sources", "expected"),
    [
        ({"main": "out/x.js"}, {"outDir": "out", "rootDir": "code"}, "code/x.ts", "p/code/x.ts"),
        ({"types": "types/x.d.ts"}, {"declarationDir": "types", "rootDir": "code"}, "code/x.tsx", "p/code/x.tsx"),
        ({"main": "out/code/x.js"}, {"outDir": "out"}, "code/x.ts test/y.ts", "p/code/x.ts"),
        ({"main": "dist/esm/x.js"}, {}, "src/x.ts", "p/src/x.ts"),
        ({"main": "dist/p.modern.mjs"}, {}, "src/index.ts", "p/src/index.ts"),
        ({"main": "dist/p.mjs"}, {}, "src/p.ts dist/p.mjs", "p/dist/p.mjs"),
        ({"main": "dist/p.mjs"}, {}, "other/p.ts", "nothing"),
        ({}, {}, "index.js", "p/index.js"),
    ],
)
def test_a_built_file_means_its_source(
    manifest: dict[str, str], options: dict[str, str], sources: str, expected: str
) -> None:
    files = _files(
        "a.ts",
        *(f"p/{name}" for name in sources.split()),
        package_json={"workspaces": ["p"]},
        p__package_json={"name": "p"} | manifest,
        p__tsconfig_json={"compilerOptions": options},
    )
    assert meant("typescript", files, "a.ts", "p") == expected


def test_a_package_has_names_of_its_own() -> None:
    names = {"#x": "./src/x.js", "#lib/*": {"default": "./src/lib/*.js"}, "#out": "chalk", "#circle": "#x"}
    files = _files("p/src/a.ts", "p/src/x.ts", "p/src/lib/y.ts", p__package_json={"imports": names})
    assert meant("typescript", files, "p/src/a.ts", "#x") == "p/src/x.ts"
    assert meant("typescript", files, "p/src/a.ts", "#lib/y") == "p/src/lib/y.ts"
    assert meant("typescript", files, "p/src/a.ts", "#out") == "-> chalk"
    assert meant("typescript", files, "p/src/a.ts", "#circle") == "nothing"


_NAMES = [
    "a/m.ts",
    "a/x.ts",
    "a/x.js",
    "a/x.d.ts",
    "a/x/index.ts",
    "a/dist/x.js",
    "a/src/x.ts",
    "a/src/index.ts",
    "b/x.ts",
    "b/index.js",
    "b/src/index.ts",
    "x.ts",
]
_CONFIGURATIONS = {
    "tsconfig.json": [
        "{}",
        '{"compilerOptions": {"paths": {"x": ["./b/x"], "@/*": ["./a/*"]}}}',
        '{"files": [], "references": [{"path": "a"}]}',
        '{"extends": "./base.json", "include": ["a"]}',
        '{"extends": "b/base.json"}',
    ],
    "base.json": ['{"compilerOptions": {"baseUrl": "a"}}', '{"compilerOptions": {"rootDirs": ["a", "b"]}}'],
    "b/base.json": ['{"compilerOptions": {"baseUrl": "."}}'],
    "a/tsconfig.json": ["{}", '{"exclude": ["m.ts"]}', '{"compilerOptions": {"outDir": "dist", "rootDir": "src"}}'],
    "package.json": [
        "{}",
        '{"workspaces": ["*"]}',
        '{"name": "x"}',
        '{"workspaces": ["b"], "dependencies": {"x": "1"}}',
    ],
    "a/package.json": ['{"name": "a"}', '{"dependencies": {"b": "1"}, "imports": {"#x": "./dist/x.js"}}'],
    "b/package.json": [
        '{"name": "b", "exports": {"./*": "./*.js", ".": "./dist/x.js"}}',
        '{"name": "x"}',
        '{"name": "b"}',
    ],
    "pnpm-workspace.yaml": ["packages:\n - a\n - b\n"],
}
_TEXTS = ["./x", "./x.js", "./x/", "../x", "x", "x/x", "b", "b/x", "@/x", "#x", "a", "./dist/x", "..", "fs", "@/y"]


@given(edits(_NAMES, _CONFIGURATIONS))
def test_an_answer_holds_while_nothing_of_what_it_asked_changed(edited: Edited) -> None:
    check_asked("typescript", edited, [(importer, text) for importer in ("a/m.ts", "m.js") for text in _TEXTS])


@given(
    st.dictionaries(
        st.sampled_from(["tsconfig.json", "package.json", "p/package.json", "pnpm-workspace.yaml", "p/tsconfig.json"]),
        st.binary(max_size=200)
        | st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8),
            lambda it: (
                st.lists(it, max_size=4)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "compilerOptions",
                            "paths",
                            "baseUrl",
                            "extends",
                            "include",
                            "files",
                            "exclude",
                            "references",
                            "path",
                            "rootDirs",
                            "name",
                            "exports",
                            "imports",
                            "workspaces",
                            "packages",
                            "main",
                            "types",
                            "*",
                            "./*",
                            ".",
                            "#x",
                            "x",
                        ]
                    ),
                    it,
                    max_size=6,
                )
            ),
            max_leaves=20,
        ).map(lambda it: json.dumps(it).encode()),
    ),
    st.text(max_size=20) | st.sampled_from(_TEXTS),
)
def test_any_bytes_in_configurations_give_an_answer(configurations: dict[str, bytes], text: str) -> None:
    it = found("typescript", {"p/a.ts": b"", "x.ts": b""} | configurations, "p/a.ts", text)
    assert not (it.files and it.external)
    assert all("\\" not in path and not path.startswith("/") for path in it.files)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        "/*" * 300_000,
        '"\\"' * 200_000,
        "{" + "," * 500_000,
        '{"a": ' + "9" * 10_000 + "}",
        '{"include": ["' + "**/" * 5_000 + '*a*a*a*a*b"]}',
        '{"include": ["' + "*a" * 5_000 + 'b"]}',
    ],
)
def test_hostile_configurations_are_read_in_time(text: str) -> None:
    start = perf_counter()
    path = "/".join(["a" * 50] * 20)
    found("typescript", {f"{path}/a.ts": "", "tsconfig.json": text, "package.json": text}, f"{path}/a.ts", "x")
    assert perf_counter() - start < 2
