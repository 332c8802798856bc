; What a Java file refers to.
(import_declaration) @import

(method_invocation) @call
(explicit_constructor_invocation constructor: (_) @call)
(object_creation_expression type: [(type_identifier) (scoped_type_identifier)] @new)
(object_creation_expression type: (generic_type . [(type_identifier) (scoped_type_identifier)] @new))

(superclass [(type_identifier) (scoped_type_identifier)] @extends)
(superclass (generic_type . [(type_identifier) (scoped_type_identifier)] @extends))
(extends_interfaces (type_list [(type_identifier) (scoped_type_identifier)] @extends))
(extends_interfaces (type_list (generic_type . [(type_identifier) (scoped_type_identifier)] @extends)))
(super_interfaces (type_list [(type_identifier) (scoped_type_identifier)] @implements))
(super_interfaces (type_list (generic_type . [(type_identifier) (scoped_type_identifier)] @implements)))

(scoped_type_identifier) @type
((type_identifier) @type (#not-eq? @type "var"))
(annotation name: (_) @type)
(marker_annotation name: (_) @type)
(method_reference) @value

; What binds names in a method.
(local_variable_declaration) @bind
(enhanced_for_statement) @bind
(resource) @bind
(catch_formal_parameter) @bind
(lambda_expression) @bind
(instanceof_expression) @bind
(type_pattern) @bind
(record_pattern_component) @bind
(return_statement (_) @return)
