"""The change log: an append-only set of hash-identified change sets. It knows no noun and no database engine."""
