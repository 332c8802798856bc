; What a Ruby file refers to.
((call !receiver method: (identifier) @_load) @import
  (#any-of? @_load "require" "require_relative" "load" "autoload"))

; A name alone is a call, unless a local bears it.
(call) @call.whole
(body_statement (identifier) @call.whole)
(block_body (identifier) @call.whole)
(then (identifier) @call.whole)
(else (identifier) @call.whole)
(program (identifier) @call.whole)
(argument_list (identifier) @call.whole)
(assignment right: (identifier) @call.whole)
(operator_assignment right: (identifier) @call.whole)
(call receiver: (identifier) @call.whole)
(binary (identifier) @call.whole)
(unary (identifier) @call.whole)
(conditional (identifier) @call.whole)
(element_reference object: (identifier) @call.whole)
(pair value: (identifier) @call.whole)
(array (identifier) @call.whole)
(interpolation (identifier) @call.whole)
(if condition: (identifier) @call.whole)
(unless condition: (identifier) @call.whole)
(if_modifier (identifier) @call.whole)
(unless_modifier (identifier) @call.whole)

((call receiver: [(constant) (scope_resolution)] @new method: (identifier) @_new) (#eq? @_new "new"))

(superclass [(constant) (scope_resolution)] @extends)
((call !receiver method: (identifier) @_mix arguments: (argument_list [(constant) (scope_resolution)] @extends))
  (#any-of? @_mix "include" "extend" "prepend"))
(exceptions [(constant) (scope_resolution)] @type)
(when pattern: (pattern [(constant) (scope_resolution)] @type))

(argument_list [(constant) (scope_resolution)] @value)
(assignment right: [(constant) (scope_resolution)] @value)
(pair value: [(constant) (scope_resolution)] @value)
(array [(constant) (scope_resolution)] @value)

; What binds names in a function.
(assignment) @bind
(operator_assignment) @bind
(block_parameters) @bind
(lambda_parameters) @bind
(exception_variable) @bind
(for) @bind
(return (argument_list) @return)
