"""The version of the resolver, known without loading it."""

RESOLVER_VERSION = 6
"""Goes up when the same code asks or gives otherwise than before: then everything is resolved anew."""
