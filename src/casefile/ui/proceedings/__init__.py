"""Proceedings: what courts, councils and States have done."""
