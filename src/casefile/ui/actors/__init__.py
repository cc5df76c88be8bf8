"""Actors: persons, units, organisations and States, their postings and what they are alleged to answer for."""
