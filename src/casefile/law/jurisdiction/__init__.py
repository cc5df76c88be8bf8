"""Whether the Court can reach conduct, and by which route: articles 11 to 15 ter, 26, 121(5), 124, 126 and 127.

Pure functions of the conduct and of facts about States (`law/states.py`). They tell what the provisions give for the facts
as stated; where the law or a fact is argued the answer is that it needs counsel, never a guess.
"""

from casefile.law.jurisdiction.records import Answer, Conduct, Route, Step
from casefile.law.jurisdiction.routes import answer
from casefile.law.jurisdiction.timeline import Outcome, Span

__all__ = ["Answer", "Conduct", "Outcome", "Route", "Span", "Step", "answer"]
