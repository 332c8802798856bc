"""Answers of compilers: reads an index in the SCIP format and tells what the references of our facts mean in it."""
