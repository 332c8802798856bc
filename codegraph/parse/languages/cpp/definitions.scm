; What a C++ file defines beside what a C file does.
(namespace_definition) @definition.module
(class_specifier body: (_)) @definition.class
(alias_declaration) @definition.type
(concept_definition) @definition.type
(template_declaration (declaration) @definition.variable)
(field_declaration_list (declaration) @definition.variable)

(function_definition (attribute_declaration) @attribute)
(declaration (attribute_declaration) @attribute)
(field_declaration (attribute_declaration) @attribute)
(class_specifier (attribute_declaration) @attribute)
(struct_specifier (attribute_declaration) @attribute)

(for_range_loop) @branch
(catch_clause) @branch
