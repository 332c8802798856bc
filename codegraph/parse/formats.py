"""The formats that are no programs, known without loading what reads them."""

NOTEBOOK = "jupyter"
"""The format whose text stands in quotes in its files."""

SECTIONED = frozenset({"json", NOTEBOOK, "markdown", "protobuf", "rst", "sql", "toml", "yaml"})
"""The formats that `codegraph.parse.sections` reads by their headings, keys and definitions."""
