"""The Rome Statute as data and pure functions: no database, no case."""
