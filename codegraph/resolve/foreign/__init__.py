"""Links between languages that the source proves: PyO3 modules, symbols of C, services of Protobuf.

`exports` reads from the facts of a file what it offers to other languages, `tables` shows that to the resolver of the
other language as files of its own: so an import of a PyO3 module, a class of it or a method is resolved as any other.
"""
