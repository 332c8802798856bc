"""Token counters: the model's own over its GGUF vocabulary, llama.cpp's, a cached encoding's, or an upper bound."""
