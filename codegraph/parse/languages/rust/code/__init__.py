"""The code of Rust files as nested lists, for type inference: heads of items, bodies, macro calls.

`ir.md` beside this file says what the lists hold; parsing writes them and the resolver reads them.
"""
