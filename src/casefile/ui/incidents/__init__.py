"""Incidents, places and context findings."""
