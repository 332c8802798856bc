; What a PHP file refers to.
(namespace_use_declaration) @import
(require_expression) @import
(require_once_expression) @import
(include_expression) @import
(include_once_expression) @import

(function_call_expression function: [(name) (qualified_name) (relative_name)] @call)
(member_call_expression) @call.whole
(nullsafe_member_call_expression) @call.whole
(scoped_call_expression) @call.whole
(object_creation_expression [(name) (qualified_name)] @new)
(attribute [(name) (qualified_name)] @new)

(base_clause [(name) (qualified_name)] @extends)
(class_interface_clause [(name) (qualified_name)] @implements)
(declaration_list (use_declaration [(name) (qualified_name)] @extends))

(named_type [(name) (qualified_name)] @type)
(binary_expression operator: "instanceof" right: [(name) (qualified_name)] @type)
(class_constant_access_expression . [(name) (qualified_name)] @type)
(scoped_property_access_expression scope: [(name) (qualified_name)] @type)

; What binds names in a function.
(assignment_expression) @bind
(property_promotion_parameter) @bind
(foreach_statement) @bind
(catch_clause) @bind
(static_variable_declaration) @bind
(anonymous_function) @bind
(arrow_function) @bind
(return_statement (_) @return)
