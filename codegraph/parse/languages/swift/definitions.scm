; What a Swift file defines. Structs, enums, actors and extensions are `class_declaration`, too.
(class_declaration) @definition.class
(protocol_declaration) @definition.interface
(function_declaration) @definition.function
(protocol_function_declaration) @definition.method
(init_declaration) @definition.method
(deinit_declaration) @definition.method
(subscript_declaration) @definition.method
(typealias_declaration) @definition.type
(associatedtype_declaration) @definition.type
(macro_declaration) @definition.macro
(enum_entry) @definition.variant
(source_file (property_declaration) @definition.variable)
(class_body (property_declaration) @definition.field)
(enum_class_body (property_declaration) @definition.field)
(protocol_property_declaration) @definition.field

(comment) @comment
(multiline_comment) @comment
(modifiers (attribute) @attribute)

(if_statement) @branch
(guard_statement) @branch
(for_statement) @branch
(while_statement) @branch
(repeat_while_statement) @branch
(switch_entry) @branch
(catch_block) @branch
(ternary_expression) @branch
(conjunction_expression) @branch
(disjunction_expression) @branch
(nil_coalescing_expression) @branch

(ERROR) @error
(MISSING) @error
