; What a Java file defines.
(class_declaration) @definition.class
(record_declaration) @definition.class
(interface_declaration) @definition.interface
(annotation_type_declaration) @definition.interface
(enum_declaration) @definition.enum
(enum_constant) @definition.variant
(method_declaration) @definition.method
(constructor_declaration) @definition.method
(compact_constructor_declaration) @definition.method
(annotation_type_element_declaration) @definition.method
(field_declaration) @definition.field
(constant_declaration) @definition.const
(record_declaration parameters: (formal_parameters (formal_parameter) @definition.field))

(line_comment) @comment
(block_comment) @comment
(package_declaration) @package

; Annotations of what is defined, not of parameters and locals.
(class_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(record_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(interface_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(annotation_type_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(enum_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(enum_constant (modifiers [(annotation) (marker_annotation)] @attribute))
(method_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(constructor_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(compact_constructor_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(annotation_type_element_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(field_declaration (modifiers [(annotation) (marker_annotation)] @attribute))
(constant_declaration (modifiers [(annotation) (marker_annotation)] @attribute))

(if_statement) @branch
(for_statement) @branch
(enhanced_for_statement) @branch
(while_statement) @branch
(do_statement) @branch
(catch_clause) @branch
(ternary_expression) @branch
(switch_label (_)) @branch
(binary_expression operator: ["&&" "||"]) @branch

(ERROR) @error
(MISSING) @error
