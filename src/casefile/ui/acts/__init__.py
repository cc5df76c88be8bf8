"""Alleged acts: the list, and the act with its charges, their elements, and those alleged to answer for them."""
