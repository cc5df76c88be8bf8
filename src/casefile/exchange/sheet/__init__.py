"""Metadata sheets: a table of a spreadsheet fills fields of many items of evidence at once."""

from casefile.exchange.sheet.mapping import FIELDS, Mapper, guess, named, signature
from casefile.exchange.sheet.planning import LABEL, ItemPlan, Plan, Problem, plan, write
from casefile.exchange.sheet.reading import Sheet, read
from casefile.exchange.sheet.template import template

__all__ = [
    "FIELDS",
    "LABEL",
    "ItemPlan",
    "Mapper",
    "Plan",
    "Problem",
    "Sheet",
    "guess",
    "named",
    "plan",
    "read",
    "signature",
    "template",
    "write",
]
