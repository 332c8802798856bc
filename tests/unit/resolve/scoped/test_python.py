"""Names, members, imports and types of Python, each in a few lines."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.support.modules import Modules, calls


def _path(name: str) -> str:
    return name.replace("____init__", "/@").replace("__", "/").replace("@", "__init__") + ".py"


def _calls(**files: str) -> list[str]:
    """Give the calls in files whose names stand as `pkg__mod` for `pkg/mod.py`."""
    return calls({_path(name): dedent(text) for name, text in files.items()})


SHAPES = {
    "a function shadows one of the module": (
        """
        def f(): pass
        def g():
            def f(): pass
            f()
        """,
        ["a.py:5 calls a.g -> a.g.f"],
    ),
    "a local is no function of the module": ("def f(): pass\ndef g(f):\n    f()\n", []),
    "a parameter of a lambda in a function is no function of the module": (
        "def f(): pass\ng = lambda: f()\ndef h(): lambda f: f()\n",
        ["a.py:2 calls a.g -> a.f"],
    ),
    "names of lambdas and comprehensions outside of functions are their own": (
        """
        def f(): pass
        xs = [f() for f in []]
        g = lambda f: f()
        class A:
            def f(self): pass
            ys = [f() for f in []]
        print([f() for f in xs], f())
        """,
        ["a.py:8 calls a -> a.f"],
    ),
    "a class is no scope for its methods": (
        """
        def f(): pass
        class A:
            def f(self): pass
            def g(self): f()
        """,
        ["a.py:5 calls a.A.g -> a.f"],
    ),
    "what stands in a class sees it": (
        """
        class A:
            def f(): pass
            x = f()
        """,
        ["a.py:4 calls a.A.x -> a.A.f"],
    ),
    "self, and what a class extends": (
        """
        class A:
            def f(self): pass
        class B(A):
            def g(self):
                self.f()
                super().f()
        """,
        ["a.py:6 calls a.B.g -> a.A.f", "a.py:7 calls a.B.g -> a.A.f"],
    ),
    "a class is called, and what makes its objects": (
        """
        class A:
            def __init__(self): pass
        class B(A): pass
        B()
        """,
        ["a.py:5 calls a -> a.B", "a.py:5 calls a -> a.A.__init__"],
    ),
    "the order of several bases": (
        """
        class O:
            def f(self): pass
        class A(O): pass
        class B(O):
            def f(self): pass
        class C(A, B): pass
        def g(c: C): c.f()
        """,
        ["a.py:8 calls a.g -> a.B.f"],
    ),
    "what __init__ gives to a member": (
        """
        class A:
            def f(self): return self
        class B:
            def __init__(self, a: A):
                self.a = a
                self.b = None
            def g(self):
                self.a.f().f()
                self.b.f()
        """,
        ["a.py:9 calls a.B.g -> a.A.f", "a.py:9 calls a.B.g -> a.A.f"],
    ),
    "annotations, and what they hold": (
        """
        from typing import Optional, Iterator
        class A:
            def f(self) -> "A": pass
        def g(a: Optional[A], b: list[A], c: dict[str, "A"], *d: A, **e: A):
            a.f().f()
            for it in b: it.f()
            b[0].f()
            c["x"].f()
            for it in c.values(): it.f()
            d[0].f()
            e["x"].f()
        """,
        [f"a.py:{line} calls a.g -> a.A.f" for line in (6, 6, 7, 8, 9, 10, 11, 12)],
    ),
    "with, and what a generator gives": (
        """
        from contextlib import contextmanager
        from typing import Iterator
        class A:
            def __enter__(self): return self
            def f(self): pass
        @contextmanager
        def make() -> Iterator[A]: pass
        def g():
            with A() as a: a.f()
            with make() as b: b.f()
        """,
        [
            "a.py:10 calls a.g -> a.A",
            "a.py:10 calls a.g -> a.A.f",
            "a.py:11 calls a.g -> a.make",
            "a.py:11 calls a.g -> a.A.f",
        ],
    ),
    "a method that is read like a member": (
        """
        class A:
            @property
            def p(self) -> "A": pass
            @p.setter
            def p(self, v): pass
            def f(self): self.p.f()
        """,
        ["a.py:7 calls a.A.f -> a.A.f"],
    ),
    "the class of a method": (
        """
        class A:
            @classmethod
            def make(cls): return cls()
            def f(self): pass
        class B(A):
            def f(self): pass
        def g(): B.make().f()
        """,
        ["a.py:4 calls a.A.make -> a.A", "a.py:8 calls a.g -> a.A.make", "a.py:8 calls a.g -> a.B.f"],
    ),
    "a name that is bound anew": (
        """
        class A:
            def f(self): return B()
        class B:
            def g(self): pass
        def h():
            x = A()
            x = x.f()
            x.g()
        """,
        [
            "a.py:3 calls a.A.f -> a.B",
            "a.py:7 calls a.h -> a.A",
            "a.py:8 calls a.h -> a.A.f",
            "a.py:9 calls a.h -> a.B.g",
        ],
    ),
    "what a branch binds may be meant": (
        """
        class A:
            def f(self): pass
        class B:
            def f(self): pass
        def h(y):
            x = A()
            if y:
                x = B()
            x.f()
        """,
        ["a.py:7 calls a.h -> a.A", "a.py:9 calls a.h -> a.B"],
    ),
    "overloads are one function": (
        """
        from typing import overload
        @overload
        def f(x: int) -> int: ...
        @overload
        def f(x: str) -> str: ...
        def f(x): return x
        f(1)
        """,
        ["a.py:8 calls a -> a.f"],
    ),
    "members of an enumeration": (
        """
        from enum import Enum
        class E(Enum):
            X = 1
            def f(self): pass
        def g(): E.X.f()
        """,
        ["a.py:6 calls a.g -> a.E.f"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shape(shape: str) -> None:
    text, expected = SHAPES[shape]
    assert _calls(a=text) == sorted(expected)


IMPORTS = {
    "from a package, through what it imports": (
        {"p____init__": "from .m import f as g", "p__m": "def f(): pass", "q": "from p import g\ng()"},
        ["q.py:2 calls q -> p.m.f"],
    ),
    "a package and its modules by their paths": (
        {"p____init__": "", "p__s____init__": "", "p__s__m": "def f(): pass", "q": "import p.s.m\np.s.m.f()"},
        ["q.py:2 calls q -> p.s.m.f"],
    ),
    "relative": (
        {"p____init__": "", "p__m": "def f(): pass", "p__s____init__": "", "p__s__n": "from ..m import f\nf()"},
        ["p/s/n.py:2 calls p.s.n -> p.m.f"],
    ),
    "a name before the module of that name": (
        {"p____init__": "from .f import f", "p__f": "def f(): pass", "q": "from p import f\nf()"},
        ["q.py:2 calls q -> p.f.f"],
    ),
    "a module that the package also imports": (
        {"p____init__": "from . import m", "p__m": "def f(): pass", "q": "from p import m\nm.f()"},
        ["q.py:2 calls q -> p.m.f"],
    ),
    "all, but what is private or not given": (
        {
            "m": "__all__ = ['f', 'h']\ndef f(): pass\ndef g(): pass\nfrom n import *",
            "n": "def h(): pass\ndef _i(): pass",
            "q": "from m import *\nf()\ng()\nh()\n_i()",
        },
        ["q.py:2 calls q -> m.f", "q.py:4 calls q -> n.h"],
    ),
    "the sources of a folder": (
        {"src__p____init__": "def f(): pass", "tests__test_p": "from p import f\ndef test_f(): f()"},
        ["tests/test_p.py:2 calls tests.test_p.test_f -> p.f"],
    ),
    "a folder that only holds modules": (
        {"n__m": "def f(): pass", "q": "import n.m\nn.m.f()\nfrom n import m\nm.f()"},
        ["q.py:2 calls q -> n.m.f", "q.py:4 calls q -> n.m.f"],
    ),
    "where a function stands": (
        {"m": "def f(): pass", "q": "def g():\n    from m import f\n    f()\nf()"},
        ["q.py:3 calls q.g -> m.f"],
    ),
}


@pytest.mark.parametrize("case", IMPORTS)
def test_imports(case: str) -> None:
    files, expected = IMPORTS[case]
    assert _calls(**files) == sorted(expected)


def test_what_is_not_of_the_repository_is_external_by_its_package() -> None:
    files = {"a.py": "import os.path\nimport numpy as np\nos.path.join()\nnp.zeros(3).sum()\nlen([])\nmissing()\n"}
    assert Modules(files).resolved().open == [
        "a.py:1 external path: os",
        "a.py:2 external numpy: numpy",
        "a.py:3 external join: os",
        "a.py:4 external sum: numpy",
        "a.py:4 external zeros: numpy",
        "a.py:5 external len: builtins",
        "a.py:6 unresolved missing: name-not-found",
    ]


def test_several_definitions_leave_a_reference_open() -> None:
    files = {"a.py": "if x:\n    def f(): pass\nelse:\n    def f(): pass\nf()\n"}
    assert "a.py:5 ambiguous f: several-definitions" in Modules(files).resolved().open


def test_inheritance_imports_types_and_tests() -> None:
    files = {
        "a.py": "class A:\n    def f(self): pass\n",
        "test_a.py": "from a import A\nclass B(A):\n    def f(self): pass\ndef test_f(x: A):\n    x.f()\n    g = x.f\n",
    }
    assert Modules(files).resolved().edges == [
        "test_a.py:1 imports test_a -> a.A",
        "test_a.py:2 implements test_a.B -> a.A",
        "test_a.py:4 uses-type test_a.test_f -> a.A",
        "test_a.py:5 calls test_a.test_f -> a.A.f",
        "test_a.py:5 tests test_a.test_f -> a.A.f",
        "test_a.py:3 overrides test_a.B.f -> a.A.f",
    ]
