"""Which fields a kind of proceeding has, and what they are called there. A field that holds something is always shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casefile.operations.records import Row
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form

_ALWAYS = frozenset({"title", "kind", "date", "body", "reference", "summary"})
_VOTES = frozenset({"votes_for", "votes_against", "abstentions"})
_CONDUCT = frozenset({"conduct", "crimes"})
_TESTS = frozenset({"same_case", "genuineness"})


@dataclass(frozen=True, slots=True)
class Fitting:
    """One kind: the fields beyond those that every kind has, labels that differ, and the headings of its two sections."""

    fields: frozenset[str]
    labels: Mapping[str, str] = field(default_factory=dict)
    step: str = "The step"
    conduct: str = "The conduct it concerns"


FITTING: Mapping[str, Fitting] = {
    "resolution": Fitting(_VOTES, {"date": "Adopted"}, step="The resolution"),
    "vote": Fitting(_VOTES, {"date": "Date of the vote"}, step="The vote"),
    "warrant": Fitting(
        _CONDUCT | {"announced"},
        {"date": "Date of issue", "body": "Chamber", "conduct": "Days of the alleged conduct"},
        step="The warrant",
        conduct="The conduct that the warrant alleges",
    ),
    "decision": Fitting(_CONDUCT | {"announced"}, {}, step="The decision"),
    "sanction": Fitting(_VOTES | {"state"}, {"state": "Imposed by the State"}, step="The sanction"),
    "treaty": Fitting(frozenset(), {"date": "Signed", "body": "Parties", "reference": "Clause"}, step="The clause"),
    "national": Fitting(
        _CONDUCT | _TESTS | {"state", "stage", "outcome", "announced"},
        {"date": "Opened", "body": "Authority", "reference": "Case number"},
        step="The national proceeding",
        conduct="The conduct that it is about",
    ),
    "declaration": Fitting(
        frozenset({"state", "conduct"}),
        {"date": "Lodged", "body": "Lodged with or by", "conduct": "Days that it covers"},
        step="The declaration",
        conduct="What it covers",
    ),
}


def fit(form: Form, row: Row) -> bool:
    """Show of `form` what fits the kind of `row` or holds something; whether anything is shown."""
    fitting = FITTING.get(row["kind"], Fitting(frozenset()))
    shown = False
    for name, line in form.rows.items():
        wanted = name in _ALWAYS or name in fitting.fields or row[name] not in (None, "", ())
        line.setVisible(wanted)
        shown = shown or wanted
    name_fields(form, row["kind"])
    return shown


def name_fields(form: Form, kind: str) -> None:
    """Call the fields of `form` what a kind of proceeding calls them."""
    labels = FITTING[kind].labels if kind in FITTING else {}
    for name, line in form.rows.items():
        words = tr(labels.get(name, line.field.label))
        if line.label.text() != words:
            line.label.setText(words)
            line.editor.control.setAccessibleName(words)
