"""Infers the types of expressions in function bodies, as far as methods and associated functions need them.

Bottom up: `terms` (types as values), `unify` (type variables), `generics`, `written` with `associated`, and `lowering`
(type parameters, written types and heads of items as terms), `impls` (tables of impls and traits), `solving` (which
impl applies, what an associated type is), `methods` (what `x.name()` means), and the walk over a body: `body`,
`expressions` (on `control` and `operators`), `calls`, `paths`, `patterns`, `macros`. `standard` reads the stubs of std,
`lookalikes` knows who poses as std, and `engine` is the door.

What cannot be known is `UNKNOWN`, which agrees with everything and proves nothing.
"""
