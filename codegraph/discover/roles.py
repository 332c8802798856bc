"""What a file is for, told by its path: code, tests and what stands beside the code as they do, or prose and builds.

The conventions are those of the tools of each language, such as `*_test.go`, `src/test/java`, `Name.Tests/`, `spec/`,
`__tests__/`; no project has rules of its own.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

PROSE_LANGUAGES = frozenset(
    "markdown rst text tex toml yaml json xml ini diff html cmake make dockerfile".split()  # noqa: SIM905 - one line
)
"""Languages of prose and configuration, that of the build included."""


class Role(StrEnum):
    """What a file is for."""

    CODE = "code"
    TEST = "test"
    """Tests, examples, benchmarks, and what they need."""
    PROSE = "prose"
    """Prose and configuration, that of the build included."""


# a folder of this name
_ALONE = (
    r"tests?|testing|specs?|bench(es|marks?|marking)?|examples?|samples?|demos?|tutorials?|playgrounds?|fixtures?|mocks?"
    r"|fakes?|e2e|fuzz(ing|ers)?|testsuites?|testutils?|testdata"
)
# a folder whose name begins or ends with this and a sign: `tests-build`, `my-tests`, `Name.Tests`, `test_data`
_WITH_MORE = r"tests?|testing|bench(es|marks?)?|examples?|samples?|fixtures?|mocks?|e2e"
_FOLDER = re.compile(rf"(^|/)([._]*({_ALONE})_*|({_WITH_MORE})[-_.][^/]*|[^/]*[-_.]({_WITH_MORE}))/", re.IGNORECASE)
_CAMEL_FOLDER = re.compile(r"(^|/)[^/]*[A-Za-z0-9](Tests?|TestFixtures|Benchmarks?|Examples?|Samples?)/")
_FILE = re.compile(
    r"(^|/)(tests?[-_][^/]*|[^/]*[-_](tests?|specs?|bench(mark)?s?|unittests?)|[^/]*\.(test|spec|bench|stories|e2e)s?"
    r"|tests|test(?!\.py)|bench(mark)?s?|conftest)\.\w+$",
    re.IGNORECASE,
)
_CAMEL_FILE = re.compile(r"(^|/)([^/]*[A-Za-z0-9](Tests?|TestCase|Spec|Benchmarks?)|Test[A-Z][^/]*)\.\w+$")
_ONLY_TESTS = (".bats", ".t")
# where tools want the code, with a folder of its own for tests beside it: Maven and Gradle, SwiftPM, Ruby and Elixir;
# and the headers of a library, which stand in a folder of its name
_SOURCES = re.compile(
    r"(^|/)(src/([a-z]\w*)?[mM]ain/|Sources/(?=.*\.swift$)|lib/(?=.*\.(rb|ex)$)|include/(?=.*\.(h|hh|hpp|hxx|inc|ipp)$))"
)
_SUFFIXED = re.compile(r"[-_](test|spec)\.\w+$")
# what says how a program is built and packaged, in a language of code
_BUILD = re.compile(
    r"(^|/)([^/]+\.(m4|bzl|gemspec|podspec|gradle|gradle\.kts|sbt|cmake\.in|mk\.in)|(BUILD|WORKSPACE|MODULE)(\.bazel)?"
    r"|configure\.ac|Makefile\.\w+|meson\.build|(Container|Rake|Gem|Pod|Just)file|(gulp|grunt)file\.\w+|setup\.py|mix\.exs"
    r"|Package(@[^/]*)?\.swift|[^/]+\.config\.[cm]?[jt]s)$"
)
# code that stands with the documentation is an example
_DOCS = re.compile(r"^([^/]+/)?docs?([-_][^/]*)?/", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def is_test_path(path: str) -> bool:
    """Tell whether a file is a test, an example or a benchmark, or stands with such, by its path."""
    sources = _SOURCES.search(path)
    if sources is not None:
        # what helps to test is code there, unless all of it is an example: `samples/app/src/main/java/A.java`
        around = path[: sources.start(2)]
        return any(pattern.search(around) for pattern in (_FOLDER, _CAMEL_FOLDER)) or bool(_SUFFIXED.search(path))
    return path.endswith(_ONLY_TESTS) or any(
        pattern.search(path) for pattern in (_FOLDER, _FILE, _CAMEL_FOLDER, _CAMEL_FILE)
    )


@lru_cache(maxsize=1 << 16)
def role_of(path: str, language: str) -> Role:
    """Give what a file is for by its path and language."""
    if is_test_path(path):
        return Role.TEST
    if language in PROSE_LANGUAGES or _BUILD.search(path):
        return Role.PROSE
    return Role.TEST if _DOCS.match(path) else Role.CODE
