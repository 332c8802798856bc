; What a Swift file refers to.
(import_declaration) @import

; f(), f { .. }; what has `[..]` behind it is an element
(call_expression . (_) @call (call_suffix (value_arguments . "(")))
(call_expression . (_) @call (call_suffix (lambda_literal)))
(constructor_expression (user_type . (type_identifier) @new .))
(constructor_expression (user_type (type_identifier) @new . (type_arguments)))
(macro_invocation (simple_identifier) @call)

; The first after a class may be its base class, the others are protocols.
(class_declaration declaration_kind: "class" name: (_) . (type_parameters)? . (inheritance_specifier inherits_from: [
  (user_type . (type_identifier) @extends .)
  (user_type (type_identifier) @extends . (type_arguments))
  (user_type (type_identifier) . (type_identifier) .) @extends]))
(protocol_declaration (inheritance_specifier inherits_from: [
  (user_type . (type_identifier) @extends .)
  (user_type (type_identifier) . (type_identifier) .) @extends]))
(class_declaration (inheritance_specifier inherits_from: [
  (user_type . (type_identifier) @implements .)
  (user_type (type_identifier) @implements . (type_arguments))
  (user_type (type_identifier) . (type_identifier) .) @implements]))

(user_type . (type_identifier) @type .)
(user_type (type_identifier) @type . (type_arguments))
(user_type (type_identifier) . (type_identifier) .) @type

; What stands alone as a value may be a function.
(value_argument value: [(simple_identifier) (navigation_expression)] @value)
(assignment result: (simple_identifier) @value)

; What binds names in a function.
(property_declaration) @bind
(assignment) @bind
(for_statement) @bind
(if_statement bound_identifier: (_)) @bind
(guard_statement bound_identifier: (_)) @bind
(while_statement bound_identifier: (_)) @bind
(catch_block error: (_)) @bind
(lambda_parameter) @bind
(control_transfer_statement result: (_) @return)
