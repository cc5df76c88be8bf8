"""Casefile: alleged acts, evidence and the Rome Statute in one file."""
