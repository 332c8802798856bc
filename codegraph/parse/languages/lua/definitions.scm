; What a Lua file defines. Variables count at the level of the file, functions anywhere.
(function_declaration) @definition.function
(assignment_statement (variable_list . (_) .) (expression_list . (function_definition) .)) @definition.function
(field name: (identifier) value: (function_definition)) @definition.function
(chunk (variable_declaration (assignment_statement) @definition.variable))
(chunk (assignment_statement) @definition.variable)

; it("does", function() .. end)
((function_call name: (identifier) @_tester arguments: (arguments . (string) (function_definition))) @definition.test
  (#any-of? @_tester "it" "test"))

(comment) @comment

(if_statement) @branch
(elseif_statement) @branch
(for_statement) @branch
(while_statement) @branch
(repeat_statement) @branch
(binary_expression ["and" "or"]) @branch

(ERROR) @error
(MISSING) @error
