"""Which files of a tree are indexed, what changed in them, and which Cargo packages they make up."""
