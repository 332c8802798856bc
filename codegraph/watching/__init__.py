"""Follows the files of one repository and keeps its index up to date while they change."""
