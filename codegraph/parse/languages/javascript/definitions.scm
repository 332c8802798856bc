; What a JavaScript or a TypeScript file defines. Variables count at the level of the file, functions anywhere.
(function_declaration) @definition.function
(generator_function_declaration) @definition.function
(class_declaration) @definition.class
(method_definition) @definition.function
(variable_declarator name: (identifier) value: [(arrow_function) (function_expression) (generator_function) (class)]) @definition.function
(program (lexical_declaration (variable_declarator) @definition.variable))
(program (variable_declaration (variable_declarator) @definition.variable))
(program (export_statement (lexical_declaration (variable_declarator) @definition.variable)))
(program (export_statement (variable_declaration (variable_declarator) @definition.variable)))
(pair value: [(arrow_function) (function_expression) (generator_function)]) @definition.function
(assignment_expression left: (member_expression) right: [(arrow_function) (function_expression) (generator_function) (class)]) @definition.function
(export_statement value: [(arrow_function) (function_expression) (generator_function) (class)] @definition.function)

; it("does", () => {}), test.only("does", function () {})
((call_expression
  function: (identifier) @_tester
  arguments: (arguments . [(string) (template_string)] [(arrow_function) (function_expression)])) @definition.test
  (#any-of? @_tester "it" "test" "bench"))
((call_expression
  function: (member_expression object: (identifier) @_tester)
  arguments: (arguments . [(string) (template_string)] [(arrow_function) (function_expression)])) @definition.test
  (#any-of? @_tester "it" "test"))

(comment) @comment
(decorator) @attribute

(if_statement) @branch
(for_statement) @branch
(for_in_statement) @branch
(while_statement) @branch
(do_statement) @branch
(switch_case) @branch
(catch_clause) @branch
(ternary_expression) @branch
(binary_expression operator: ["&&" "||" "??"]) @branch

(ERROR) @error
(MISSING) @error
