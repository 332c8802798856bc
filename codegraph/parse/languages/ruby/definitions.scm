; What a Ruby file defines.
(class) @definition.class
(module) @definition.module
(method) @definition.function
(singleton_method) @definition.function
(assignment left: (constant)) @definition.const
((call !receiver method: (identifier) @_attr arguments: (argument_list . (simple_symbol))) @definition.field
  (#any-of? @_attr "attr_accessor" "attr_reader" "attr_writer" "attr"))
((call !receiver method: (identifier) @_define arguments: (argument_list . (simple_symbol)) block: (_)) @definition.function
  (#any-of? @_define "define_method" "define_singleton_method"))

; it "does" do .. end
((call !receiver method: (identifier) @_tester arguments: (argument_list . (string)) block: (_)) @definition.test
  (#any-of? @_tester "it" "test" "specify" "should" "scenario" "example"))

(comment) @comment

(if) @branch
(unless) @branch
(elsif) @branch
(while) @branch
(until) @branch
(for) @branch
(when) @branch
(in_clause) @branch
(rescue) @branch
(if_modifier) @branch
(unless_modifier) @branch
(while_modifier) @branch
(until_modifier) @branch
(rescue_modifier) @branch
(conditional) @branch
(binary operator: ["&&" "||" "and" "or"]) @branch

(ERROR) @error
(MISSING) @error
