"""What random modules are made of, a file for each language: its files, forms of blocks, and how blocks make a text."""
