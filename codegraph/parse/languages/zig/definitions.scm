; What a Zig file defines. Types are values of constants; constants count at the level of the file and of types.
(source_file (variable_declaration) @definition.variable)
(struct_declaration (variable_declaration) @definition.variable)
(enum_declaration (variable_declaration) @definition.variable)
(union_declaration (variable_declaration) @definition.variable)
(opaque_declaration (variable_declaration) @definition.variable)
(function_declaration) @definition.function
(container_field name: (_)) @definition.field
(error_set_declaration (identifier) @definition.variant)
(test_declaration) @definition.test

(comment) @comment
(source_file (comment) @doc.file)

(if_statement) @branch
(if_expression) @branch
(for_statement) @branch
(while_statement) @branch
(switch_case) @branch
(catch_expression) @branch
(binary_expression operator: ["and" "or" "orelse"]) @branch

(ERROR) @error
(MISSING) @error
