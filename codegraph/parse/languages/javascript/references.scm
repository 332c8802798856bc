; What a JavaScript or a TypeScript file refers to.
(import_statement) @import
(export_statement source: (string)) @import
(export_statement (export_clause)) @import
(export_statement value: (identifier)) @import
((variable_declarator value: (call_expression function: (identifier) @_require)) @import
  (#eq? @_require "require"))
((variable_declarator value: (member_expression object: (call_expression function: (identifier) @_require))) @import
  (#eq? @_require "require"))
((call_expression function: (identifier) @_require arguments: (arguments . (string))) @import
  (#eq? @_require "require"))
(call_expression function: (import) arguments: (arguments . (string))) @import
((assignment_expression left: (member_expression) @_exports right: [(identifier) (object) (assignment_expression)]) @import
  (#eq? @_exports "module.exports"))
((assignment_expression left: (member_expression) @_exports right: [(call_expression) (member_expression)]) @import
  (#eq? @_exports "module.exports"))
((assignment_expression left: (member_expression object: (_) @_exports) right: [(identifier) (call_expression) (member_expression)]) @import
  (#any-of? @_exports "exports" "module.exports"))

(call_expression function: (_) @call)
(new_expression constructor: (_) @new)
(decorator [(identifier) (member_expression)] @call)

; What stands alone as a value may be a function.
(arguments [(identifier) (member_expression)] @value)
(pair value: (identifier) @value)
(shorthand_property_identifier) @value
(variable_declarator value: (identifier) @value)
(assignment_expression right: (identifier) @value)
(return_statement (identifier) @value)
(array (identifier) @value)

; What binds names in a function.
(variable_declarator) @bind
(assignment_expression) @bind
(for_in_statement) @bind
(catch_clause parameter: (_)) @bind
(arrow_function) @bind
(object (method_definition parameters: (formal_parameters) @bind))
(function_expression) @bind
(return_statement (_) @return)
(arrow_function body: (expression) @return)
