; What only the grammar of JavaScript has.
(field_definition) @definition.field
(class_heritage [(identifier) (member_expression)] @extends)
(formal_parameters [(object_pattern) (array_pattern)] @bind)
(formal_parameters (assignment_pattern left: [(object_pattern) (array_pattern)] @bind))
