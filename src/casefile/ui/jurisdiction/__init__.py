"""Jurisdiction and admissibility: the workbook of articles 11, 12, 17 and 53."""
