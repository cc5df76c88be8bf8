"""The brief: its own narrative, its pages as they will be filed, and what was filed."""
