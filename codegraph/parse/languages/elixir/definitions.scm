; What an Elixir file defines. All of it has the form of calls: what they are the called name tells.
((call target: (identifier) @_word (arguments . (alias)) (do_block)) @definition.module
  (#eq? @_word "defmodule"))
((call target: (identifier) @_word (arguments . (alias)) (do_block)) @definition.interface
  (#eq? @_word "defprotocol"))
((call target: (identifier) @_word (arguments . (alias)) (do_block)) @definition.impl
  (#eq? @_word "defimpl"))
((call target: (identifier) @_word (arguments . [(call) (identifier) (binary_operator)])) @definition.function
  (#any-of? @_word "def" "defp" "defdelegate" "defn" "defnp"))
((call target: (identifier) @_word (arguments . [(call) (identifier) (binary_operator)])) @definition.macro
  (#any-of? @_word "defmacro" "defmacrop" "defguard" "defguardp"))
((call target: (identifier) @_word (arguments . (string)) (do_block)) @definition.test
  (#any-of? @_word "test" "property"))
((call target: (identifier) @_word (arguments (list [
  (atom) @definition.field
  (keywords (pair) @definition.field)])))
  (#any-of? @_word "defstruct" "defexception"))
((call target: (identifier) @_word (arguments (keywords (pair) @definition.field)))
  (#any-of? @_word "defstruct" "defexception"))
; @type, @callback and constants; what has another meaning the reader leaves out
(unary_operator operator: "@" operand: (call target: (identifier) (arguments . (_) .))) @definition.const

(comment) @comment
((unary_operator operator: "@" operand: (call target: (identifier) @_word)) @comment
  (#any-of? @_word "doc" "typedoc" "shortdoc"))
((unary_operator operator: "@" operand: (call target: (identifier) @_word)) @attribute
  (#any-of? @_word "spec" "impl" "deprecated" "tag"))
((do_block (unary_operator operator: "@" operand: (call target: (identifier) @_word (arguments (string) @doc))))
  (#eq? @_word "moduledoc"))

((call target: (identifier) @branch)
  (#any-of? @branch "if" "unless" "for" "with"))
(stab_clause) @branch
(binary_operator operator: ["&&" "||" "and" "or"]) @branch

(ERROR) @error
(MISSING) @error
