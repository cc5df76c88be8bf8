"""Questions: open leads and tasks, about any record."""
