; What a Kotlin file refers to.
(import) @import

(call_expression . (_) @call)

; class A : Base(), Runnable, Other by other
(delegation_specifier (constructor_invocation (user_type . (identifier) @extends .)))
(delegation_specifier (constructor_invocation (user_type (identifier) @extends . (type_arguments))))
(delegation_specifier (constructor_invocation (user_type (identifier) . (identifier) .) @extends))
(class_declaration "class" (delegation_specifiers (delegation_specifier (user_type . (identifier) @implements .))))
(class_declaration "class"
  (delegation_specifiers (delegation_specifier (user_type (identifier) @implements . (type_arguments)))))
(class_declaration "class"
  (delegation_specifiers (delegation_specifier (user_type (identifier) . (identifier) .) @implements)))
(object_declaration (delegation_specifiers (delegation_specifier (user_type . (identifier) @implements .))))
(object_literal (delegation_specifiers (delegation_specifier (user_type . (identifier) @implements .))))
(explicit_delegation (user_type . (identifier) @implements .))
(explicit_delegation (user_type (identifier) @implements . (type_arguments)))
(class_declaration "interface" (delegation_specifiers (delegation_specifier (user_type . (identifier) @extends .))))
(class_declaration "interface"
  (delegation_specifiers (delegation_specifier (user_type (identifier) @extends . (type_arguments)))))
(class_declaration "interface"
  (delegation_specifiers (delegation_specifier (user_type (identifier) . (identifier) .) @extends)))

(user_type . (identifier) @type .)
(user_type (identifier) @type . (type_arguments))
(user_type (identifier) . (identifier) .) @type

; What stands alone as a value may be a function.
(callable_reference (identifier) @value .)
(value_argument [(identifier) (navigation_expression)] @value .)

; What binds names in a function.
(property_declaration) @bind
(assignment) @bind
(for_statement) @bind
(catch_block) @bind
(lambda_parameters (variable_declaration) @bind)
(return_expression (_) @return)
(function_body . "=" . (_) @return)
