; What a Python file refers to.
(import_statement) @import
(import_from_statement) @import
(future_import_statement) @import

(call function: (_) @call)
(decorator [(identifier) (attribute)] @call)

(class_definition superclasses: (argument_list [(identifier) (attribute)] @extends))
(class_definition superclasses: (argument_list (subscript value: [(identifier) (attribute)] @extends)))
(class_definition superclasses: (argument_list (subscript subscript: (_) @annotation)))
(class_definition superclasses: (argument_list (keyword_argument value: [(identifier) (attribute)] @annotation)))
(type) @annotation
(except_clause value: [(identifier) (attribute) (tuple)] @annotation)
(except_clause value: (as_pattern . [(identifier) (attribute) (tuple)] @annotation))

; What stands alone as a value may be a function.
(argument_list [(identifier) (attribute)] @value)
(keyword_argument value: [(identifier) (attribute)] @value)
(assignment right: (identifier) @value)
(return_statement (identifier) @value)
(list (identifier) @value)
(tuple (identifier) @value)
(dictionary (pair value: (identifier) @value))

; What binds names in a function.
(assignment) @bind
(named_expression) @bind
(for_statement) @bind
(for_in_clause) @bind
(lambda_parameters) @bind
(as_pattern) @bind
(return_statement (_) @return)
