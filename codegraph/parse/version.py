"""The version of facts, known without loading the parsers."""

FACTS_VERSION = 27
"""Raised whenever the same bytes would give other facts, or others as they are encoded."""
