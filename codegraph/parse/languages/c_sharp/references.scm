; What a C# file refers to.
(using_directive) @import

(invocation_expression function: (_) @call)
(object_creation_expression type: (_) @new)
(attribute name: (_) @new)

; What is named like an interface is one.
(interface_declaration (base_list (_) @extends))
(class_declaration (base_list (_) @base))
(record_declaration (base_list (_) @base))
(struct_declaration (base_list (_) @implements))

; Types where they are declared.
(variable_declaration type: (_) @annotation)
(parameter type: (_) @annotation)
(method_declaration returns: (_) @annotation)
(property_declaration type: (_) @annotation)
(indexer_declaration type: (_) @annotation)
(operator_declaration type: (_) @annotation)
(local_function_statement type: (_) @annotation)
(delegate_declaration type: (_) @annotation)
(foreach_statement type: (_) @annotation)
(catch_declaration type: (_) @annotation)
(cast_expression type: (_) @annotation)
(typeof_expression type: (_) @annotation)
(as_expression right: (_) @annotation)
(is_expression right: (_) @annotation)
(declaration_pattern type: (_) @annotation)
(type_argument_list (_) @annotation)
(type_parameter_constraint (type) @annotation)

; What stands alone as a value may be a method.
(argument [(identifier) (member_access_expression)] @value)
(assignment_expression right: [(identifier) (member_access_expression)] @value)
(variable_declarator name: (_) (identifier) @value .)
(return_statement (identifier) @value)
(arrow_expression_clause (identifier) @value)

; What binds names in a function.
(local_declaration_statement (variable_declaration) @bind)
(for_statement initializer: (variable_declaration) @bind)
(using_statement (variable_declaration) @bind)
(assignment_expression) @bind
(foreach_statement) @bind
(catch_declaration name: (_)) @bind
(declaration_pattern) @bind
(declaration_expression) @bind
(lambda_expression) @bind
(anonymous_method_expression) @bind
(return_statement (_) @return)
(method_declaration body: (arrow_expression_clause (_) @return))
