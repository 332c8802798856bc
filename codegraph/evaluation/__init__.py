"""How well questions with known answers are answered: the questions, the search and the packer on them, the figures."""
