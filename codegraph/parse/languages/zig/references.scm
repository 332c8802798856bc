; What a Zig file refers to.
((variable_declaration (builtin_function (builtin_identifier) @_word)) @import (#eq? @_word "@import"))
((variable_declaration (field_expression object: (builtin_function (builtin_identifier) @_word))) @import
  (#eq? @_word "@import"))

(call_expression function: (_) @call)
(struct_initializer . [(identifier) (field_expression)] @new)

; Types are expressions: what stands where a type does.
(parameter type: [(identifier) (field_expression)] @type)
(function_declaration type: [(identifier) (field_expression)] @type)
(container_field type: [(identifier) (field_expression)] @type)
(variable_declaration type: [(identifier) (field_expression)] @type)
(pointer_type [(identifier) (field_expression)] @type)
(slice_type [(identifier) (field_expression)] @type)
(array_type [(identifier) (field_expression)] @type)
(nullable_type [(identifier) (field_expression)] @type)
(error_union_type [(identifier) (field_expression)] @type)

; What stands alone as a value may be a function.
(call_expression function: (_) [(identifier) (field_expression)] @value)
(variable_declaration (field_expression) @value .)

; What binds names in a function.
(variable_declaration) @bind
(assignment_expression left: (_)) @bind
(payload (identifier) @bind)
(return_expression (_) @return)
