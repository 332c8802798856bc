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
    "modules that are given on as they are loaded": (
        {
            "lib/a.js": "function f() {}\nfunction g() {}\nexports = module.exports = f\nexports.h = g\n"
            "exports.out = require('out')\nexports.deep = require('./b').deep\n",
            "lib/b.js": "exports.deep = function () {}\n",
            "index.js": "module.exports = require('./lib/a')\n",
            "c.js": "var a = require('.')\nvar out = a.out\na()\na.h()\na.deep()\na.out()\nout()\n",
        },
        ["c.js:3 calls c -> lib/a.f", "c.js:4 calls c -> lib/a.g", "c.js:5 calls c -> lib/b.deep"],
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
    "what a callback is given": (
        {
            "a.ts": (
                "export class C { f() {} }\n"
                "export type H = (c: C, next: () => void) => void\n"
                "export interface On {\n"
                "  <P extends string>(path: P, h: H): On\n"
                "  (h: H): On\n"
                "  (...h: H[]): On\n"
                "}\n"
                "export class App { on!: On; get: On }\n"
                "export function use(h: H | undefined): void {}\n"
            ),
            "b.ts": (
                "import { App, use, H } from './a'\n"
                "const app = new App()\n"
                "app.on('/', (c) => c.f()).get?.(0)\n"
                "app.get(async (c) => { await c.f() })\n"
                "use(({ f }) => f())\n"
                "use(function (c) { c.f() })\n"
            ),
        },
        [
            "b.ts:2 calls b.app -> a.App",
            "b.ts:3 calls b -> a.C.f",
            "b.ts:4 calls b -> a.C.f",
            "b.ts:5 calls b -> a.C.f",
            "b.ts:5 calls b -> a.use",
            "b.ts:6 calls b -> a.C.f",
            "b.ts:6 calls b -> a.use",
        ],
    ),
    "types of functions that a place declares": (
        {
            "a.ts": (
                "class C { f() {} }\n"
                "type H = (c: C) => C\n"
                "const x: H = (c) => { c.f(); return c }\n"
                "x(0).f()\n"
                "function make(): H { return (c) => { c.f(); return c } }\n"
                "const both = (): H => (c) => c.f()\n"
                "class D { h: H = (c) => c.f() }\n"
                "const o = { k: ((c) => c.f()) as H, l: <H>((c) => c.f()) }\n"
                "o.k()\n"
                "const y = ((c) => c.f()) satisfies H\n"
            ),
        },
        [
            "a.ts:10 calls a.y -> a.C.f",
            "a.ts:3 calls a.x -> a.C.f",
            "a.ts:4 calls a -> a.C.f",
            "a.ts:4 calls a -> a.x",
            "a.ts:5 calls a.make -> a.C.f",
            "a.ts:6 calls a.both -> a.C.f",
            "a.ts:7 calls a.D.h -> a.C.f",
            "a.ts:8 calls a.o -> a.C.f",
            "a.ts:8 calls a.o.k -> a.C.f",
            "a.ts:9 calls a -> a.o.k",
        ],
    ),
    "members of objects that are given": (
        {
            "a.ts": (
                "class C { f() {} }\n"
                "interface Options { on: (c: C) => void; deep?: { at(c: C): void } }\n"
                "function run(o: Options) {}\n"
                "run({ on: (c) => c.f(), deep: { at(c) { c.f() } } })\n"
                "new Promise<C>((done) => done).then((c) => c.f())\n"
            ),
        },
        [
            "a.ts:4 calls a -> a.run",
            "a.ts:4 calls a.at -> a.C.f",
            "a.ts:4 calls a.on -> a.C.f",
            "a.ts:5 calls a -> a.C.f",
        ],
    ),
    "what goes through lists and maps": (
        {
            "a.ts": (
                "class A { f() {} }\n"
                "class B { g() {} }\n"
                "function h(l: A[], m: Map<A, B>, s: ReadonlySet<B>, r: Record<string, A>) {\n"
                "  l.filter((x) => x).map((x) => x.f())\n"
                "  m.forEach((b, a) => { b.g(); a.f() })\n"
                "  for (const [a, b] of m) { a.f(); b.g() }\n"
                "  s.forEach((b) => b.g())\n"
                "  r.any.f()\n"
                "}\n"
            ),
        },
        [
            "a.ts:4 calls a.h -> a.A.f",
            "a.ts:5 calls a.h -> a.A.f",
            "a.ts:5 calls a.h -> a.B.g",
            "a.ts:6 calls a.h -> a.A.f",
            "a.ts:6 calls a.h -> a.B.g",
            "a.ts:7 calls a.h -> a.B.g",
        ],
    ),
    "type parameters": (
        {
            "a.ts": (
                "class A { f() {} }\n"
                "class Box<T, U = A> { held: T; other: U; get(): T { return this.held }\n"
                "  each(h: (x: T) => void) {} }\n"
                "class More extends Box<A> { again() { this.get().f() } }\n"
                "type Pair<X> = { one: X; two: Box<X> }\n"
                "function g<T extends A>(x: T, b: Box<A>, p: Pair<A>, n: Box<number>): T {\n"
                "  x.f()\n"
                "  b.get().f()\n"
                "  b.other.f()\n"
                "  b.each((it) => it.f())\n"
                "  p.one.f()\n"
                "  p.two.get().f()\n"
                "  new More().get().f()\n"
                "  new Box<A>().held.f()\n"
                "  n.held.f()\n"
                "  n.other.f()\n"
                "}\n"
                "function same<T>(x: T): T { return x }\n"
                "same<A>(0).f()\n"
            ),
        },
        [
            "a.ts:10 calls a.g -> a.A.f",
            "a.ts:10 calls a.g -> a.Box.each",
            "a.ts:11 calls a.g -> a.A.f",
            "a.ts:12 calls a.g -> a.A.f",
            "a.ts:12 calls a.g -> a.Box.get",
            "a.ts:13 calls a.g -> a.A.f",
            "a.ts:13 calls a.g -> a.Box.get",
            "a.ts:13 calls a.g -> a.More",
            "a.ts:14 calls a.g -> a.A.f",
            "a.ts:14 calls a.g -> a.Box",
            "a.ts:16 calls a.g -> a.A.f",
            "a.ts:19 calls a -> a.A.f",
            "a.ts:19 calls a -> a.same",
            "a.ts:4 calls a.More.again -> a.A.f",
            "a.ts:4 calls a.More.again -> a.Box.get",
            "a.ts:7 calls a.g -> a.A.f",
            "a.ts:8 calls a.g -> a.A.f",
            "a.ts:8 calls a.g -> a.Box.get",
            "a.ts:9 calls a.g -> a.A.f",
        ],
    ),
    "a type parameter hides a class of its name": (
        {
            "a.ts": ("class T { f() {} }\nfunction g<T>(x: T) { x.f() }\nfunction h(x: T) { x.f() }\n"),
        },
        [
            "a.ts:3 calls a.h -> a.T.f",
        ],
    ),
    "overloads give what any of them gives": (
        {
            "a.ts": (
                "class A { f() {} }\n"
                "class B { g() {} }\n"
                "function h(x: string): A\n"
                "function h(x: number): [B, A]\n"
                "function h(x: any): any {}\n"
                "h('').f()\n"
                "const [b, a] = h(1)\n"
                "b.g()\n"
                "a.f()\n"
            ),
        },
        [
            "a.ts:6 calls a -> a.A.f",
            "a.ts:6 calls a -> a.h",
            "a.ts:7 calls a.b -> a.h",
            "a.ts:8 calls a -> a.B.g",
            "a.ts:9 calls a -> a.A.f",
        ],
    ),
    "types that are computed": (
        {
            "a.ts": (
                "class A { f() {} }\n"
                "function make() { return new A() }\n"
                "type M<T> = { [K in keyof T]: A }\n"
                "interface I { a: A; 'b-c': number }\n"
                "function g(\n"
                "  a: ReturnType<typeof make>,\n"
                "  b: Partial<A>,\n"
                "  c: M<I>,\n"
                "  d: I['a'],\n"
                "  e: InstanceType<typeof A>,\n"
                "  h: string extends A ? A : never,\n"
                "  i: Awaited<Promise<A>>,\n"
                ") {\n"
                "  a.f()\n"
                "  b.f()\n"
                "  c.any.f()\n"
                "  d.f()\n"
                "  e.f()\n"
                "  h.f()\n"
                "  i.f()\n"
                "}\n"
            ),
        },
        [
            "a.ts:14 calls a.g -> a.A.f",
            "a.ts:15 calls a.g -> a.A.f",
            "a.ts:16 calls a.g -> a.A.f",
            "a.ts:17 calls a.g -> a.A.f",
            "a.ts:18 calls a.g -> a.A.f",
            "a.ts:19 calls a.g -> a.A.f",
            "a.ts:2 calls a.make -> a.A",
            "a.ts:20 calls a.g -> a.A.f",
        ],
    ),
    "what is of the type of a function is another": (
        {
            "a.ts": ("function f() {}\nfunction g(x: typeof f, y: 'f') { x(); y() }\n"),
        },
        [],
    ),
    "parameters that are taken apart": (
        {
            "a.ts": (
                "class A { f() {} }\n"
                "interface P { a: A; b: { c: A }; d: [A, A] }\n"
                "function g({ a, b: { c }, d: [, e] }: P) { a.f(); c.f(); e.f() }\n"
            ),
        },
        [
            "a.ts:3 calls a.g -> a.A.f",
            "a.ts:3 calls a.g -> a.A.f",
            "a.ts:3 calls a.g -> a.A.f",
        ],
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
