"""Ways of finding chunks: by symbol name, by words, by meaning, along the graph."""
