; What a C++ file refers to beside what a C file does.
(using_declaration) @import

(new_expression type: (_) @new)
(base_class_clause [(type_identifier) (qualified_identifier) (template_type)] @extends)

; A path whose last name is a type's.
(qualified_identifier name: [(type_identifier) (template_type)]) @type
(qualified_identifier name: (qualified_identifier name: [(type_identifier) (template_type)])) @type
(qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(type_identifier) (template_type)]))) @type

(argument_list (qualified_identifier name: (identifier)) @value)
(pointer_expression argument: (qualified_identifier) @value)

(for_range_loop) @bind
(lambda_expression) @bind
(catch_clause parameters: (parameter_list (parameter_declaration) @bind))
