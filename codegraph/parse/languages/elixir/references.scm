; What an Elixir file refers to.
((call target: (identifier) @_word (arguments)) @import
  (#any-of? @_word "alias" "import" "use" "require"))

; a.b without brackets may be a field
(call target: (identifier) @call)
(call target: (dot) @call (arguments))
(unary_operator operator: "&" operand: (binary_operator left: (identifier) @value operator: "/"))
(unary_operator operator: "&" operand: (binary_operator left: (call target: (dot) @call) operator: "/"))

(unary_operator operator: "@" operand: (identifier) @value)

(alias) @type

; What binds names in a function.
(binary_operator operator: ["=" "<-"]) @bind
(stab_clause left: (arguments) @bind)
