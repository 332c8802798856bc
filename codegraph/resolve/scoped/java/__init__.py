"""What Java has that other languages have not: packages by name, spaces of names, overloads."""
