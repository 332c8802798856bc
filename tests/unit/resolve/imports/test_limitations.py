"""What docs/limitations/imports.md says, shown."""

from __future__ import annotations

import pytest

from tests.support.import_trees import meant


@pytest.mark.parametrize(
    ("language", "files", "importer", "text", "expected"),
    [
        ("typescript", {"a.ts": "", "src/x.ts": "", "vite.config.ts": "alias"}, "a.ts", "@src/x", "-> @src/x"),
        (
            "typescript",
            {
                "package.json": '{"workspaces": ["p"]}',
                "p/package.json": '{"name": "p", "main": "dist/x.js", "version": "1.0.0"}',
                "p/src/index.ts": "",
                "a.ts": "",
            },
            "a.ts",
            "p",
            "p/src/index.ts",
        ),
        (
            "go",
            {"go.mod": "module x.y/m", "p/a_linux.go": "", "p/a_windows.go": "", "m.go": ""},
            "m.go",
            "x.y/m/p",
            "p/a_linux.go p/a_windows.go",
        ),
        (
            "go",
            {
                "go.mod": "module x.y/m\nrequire x.y/m/api v1.0.0",
                "api/go.mod": "module x.y/m/api",
                "api/a.go": "",
                "m.go": "",
            },
            "m.go",
            "x.y/m/api",
            "api/a.go",
        ),
        (
            "kotlin",
            {"src/main/kotlin/Page.kt": "package org.me", "src/main/kotlin/app/A.kt": ""},
            "src/main/kotlin/app/A.kt",
            "org.me.Page",
            "-> org.me",
        ),
        (
            "java",
            {"src/main/java/org/me/A.java": ""},
            "src/main/java/org/me/A.java",
            "org.me.made.Proto",
            "-> org.me.made",
        ),
        (
            "c",
            {"one/x.h": "", "two/x.h": "", "src/a.c": "", "compile_commands.json": "-Ione"},
            "src/a.c",
            '"x.h"',
            "nothing",
        ),
        (
            "php",
            {"composer.json": '{"autoload": {"classmap": ["lib"]}}', "lib/X.php": "", "a.php": ""},
            "a.php",
            "X",
            "-> php",
        ),
        ("ruby", {"app/models/user.rb": "", "config/a.rb": ""}, "config/a.rb", "user", "-> user"),
    ],
)
def test_what_is_not_read_is_not_known(
    language: str, files: dict[str, str], importer: str, text: str, expected: str
) -> None:
    assert meant(language, files, importer, text) == expected
