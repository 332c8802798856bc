; What a Haskell file defines. Each equation of a function is a definition; its type belongs to the first.
(declarations (function) @definition.function)
(declarations (bind name: (_)) @definition.function)
(instance_declarations (function) @definition.method)
(instance_declarations (bind name: (_)) @definition.method)
(class_declarations (signature) @definition.method)
(data_type) @definition.struct
(newtype) @definition.struct
(data_constructor) @definition.variant
(gadt_constructor) @definition.variant
(newtype_constructor) @definition.variant
(field name: (field_name (variable))) @definition.field
(type_synonym) @definition.type
(type_family) @definition.type
(data_family) @definition.type
(class) @definition.trait
(instance) @definition.impl

; it "does it" $ do ..
((infix left_operand: (apply function: (variable) @_tester argument: (literal (string)))) @definition.test
  (#any-of? @_tester "it" "specify" "prop" "testCase" "testProperty"))

(comment) @comment
(haddock) @comment
(declarations (signature) @attribute)
(header) @package

(guards) @branch
(alternative) @branch
(conditional) @branch
(infix operator: (operator) @branch (#any-of? @branch "&&" "||"))

(ERROR) @error
(MISSING) @error
