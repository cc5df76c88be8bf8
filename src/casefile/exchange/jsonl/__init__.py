"""JSON Lines: the complete interchange, every noun and all evidence bytes (docs/interchange.md)."""

from casefile.exchange.jsonl.reading import Loaded, load, new_case_from
from casefile.exchange.jsonl.writing import Exported, export

__all__ = ["Exported", "Loaded", "export", "load", "new_case_from"]
