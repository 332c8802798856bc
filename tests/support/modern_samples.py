# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Small pieces of code in Kotlin, Swift, Scala, Elixir, Zig and Haskell, to be put together and broken in any way."""

from __future__ import annotations

KOTLIN = [
    "/** Docs é. */\npackage a.b",
    "import a.b.C\nimport a.b.* // rest\nimport a.D as E",
    "/** Docs. */\n@Deco(x = 1)\nopen class A<T : B>(val x: Int = f(), private var y: C<D>, z: E) : Base<T>(x), I, J by j {\n    init { g() }\n    constructor(a: Int) : this(a, b) { h() }\n    companion object { fun of() = A(1) }\n}",
    "class One { val x = 1; fun f() = x }",
    "enum class C(val v: Int) { A(1) { override fun f() {} }; fun f() = 2 }",
    "enum class E {\n  A, B(1) {\n    fun f() = 1\n  };\n  fun g() {}\n}",
    "sealed interface S : T<U>, V\nobject O : P(), Q\ntypealias H = (Int) -> a.b.U?",
    "suspend fun <T> List<T>.second(vararg a: Int, b: (Int) -> Unit = { k() }): Map<String, T>? = this[1] ?: a.b.c()?.d!!.e(::h, x = i)",
    "fun f(a: A) {\n    val (p, q: R) = pair()\n    for ((k, v) in map) { k.run { x, y -> v.z(x) } }\n    try { u() } catch (e: E) { e.print() }\n    val o = object : I { override fun m() = 1 }\n    a as B; if (a is C && b) return d()\n    when (a) { 1 -> x = y; else -> `in`() }\n}",
    "@Test fun `does it`() { assertEquals(1, f()) }",
    "fun long(x: Int): Int {\n" + "    x.clone(1).max(y) // and a long remark about it\n" * 60 + "    return x\n}",
    'val s = "a ${b.c("${d()}")}"\nconst val K: Int = 2\nval lazy by lazy { 1 }\nval g: Int\n    get() = h()',
    '@file:JvmName("X")',
    "val x = (",
    "}",
    "fun",
    "class",
    '"""',
    "/* open",
    "// a remark",
    "@Deco",
    "`",
    "${",
]

MODERN: dict[str, list[str]] = {
    "kotlin": KOTLIN,
}

FUNCTIONS: dict[str, str] = {
    "kotlin": "fun f() {}",
}
"""A file with one function `f`."""

REPEATED: dict[str, str] = {
    "kotlin": "fun f{}(x: Int) {{ x({}) }}\n",
}
"""A function whose name and argument are put in."""
