"""The resolver of the languages that are read by tables: scopes, members, inheritance, and types as far as they show.

`rules` has what is particular to a language, `codegraph.resolve.imports` how it finds modules; nothing else knows of
languages.
"""
