; What a Python file defines. Assignments count at the level of the module (also below `if` and `try`) and of a class.
(class_definition) @definition.class
(function_definition) @definition.function
(type_alias_statement) @definition.type
(module (expression_statement (assignment) @definition.variable))
(module (if_statement (block (expression_statement (assignment) @definition.variable))))
(module (try_statement (block (expression_statement (assignment) @definition.variable))))
(module (if_statement (else_clause (block (expression_statement (assignment) @definition.variable)))))
(module (try_statement (except_clause (block (expression_statement (assignment) @definition.variable)))))
(class_definition body: (block (expression_statement (assignment) @definition.field)))

(decorator) @attribute
(module (expression_statement [(string) (concatenated_string)] @doc.file))
(class_definition body: (block . (comment)* . (expression_statement [(string) (concatenated_string)] @doc)))
(function_definition body: (block . (comment)* . (expression_statement [(string) (concatenated_string)] @doc)))

(if_statement) @branch
(elif_clause) @branch
(for_statement) @branch
(while_statement) @branch
(except_clause) @branch
(case_clause) @branch
(conditional_expression) @branch
(boolean_operator) @branch
(for_in_clause) @branch
(if_clause) @branch

(ERROR) @error
(MISSING) @error
