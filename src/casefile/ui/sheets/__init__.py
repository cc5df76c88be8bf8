"""Metadata sheets: which column fills what, a look ahead, what is wrong, and one step that fills all in."""
