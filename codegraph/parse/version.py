"""The version of facts, known without loading the parsers."""

FACTS_VERSION = 26
"""Raised whenever the same bytes would give other facts."""
