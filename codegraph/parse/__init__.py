"""What is in one file: symbols, references, chunks and errors, from its bytes alone."""
