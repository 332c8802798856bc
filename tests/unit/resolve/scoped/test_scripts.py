"""Names, members, modules and types of JavaScript and TypeScript, each in a few lines."""

from __future__ import annotations

import pytest

from tests.support.modules import Modules, calls

SHAPES = {
    "this, and what a class extends": (
        {
            "a.ts": "export class A { f() { return this } }\n",
            "b.ts": "import { A } from './a'\nclass B extends A {\n  g() {\n    this.f().f()\n    super.f()\n  }\n}\n",
        },
        ["b.ts:4 calls b.B.g -> a.A.f", "b.ts:4 calls b.B.g -> a.A.f", "b.ts:5 calls b.B.g -> a.A.f"],
    ),
    "fields, and parameters that are fields": (
        {
            "a.ts": "class A { f() {} }\nclass B {\n  x = new A()\n  y: A\n  constructor(private z: A) {}\n  g() {\n"
            "    this.x.f()\n    this.y.f()\n    this.z.f()\n  }\n}\n",
        },
        ["a.ts:3 calls a.B.x -> a.A", *(f"a.ts:{line} calls a.B.g -> a.A.f" for line in (7, 8, 9))],
    ),
    "a default, a module as a whole, names given on": (
        {
            "a.ts": "export default class A { f() {} }\nexport function g() {}\n",
            "b.ts": "export { default as A } from './a'\nexport * from './a'\nexport * as all from './a'\n",
            "c.ts": "import D from './a'\nimport * as m from './a'\nimport { A, g, all } from './b'\n"
            "new D().f()\nm.g()\n"
            "new A().f()\ng()\nall.g()\n",
        },
        [
            "c.ts:4 calls c -> a.A.f",
            "c.ts:4 calls c -> a.A",
            "c.ts:5 calls c -> a.g",
            "c.ts:6 calls c -> a.A.f",
            "c.ts:6 calls c -> a.A",
            "c.ts:7 calls c -> a.g",
            "c.ts:8 calls c -> a.g",
        ],
    ),
    "modules that are required": (
        {
            "a.js": "function f() {}\nexports.g = function () {}\nmodule.exports = { f, h: f }\n",
            "b.js": "const a = require('./a')\nconst { h } = require('./a')\na.f()\na.g()\nh()\n",
        },
        ["b.js:3 calls b -> a.f", "b.js:4 calls b -> a.g", "b.js:5 calls b -> a.f"],
    ),
    "a type and a value of one name": (
        {
            "a.ts": "export interface A { f(): A }\nexport const A = (): A => null\n",
            "b.ts": "import { A } from './a'\nfunction g(x: A) { x.f() }\nA().f()\ntype Request = A\nnew Request()\n",
        },
        ["b.ts:2 calls b.g -> a.A.f", "b.ts:3 calls b -> a.A.f", "b.ts:3 calls b -> a.A"],
    ),
    "members of an object are no names": (
        {"a.ts": "const o = { f() {}, g: () => 1 }\nfunction h() { f(); o.f(); o.g() }\n"},
        ["a.ts:2 calls a.h -> a.o.f", "a.ts:2 calls a.h -> a.o.g"],
    ),
    "blocks bound what is known": (
        {
            "a.ts": "class A { f() {} }\nclass B { f() {} }\n"
            "describe('1', () => {\n  const x = new A()\n  const g = () => 1\n  it('a', () => { x.f(); g() })\n})\n"
            "describe('2', () => {\n  const x = new B()\n  const g = () => 2\n  it('b', () => { x.f(); g() })\n})\n"
            "x.f()\n",
        },
        [
            "a.ts:4 calls a -> a.A",
            "a.ts:6 calls a.a -> a.A.f",
            "a.ts:6 calls a.a -> a.g",
            "a.ts:9 calls a -> a.B",
            "a.ts:11 calls a.b -> a.B.f",
            "a.ts:11 calls a.b -> a.g",
        ],
    ),
    "overloads are one function": (
        {
            "a.ts": "export function f(x: string): void\nexport function f(x: number): void\n"
            "export function f(x) {}\nf(1)\n"
        },
        ["a.ts:4 calls a -> a.f"],
    ),
    "components": (
        {"a.tsx": "function A() { return <div /> }\nfunction B() { return <A /> }\n"},
        ["a.tsx:2 calls a.B -> a.A"],
    ),
    "what is waited for and what a list holds": (
        {
            "a.ts": "class A { f() {} }\nasync function one(): Promise<A> {}\nfunction all(): A[] {}\n"
            "async function g() {\n  (await one()).f()\n  for (const x of all()) x.f()\n  all()[0].f()\n}\n",
        },
        [
            "a.ts:5 calls a.g -> a.A.f",
            "a.ts:5 calls a.g -> a.one",
            "a.ts:6 calls a.g -> a.all",
            "a.ts:6 calls a.g -> a.A.f",
            "a.ts:7 calls a.g -> a.A.f",
            "a.ts:7 calls a.g -> a.all",
        ],
    ),
    "parameters of functions in values are their own": (
        {"a.ts": "function f() {}\nconst x = [1].map((f) => f())\nclass A { m = [1].map((f) => f(), f()) }\n"},
        ["a.ts:3 calls a.A.m -> a.f"],
    ),
    "paths of the configuration": (
        {
            "tsconfig.json": '{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["src/*"]}}}',
            "src/a.ts": "export const f = () => 1\n",
            "src/b/c.ts": "import { f } from '@/a'\nf()\n",
        },
        ["src/b/c.ts:2 calls src/b/c -> src/a.f"],
    ),
    "methods that stand outside": (
        {
            "a.js": "function A() {}\nA.prototype.f = function () { this.g() }\n"
            "A.prototype.g = function () {}\nnew A().f()\n"
        },
        ["a.js:2 calls a.A.f -> a.A.g", "a.js:4 calls a -> a.A.f", "a.js:4 calls a -> a.A"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shape(shape: str) -> None:
    files, expected = SHAPES[shape]
    assert calls(files) == sorted(expected)


def test_a_class_implements_what_it_extends_and_what_it_says() -> None:
    files = {"a.ts": "interface I { f(): void }\nclass A { f() {} }\nclass B extends A implements I { f() {} }\n"}
    assert Modules(files).resolved("implements", "overrides").edges == [
        "a.ts:3 implements a.B -> a.A",
        "a.ts:3 implements a.B -> a.I",
        "a.ts:3 overrides a.B.f -> a.A.f",
    ]
