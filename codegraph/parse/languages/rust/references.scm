; What a Rust file refers to. One node each: the text tells path, receiver and name.
; One pattern: a query of six takes a fifth longer to compile, in each process.
(call_expression function: [
  (identifier) @call
  (scoped_identifier) @call.path
  (field_expression field: (field_identifier)) @call.method
  (generic_function function: [
    (identifier) @call
    (scoped_identifier) @call.path
    (field_expression) @call.method
  ])
])

; Call-shaped tokens inside macro arguments: an identifier before a group.
(token_tree (identifier) @call.token . (token_tree))

; Attributes among the tokens of a macro: nothing in them is called.
(token_tree "#" . (token_tree) @attribute.token)

(macro_invocation macro: (_) @macro)
(use_declaration) @use
(extern_crate_declaration) @use

(type_binding name: (type_identifier) @type.binding)
(type_identifier) @type
(scoped_type_identifier) @type.path
(scoped_identifier) @value.path

; A name that stands alone as an argument, a field's value or a local's value may be a function.
(arguments (identifier) @value.name)
(field_initializer value: (identifier) @value.name)
(let_declaration value: (identifier) @value.name)
