"""What files are for, by the conventions of many languages."""

from __future__ import annotations

import pytest

from codegraph.discover.roles import Role, is_test_path, role_of

TESTS = """
tests/a.rs src/tests/a.rs src/tests.rs benches/b.rs examples/e.rs fuzz/fuzz_targets/one.rs tests-build/src/lib.rs
pkg/parser_test.go pkg/testdata/in.go test_parser.py pkg/conftest.py parser_unittest.cc bench/cjk.c src/test.c
app.spec.ts app.test.tsx button.stories.tsx src/__tests__/a.js cypress/e2e/login.js src/__mocks__/fs.js
app/src/test/java/a/B.java app/src/androidTest/java/C.kt app/src/jvmTest/kotlin/D.kt a/GsonTest.java a/TestMapper.java
src/LoggerTest.php Dapper.Tests/Query.cs src/MapperTests.cs test/Serilog.PerformanceTests/Bench.cs
samples/Web/Program.cs
spec/models/user_spec.rb test/helper.exs test/unit.bats t/basic.t Tests/PackTests/PackTests.swift src/ParserSpec.hs
integration_tests/run.py playground/app.ts demos/chat.py e2e/a.ts app/tests.py lib/app/user_test.rb
samples/app/src/main/java/A.java examples/demo/lib/demo/test.ex test/include/a.h include/lib/parser_test.h
"""
CODE = """
src/latest.rs src/testing_ground.rs src/contest/a.rs src/example.rs src/attest/verify.go lib/inspector.rb
src/Fastest.java src/Latest.java src/protest.c lib/specification.rb src/benchmarker.py core/flags/doc/man.rs
lib/app/test/conn.ex lib/app/adapter/test.rb src/main/java/app/test/TestServer.java okio/src/commonMain/kotlin/test/A.kt
Sources/Testing/Example/Run.swift src/app/test.py include/benchmark/sysinfo.h lib/include/testing/mock.hpp
"""


@pytest.mark.parametrize("path", TESTS.split())
def test_tests_and_examples_are_told_by_their_path(path: str) -> None:
    assert is_test_path(path)
    assert role_of(path, "rust") is Role.TEST


@pytest.mark.parametrize("path", CODE.split())
def test_names_that_only_look_like_it_are_code(path: str) -> None:
    assert not is_test_path(path)
    assert role_of(path, "rust") is Role.CODE


def test_prose_is_told_by_its_language_unless_it_is_of_the_tests() -> None:
    assert role_of("docs/guide.md", "markdown") is Role.PROSE
    assert role_of("tests/data/a.json", "json") is Role.TEST
    assert role_of("src/guide.py", "python") is Role.CODE


BUILD = """
BUILD.bazel pkg/BUILD tools/rules.bzl Rakefile Gemfile demo.gemspec app/build.gradle.kts build.sbt setup.py mix.exs
Package.swift Package@swift-5.7.swift webpack.config.js m4/ac.m4 configure.ac meson.build src/Makefile.am
"""


@pytest.mark.parametrize("path", BUILD.split())
def test_what_says_how_a_program_is_built_stands_with_configuration(path: str) -> None:
    assert role_of(path, "python") is Role.PROSE


def test_code_of_the_same_words_is_code() -> None:
    for path in ("src/build.rs", "lib/Package.swift.kt", "src/config.js", "builder/makefile_parser.py"):
        assert role_of(path, "rust") is Role.CODE
    assert role_of("CMakeLists.txt", "cmake") is Role.PROSE


def test_code_that_stands_with_the_documentation_is_an_example() -> None:
    assert role_of("docs/code/main.c", "c") is Role.TEST
    assert role_of("docs_src/tutorial/app.py", "python") is Role.TEST
    assert role_of("crates/core/flags/doc/man.rs", "rust") is Role.CODE
