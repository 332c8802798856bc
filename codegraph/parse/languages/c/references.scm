; What a C file refers to, and for C++ what both have.
(preproc_include) @import

(call_expression function: (_) @call)
(type_identifier) @type

; What stands alone as a value may be a function.
(argument_list (identifier) @value)
(initializer_pair value: (identifier) @value)
(initializer_list (identifier) @value)
(init_declarator value: (identifier) @value)
(assignment_expression right: (identifier) @value)
(pointer_expression argument: (identifier) @value)
(return_statement (identifier) @value)

; What binds names in a function.
(declaration) @bind
(return_statement (_) @return)
