"""The parts of a brief, a file a part: each writes its blocks into a draft (draft.py)."""
