"""Bringing files in as evidence."""
