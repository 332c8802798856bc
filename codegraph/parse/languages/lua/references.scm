; What a Lua file refers to.
((function_call name: (identifier) @_require) @import (#eq? @_require "require"))

(function_call name: (_) @call)

; What stands alone as a value may be a function.
(arguments [(identifier) (dot_index_expression)] @value)
(field value: [(identifier) (dot_index_expression)] @value)
(expression_list (identifier) @value)

; What binds names in a function.
(assignment_statement) @bind
(variable_declaration (variable_list)) @bind
(for_generic_clause) @bind
(for_numeric_clause) @bind
(function_definition) @bind
(return_statement (expression_list) @return)
