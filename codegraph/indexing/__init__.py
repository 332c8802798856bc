"""Pipeline 1: from files to a searchable index. Nothing is imported here, for looking at the files needs no parser."""
