; What TypeScript adds to the references of JavaScript.
(extends_clause value: [(identifier) (member_expression)] @extends)
(implements_clause [(type_identifier) (nested_type_identifier)] @implements)
(implements_clause (generic_type name: (_) @implements))
(extends_type_clause type: [(type_identifier) (nested_type_identifier)] @extends)
(extends_type_clause type: (generic_type name: (_) @extends))

(nested_type_identifier) @type
(type_identifier) @type
(type_query [(identifier) (member_expression)] @value)

; constructor(private service: Service)
(required_parameter (accessibility_modifier)) @bind
(required_parameter "readonly") @bind

; function f({ a, b }: Options)
(required_parameter pattern: [(object_pattern) (array_pattern)]) @bind
(optional_parameter pattern: [(object_pattern) (array_pattern)]) @bind
