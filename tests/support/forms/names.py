"""Names that all languages share: few, so that they meet."""

CLASSES = ("Ant", "Bee", "Cat", "Dog")
FUNCTIONS = ("find", "make", "turn", "walk")
MEMBERS = ("own", "near", "size", "find")
