; What a Rust file defines. `@definition.KIND` is the whole item; its name stands in the field `name`
; (an impl has fields `trait` and `type` instead).
(function_item) @definition.function
(function_signature_item) @definition.function
(struct_item) @definition.struct
(enum_item) @definition.enum
(enum_variant) @definition.variant
(union_item) @definition.union
(trait_item) @definition.trait
(impl_item) @definition.impl
(mod_item body: (_)) @definition.module
(const_item) @definition.const
(static_item) @definition.static
(type_item) @definition.type
(associated_type) @definition.type
(field_declaration) @definition.field
(macro_definition) @definition.macro

; What belongs to the definition after it, or (inner forms) around it.
(attribute_item) @attribute
(inner_attribute_item) @attribute.inner
(line_comment) @comment
(block_comment) @comment

; Branches, for the cyclomatic complexity.
(if_expression) @branch
(match_arm) @branch
(while_expression) @branch
(for_expression) @branch
(loop_expression) @branch
(try_expression) @branch
(binary_expression operator: ["&&" "||"]) @branch

; Names that patterns bind: a call of such a name is not a call of an item.
(let_declaration pattern: (_) @local)
(parameter pattern: (_) @local)
(closure_parameters (_) @local)
(for_expression pattern: (_) @local)
(let_condition pattern: (_) @local)
(match_pattern (_) @local)

; A macro call that stands where items stand: its argument may be items, written out.
(source_file (macro_invocation (token_tree) @items))
(source_file (expression_statement (macro_invocation (token_tree) @items)))
(declaration_list (macro_invocation (token_tree) @items))

(source_file (macro_invocation) @invocation)
(source_file (expression_statement (macro_invocation) @invocation))
(declaration_list (macro_invocation) @invocation)

(ERROR) @error
(MISSING) @error
