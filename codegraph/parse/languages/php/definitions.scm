; What a PHP file defines.
(namespace_definition name: (_) @package)
(class_declaration) @definition.class
(interface_declaration) @definition.interface
(trait_declaration) @definition.trait
(enum_declaration) @definition.class
(enum_case) @definition.variant
(method_declaration) @definition.method
(function_definition) @definition.function
(const_declaration) @definition.const
(property_declaration) @definition.field
((function_call_expression function: (name) @_define arguments: (arguments . (argument (string)))) @definition.const
  (#eq? @_define "define"))

; it("does", function () {}) of Pest
((function_call_expression function: (name) @_tester
  arguments: (arguments . (argument [(string) (encapsed_string)]) (argument [(anonymous_function) (arrow_function)]))) @definition.test
  (#any-of? @_tester "it" "test"))

(comment) @comment
(attribute) @attribute

(if_statement) @branch
(else_if_clause) @branch
(for_statement) @branch
(foreach_statement) @branch
(while_statement) @branch
(do_statement) @branch
(case_statement) @branch
(match_conditional_expression) @branch
(catch_clause) @branch
(conditional_expression) @branch
(binary_expression operator: ["&&" "||" "??" "and" "or"]) @branch

(ERROR) @error
(MISSING) @error
