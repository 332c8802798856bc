; What a C# file defines.
(file_scoped_namespace_declaration name: (_) @package)
(namespace_declaration) @definition.module
(class_declaration) @definition.class
(record_declaration) @definition.class
(struct_declaration) @definition.class
(interface_declaration) @definition.interface
(enum_declaration) @definition.enum
(enum_member_declaration) @definition.variant
(delegate_declaration) @definition.type
(method_declaration) @definition.method
(constructor_declaration) @definition.method
(destructor_declaration) @definition.method
(operator_declaration) @definition.method
(conversion_operator_declaration) @definition.method
(indexer_declaration) @definition.method
(local_function_statement) @definition.function
(property_declaration) @definition.field
(event_declaration) @definition.field
(field_declaration) @definition.field
(event_field_declaration) @definition.field

(comment) @comment
(attribute) @attribute

(if_statement) @branch
(for_statement) @branch
(foreach_statement) @branch
(while_statement) @branch
(do_statement) @branch
(switch_section) @branch
(switch_expression_arm) @branch
(catch_clause) @branch
(conditional_expression) @branch
(binary_expression operator: ["&&" "||" "??"]) @branch

(ERROR) @error
(MISSING) @error
