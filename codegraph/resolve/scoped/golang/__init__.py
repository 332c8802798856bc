"""What Go has of its own: packages of many files, embedding, types without names, interfaces that need not be named."""
