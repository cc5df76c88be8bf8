"""The case as a whole: making one, opening the sample, searching through it."""
