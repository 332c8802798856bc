; What a Kotlin file defines. The grammar fails on class bodies of one line: what stands in them is found below ERROR.
(class_declaration) @definition.class
(object_declaration) @definition.class
(companion_object name: (_)) @definition.class
(function_declaration) @definition.function
(secondary_constructor) @definition.method
(type_alias) @definition.type
(enum_entry) @definition.variant
(class_parameter) @definition.field
(source_file (property_declaration) @definition.variable)
(class_body (property_declaration) @definition.field)
(enum_class_body (property_declaration) @definition.field)
(class_body (ERROR (property_declaration) @definition.field))
(enum_class_body (ERROR (property_declaration) @definition.field))

(block_comment) @comment
(line_comment) @comment
(modifiers (annotation) @attribute)
(package_header) @package

(if_expression) @branch
(for_statement) @branch
(while_statement) @branch
(do_while_statement) @branch
(when_entry) @branch
(catch_block) @branch
(binary_expression operator: ["&&" "||" "?:"]) @branch

(ERROR) @error
(MISSING) @error
