"""The version of facts, known without loading the parsers."""

FACTS_VERSION = 25
"""Raised whenever the same bytes would give other facts."""
