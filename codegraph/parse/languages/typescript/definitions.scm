; What TypeScript adds to the definitions of JavaScript.
(function_signature) @definition.function
(abstract_class_declaration) @definition.class
(public_field_definition) @definition.field
(abstract_method_signature) @definition.method
(class_body (method_signature) @definition.method)
(interface_declaration) @definition.interface
(interface_body (method_signature) @definition.method)
(interface_body (property_signature) @definition.field)
(type_alias_declaration) @definition.type
(type_alias_declaration value: (object_type (property_signature) @definition.field))
(type_alias_declaration value: (object_type (method_signature) @definition.field))
(enum_declaration) @definition.enum
(enum_assignment) @definition.variant
(enum_body name: (_) @definition.variant)
(internal_module) @definition.module
(module) @definition.module
(program (ambient_declaration (lexical_declaration (variable_declarator) @definition.variable)))
(program (ambient_declaration (variable_declaration (variable_declarator) @definition.variable)))

; f: ((x) => ..) as F, const f = ((x) => ..) as F
(pair value: (as_expression (parenthesized_expression [(arrow_function) (function_expression)]))) @definition.function
(variable_declarator name: (identifier) value: (as_expression (parenthesized_expression [(arrow_function) (function_expression)]))) @definition.function
