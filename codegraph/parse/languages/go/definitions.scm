; What a Go file defines. Constants and variables count at the level of the file.
(function_declaration) @definition.function
(method_declaration) @definition.method
(type_spec) @definition.type
(type_alias) @definition.type
(source_file (const_declaration (const_spec) @definition.const))
(source_file (var_declaration (var_spec) @definition.variable))
(source_file (var_declaration (var_spec_list (var_spec) @definition.variable)))
(field_declaration name: (_)) @definition.field
(method_elem) @definition.method

(comment) @comment
(package_clause) @package

(if_statement) @branch
(for_statement) @branch
(expression_case) @branch
(type_case) @branch
(communication_case) @branch
(binary_expression operator: ["&&" "||"]) @branch

(ERROR) @error
(MISSING) @error
