; What a C file defines, and for C++ what both have. The reader leaves out what stands in a function.
(function_definition) @definition.function
(translation_unit (declaration) @definition.variable)
(preproc_if (declaration) @definition.variable)
(preproc_ifdef (declaration) @definition.variable)
(preproc_else (declaration) @definition.variable)
(preproc_elif (declaration) @definition.variable)
(declaration_list (declaration) @definition.variable)
(field_declaration) @definition.field
(type_definition) @definition.type
(struct_specifier body: (_)) @definition.struct
(union_specifier body: (_)) @definition.union
(enum_specifier body: (_)) @definition.enum
(enumerator) @definition.variant
(preproc_def) @definition.macro
(preproc_function_def) @definition.macro

(comment) @comment

(if_statement) @branch
(for_statement) @branch
(while_statement) @branch
(do_statement) @branch
(case_statement value: (_)) @branch
(conditional_expression) @branch
(binary_expression operator: ["&&" "||"]) @branch

(ERROR) @error
(MISSING) @error
