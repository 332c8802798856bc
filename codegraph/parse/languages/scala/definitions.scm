; What a Scala file defines. Values count at the level of the file and of types; functions anywhere.
(class_definition) @definition.class
(object_definition) @definition.class
(package_object) @definition.class
(trait_definition) @definition.trait
(enum_definition) @definition.enum
(simple_enum_case) @definition.variant
(full_enum_case) @definition.variant
(given_definition name: (_)) @definition.class
(type_definition) @definition.type
(function_definition) @definition.function
(function_declaration) @definition.function
(class_parameter) @definition.field
(compilation_unit [(val_definition) (var_definition)] @definition.variable)
(template_body [(val_definition) (var_definition) (val_declaration) (var_declaration)] @definition.field)
(enum_body [(val_definition) (var_definition)] @definition.field)
(with_template_body [(val_definition) (var_definition)] @definition.field)

; test("does it") { .. }
((call_expression
  function: (call_expression function: (identifier) @_tester arguments: (arguments . (string)))
  arguments: (block)) @definition.test
  (#any-of? @_tester "test" "it" "property" "testAsync"))

(block_comment) @comment
(comment) @comment
(annotation) @attribute
(compilation_unit (package_clause !body) @package)

(if_expression) @branch
(while_expression) @branch
(do_while_expression) @branch
(for_expression) @branch
(case_clause) @branch
(guard) @branch
(infix_expression operator: (operator_identifier) @branch (#any-of? @branch "&&" "||"))

(ERROR) @error
(MISSING) @error
