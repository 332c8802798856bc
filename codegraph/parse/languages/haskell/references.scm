; What a Haskell file refers to.
(import) @import

(apply function: [(variable) (qualified)] @call)
((infix left_operand: [(variable) (qualified)] @call operator: (operator) @_operator)
  (#any-of? @_operator "$" "$!" "<$>" "<$!>" "=<<" "." ">>=" ">>" "<*>"))
((infix operator: (operator) @_operator right_operand: [(variable) (qualified)] @call)
  (#any-of? @_operator "&" ">>=" ">>" "." "=<<" "<&>"))
(infix_id [(variable) (qualified)] @call)
(exp [(variable) (qualified)] @call)
(do (bind expression: [(variable) (qualified)] @call))

(name) @type

; What stands alone as a value may be a function.
(apply function: (_) argument: [(variable) (qualified)] @value)
(apply function: (constructor) @value)
(match expression: [(variable) (qualified) (constructor)] @value)
((infix operator: (operator) @_operator right_operand: [(variable) (qualified) (constructor)] @value)
  (#any-of? @_operator "$" "$!" "<$>" "<*>"))

; What binds names in a function.
(bind pattern: (_)) @bind
(local_binds [(bind) (function)] @bind)
(lambda patterns: (patterns (variable) @bind))
(alternative pattern: (_) @bind)
