"""One search over the whole case: documents, records and the law, by kind (query.py says how it is asked)."""

from casefile.operations.search.everything import KINDS, find, page, search, weight
from casefile.operations.search.hits import DOCUMENT, LAW, Cursor, Group, Hit, Results
from casefile.operations.search.listing import narrowed, told
from casefile.operations.search.parsing import parse
from casefile.operations.search.query import FIELDS, Query, Term
from casefile.operations.search.snippets import Marks, marks

__all__ = [
    "DOCUMENT",
    "FIELDS",
    "KINDS",
    "LAW",
    "Cursor",
    "Group",
    "Hit",
    "Marks",
    "Query",
    "Results",
    "Term",
    "find",
    "marks",
    "narrowed",
    "page",
    "parse",
    "search",
    "told",
    "weight",
]
