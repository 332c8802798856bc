"""C and C++: names come from the headers that a file includes, and declarations stand for definitions elsewhere."""
