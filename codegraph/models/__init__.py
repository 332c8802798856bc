"""Local models: the catalogue, the folder they lie in, explicit downloads, and what fits the machine."""
