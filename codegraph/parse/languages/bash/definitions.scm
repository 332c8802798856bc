; What a shell script defines. Variables count at the level of the file.
(function_definition) @definition.function
(program (variable_assignment name: (variable_name)) @definition.variable)
(program (declaration_command (variable_assignment name: (variable_name)) @definition.variable))

(comment) @comment

(if_statement) @branch
(elif_clause) @branch
(for_statement) @branch
(c_style_for_statement) @branch
(while_statement) @branch
(case_item) @branch
(list ["&&" "||"]) @branch

(ERROR) @error
(MISSING) @error
