; What a Go file refers to.
(import_spec) @import

(call_expression function: (_) @call)
(call_expression function: (index_expression operand: (_) @call))
(type_conversion_expression type: (generic_type type: (_) @call))

; An embedded struct or interface.
(field_declaration !name type: [(type_identifier) (qualified_type)] @extends)
(field_declaration !name type: (generic_type type: (_) @extends))
(interface_type (type_elem . [(type_identifier) (qualified_type)] @extends .))
(interface_type (type_elem . (generic_type type: (_) @extends) .))

(qualified_type) @type
(type_identifier) @type

; What stands alone as a value may be a function.
(argument_list [(identifier) (selector_expression)] @value)
(keyed_element value: (literal_element [(identifier) (selector_expression)] @value))
(literal_value (literal_element [(identifier) (selector_expression)] @value))
(return_statement (expression_list (identifier) @value))
(short_var_declaration right: (expression_list (identifier) @value))
(assignment_statement right: (expression_list (identifier) @value))
(var_spec value: (expression_list (identifier) @value))

; What binds names in a function.
(short_var_declaration) @bind
(receive_statement) @bind
(type_case) @bind
(var_spec) @bind
(const_spec) @bind
(range_clause) @bind
(type_switch_statement alias: (_)) @bind
(func_literal parameters: (parameter_list [(parameter_declaration) (variadic_parameter_declaration)] @bind))
(func_literal result: (parameter_list (parameter_declaration) @bind))
(function_declaration result: (parameter_list (parameter_declaration) @bind))
(method_declaration result: (parameter_list (parameter_declaration) @bind))
(return_statement (expression_list) @return)
