"""What a question is about, code alone or tests and prose as well: the pool that chunks are ranked in.

Tests repeat the words of what they test, and there are often more of them than of the code. So chunks of the roles
that a question asks for have their ranks among themselves, as if nothing else were indexed. The others, aside, come in
lower (see `rank.py`), and take no place from those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.languages import language_of
from codegraph.discover.roles import PROSE_LANGUAGES, Role, is_test_path, role_of
from codegraph.retrieve.families import root
from codegraph.text import split_identifier

if TYPE_CHECKING:
    from codegraph.model import Query

_TEST = """
test tests testing tested bench benches benchmark benchmarks benchmarking example examples sample samples fixture
fixtures mock mocks mocking mocked demo demos specs
"""
_TEST_WORDS = frozenset(_TEST.split())
_SAID_BY_THE_WAY = re.compile(r"\bfor example\b|\bexample\.(com|org)\b", re.IGNORECASE)
_ONE = "test|spec|bench|benchmark|example|sample|fixture|mock|demo"
_SEVERAL = "tests|specs|benches|benchmarks|examples|samples|fixtures|mocks|demos"
# In a sentence such a word is more often what the code is about: "how does a test time out", "the test client".
_ASKS_FOR_TESTS = re.compile(
    rf"""
    ^(?:{_SEVERAL})\b | \b(?:{_SEVERAL})\W*$
    | \b(?:{_ONE}|{_SEVERAL})\s(?:for|of|that|which|covering|cases?|suites?|files?|functions?)\b
    | \b(?:unit|integration|regression|property|functional|smoke)\s(?:{_ONE}|{_SEVERAL})\b
    | \b(?:which|what|any|show|existing|all)\s(?:{_ONE}|{_SEVERAL})\b
    | \b(?:an?|usage|code)\s(?:example|sample|demo)\b
    | \b(?:is|are|was|were|be|gets?)\s(?:\w+\s){{0,4}}(?:tested|benchmarked|mocked)\b
    | \bhow\s(?:to|do\si|do\swe|do\syou|can\si|can\swe|should\si|should\swe)\s(?:test|mock|benchmark)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# not what names a format: what is asked of JSON, YAML and configuration is mostly the code that handles them
_PROSE_WORDS = (
    "doc", "documentation", "readme", "changelog", "guide", "faq", "manifest", "licence", "license", "workflow", "ci",
    "cmake", "makefile", "bazel", "gradle", "dockerfile", "docker", "packaging",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_PROSE_ROOTS = frozenset(map(root, _PROSE_WORDS))


class Pools(NamedTuple):
    """The roles that a question asks for, and those that stand aside."""

    main: frozenset[Role]

    @property
    def aside(self) -> frozenset[Role]:
        """The roles that the question does not ask for."""
        return frozenset(Role) - self.main

    def is_aside(self, path: str, language: str) -> bool:
        """Tell whether a file stands aside."""
        return role_of(path, language) not in self.main


EVERYTHING = Pools(frozenset(Role))
"""Nothing stands aside."""

_ASIDE_SHARE = 4


def aside_of(k: int, found: int) -> int:
    """Tell how many finds of what stands aside are given beside the `found` of k others; more where those are few."""
    return max(k // _ASIDE_SHARE, k - found, 1)


def pools_of(query: Query) -> Pools:
    """Tell what a question asks for, by its words and by what it is limited to."""
    text = _SAID_BY_THE_WAY.sub(" ", query.text).strip()
    words = {part for word in _WORD.findall(text) for part in split_identifier(word)}
    is_name = len(text.split()) == 1
    wanted = [glob for glob in query.scope.paths if not glob.startswith("!")]
    main = {Role.CODE}
    asks = not words.isdisjoint(_TEST_WORDS) and (is_name or _ASKS_FOR_TESTS.search(text))
    if asks or any(map(is_test_path, wanted)):
        main.add(Role.TEST)
    languages = {*query.scope.languages, *map(language_of, wanted)}
    if not _PROSE_ROOTS.isdisjoint(map(root, words)) or not PROSE_LANGUAGES.isdisjoint(languages):
        main.add(Role.PROSE)
    return Pools(frozenset(main))
