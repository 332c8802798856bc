; What a Scala file refers to.
(import_declaration) @import
(export_declaration) @import

(call_expression function: (_) @call)
(instance_expression [(type_identifier) (stable_type_identifier)] @new)
(instance_expression (generic_type type: (_) @new))
(infix_expression operator: (identifier)) @call

(class_definition extend: (extends_clause . [(type_identifier) (stable_type_identifier)] @extends))
(class_definition extend: (extends_clause . (generic_type type: (_) @extends)))
(trait_definition extend: (extends_clause [(type_identifier) (stable_type_identifier)] @extends))
(trait_definition extend: (extends_clause (generic_type type: (_) @extends)))
(object_definition extend: (extends_clause . [(type_identifier) (stable_type_identifier)] @extends))
(object_definition extend: (extends_clause . (generic_type type: (_) @extends)))
(extends_clause [(type_identifier) (stable_type_identifier)] @implements)
(extends_clause (generic_type type: (_) @implements))

(stable_type_identifier) @type
(type_identifier) @type

; What stands alone as a value may be a function.
(arguments (identifier) @value)
(arguments (field_expression value: [(identifier) (field_expression)]) @value)
(val_definition value: (identifier) @value)
(infix_expression operator: (identifier) right: (identifier) @value)

; What binds names in a function.
(val_definition) @bind
(var_definition) @bind
(assignment_expression) @bind
(enumerator) @bind
(typed_pattern) @bind
(case_class_pattern pattern: (identifier) @bind)
(capture_pattern) @bind
(binding) @bind
(lambda_expression parameters: (identifier) @bind)
(return_expression (_) @return)
