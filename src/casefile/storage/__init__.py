"""One file on disk: its engine, format, evidence bytes, text index and lock."""
