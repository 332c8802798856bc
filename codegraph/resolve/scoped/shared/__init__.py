"""Calls by scope: languages whose names are the whole repository's, or those of a namespace or a file alone."""
