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
SWIFT = [
    "// Copyright é.",
    "import A\n@testable import struct B.C",
    "/// Docs é.\n@Main @Obs(x)\npublic final class A<T: B>: Base<T>, I, M.J where T: H {\n    /// p\n    private(set) var x: Int = 1, y = f()\n    static let s = A(), (p, q) = g()\n    var z: [K] { make { $0.k() } }\n    init?(a: [T], _ b: K = c()) throws { self.x = a; super.init(b) }\n    deinit { close() }\n    subscript(i: Int) -> T { xs[i].y }\n    static func == (a: A, b: A) -> Bool { a.x == b.x }\n}",
    'struct S: P { var a: Int; mutating func f() { a += 1 } }\nenum E: String { case a, b = "x"; indirect case c(E, n: Int); func f() {} }',
    "protocol P: Q, R.S { associatedtype I: J; var x: Int { get set }; func f(_ a: Int, of b: T...) async throws -> String; init() }",
    "extension A.B: C where D: E { func second() -> E? { self[1]! } }",
    "func f<T>(_ a: T) async throws -> A.B<T> {\n    let x = try await a.b?.c(1)[0].d, y: K = h\n    if let u, let v = x as? A.B { v.go(helper, u.m) }\n    guard case .some(let w) = y else { return }\n    for (i, e) in xs.enumerated() where i > 1 { e.z { [weak self] k, l in k.n(l) } }\n    do { try g() } catch let err as Foo { throw err }\n    switch a { case .b: c(); default: break }\n    return A<T>(x)\n}",
    "final class ATests: XCTestCase { func testIt() throws { XCTAssertEqual(A().run(1), 2) } }\n@Test func does() { #expect(a == b) }",
    "func long(x: Int) -> Int {\n" + "    x.clone(1).max(y) // and a long remark about it\n" * 60 + "    return x\n}",
    "#if os(iOS)\nfunc g() {}\n#endif",
    'let s = "a \\(b.c("\\(d())")) e"\nvar (a, b): (Int, K) = c()',
    "actor B { nonisolated func f() {} }\ntypealias K = (Int) -> A.B",
    "macro m() = #e(module: 1)",
    "let x = (",
    "}",
    "func",
    "class",
    '"""',
    "/* open",
    "// a remark",
    "@Deco",
    "`",
    ".a",
]
SCALA = [
    "/* Copyright é. */\npackage a.b\npackage c",
    "import a.b.C, d.e\nimport a.{b, C => D, e as f, _}\nimport g._\nimport h.*\nexport k.l",
    "/** Docs é. */\n@deprecated(x)\nfinal case class A[+T <: B](val x: Int = f(), private var y: C[D], z: E) extends Base[T](x) with I with p.J[K] {\n  self: S =>\n  def this(a: Int) = this(a, b)\n  lazy val (p, q) = pair()\n  private[shop] var w: Int = _\n  type Item = T\n}",
    "sealed trait S[F[_], G] extends A with B { def area: Double; val k: Int }\nobject O extends App { val MAX = 1; implicit class Ops(c: C) { def go = 1 } }",
    "enum Color(val v: Int):\n  case Red extends Color(1)\n  case Green, Blue\n  def f = 1",
    "given ord: Ordering[Int] with\n  def compare(a: Int, b: Int): Int = a - b\nextension (s: List[String]) def second(n: Int): Char = s(n)",
    "override def run[T](limit: Int, more: T*)(implicit ec: Ctx): Option[Money] = {\n  val first = items.head.price\n  for { (i, item) <- more.zip(x); y = item.f if y > 1 } yield item.log(y)\n  x match { case Some(v: Foo) if v.ok && w => v.go(helper, a.b); case n @ _ => None }\n  try y() catch { case e: IO => throw new Ex[A](e) }\n  items foreach println\n  more.map { r => r.log }.map((a: Int, b) => a.f(b))\n  this.x = Store.load[Int](1).get(0).name\n  new mutable.Buffer[Int](1)\n}",
    'class T extends AnyFunSuite { test("does é") { assert(f()) }\n "x" should "y" in { go() }\n @Test def works(): Unit = () }',
    "def long(x: Int): Int = {\n" + "  x.clone(1).max(y) // and a long remark about it\n" * 60 + "  x\n}",
    'val s = s"a ${b.c(s"${d()}")}"\nval `a b` = 1\nval (u, v) = w',
    "def f(x: Int): Int =\n  if x > 1 then f(x)\n  else g(x)",
    "  indented: Int",
    "val x = (",
    "}",
    "def",
    "class",
    '"""',
    "/* open",
    "// a remark",
    "@deco",
    "`",
    "import",
    "case",
    "end f",
]

MODERN: dict[str, list[str]] = {
    "kotlin": KOTLIN,
    "swift": SWIFT,
    "scala": SCALA,
}

FUNCTIONS: dict[str, str] = {
    "kotlin": "fun f() {}",
    "swift": "func f() {}",
    "scala": "def f() = {}",
}
"""A file with one function `f`."""

REPEATED: dict[str, str] = {
    "kotlin": "fun f{}(x: Int) {{ x({}) }}\n",
    "swift": "func f{}(x: Int) {{ x({}) }}\n",
    "scala": "def f{}(x: Int) = {{ x({}) }}\n",
}
"""A function whose name and argument are put in."""
