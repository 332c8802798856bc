"""Which definition a reference means, and what proves it."""
