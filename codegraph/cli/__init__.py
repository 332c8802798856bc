"""The command line: one module per group of commands. Only this package and `serve` print or exit."""
