; Components that are shown, and functions that are given to them.
(jsx_opening_element name: (_) @component)
(jsx_self_closing_element name: (_) @component)
(jsx_expression [(identifier) (member_expression)] @value)
