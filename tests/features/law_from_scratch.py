"""From a new case to a charge with its context, its proof counted and judged, and its way to the Court: one function a step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from casefile.ui.acts.context import ContextParts
from casefile.ui.acts.elements import ElementRow
from tests.features import law_road as law
from tests.features import road
from tests.features.hands import ALT, CONTROL, SHIFT, Hands, Key

DAY = "2019-03-17"
INTERNATIONAL, INTERNAL = "8(2)(b)(i)", "8(2)(e)(i)"
NEXUS = "Fired by a unit of one side at a village that it took to shelter the other."
NOTE = "Two witnesses who did not know of each other agree."
REASON = "The notification arrived a day later than the register has it."


def make_files(folder: Path) -> tuple[Path, Path, Path]:
    """An account, its translation, and a report by somebody else."""
    names = ("Salaysay", "Account", "Report of the health post")
    paths = tuple(folder / f"{name}.txt" for name in names)
    for path in paths:
        path.write_text(f"{path.stem}: they fired at the village.\n", encoding="utf-8")
    return paths[0], paths[1], paths[2]


def new_place(hands: Hands) -> None:
    hands.command("new place")
    hands.until(lambda: hands.stands_in("Name"))
    hands.write("Halimbawa")
    hands.tab_to("State")
    hands.pick("Philippines", "Philippines")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.reads("Halimbawa"))


def new_incident(hands: Hands) -> None:
    hands.command("new incident")
    hands.until(lambda: hands.stands_in("Title"))
    hands.write("Fighting at Halimbawa")
    hands.tab_to("Date")
    hands.write(DAY)
    hands.tab_to("Place")
    hands.pick("Halim", "Halimbawa")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: any(words.startswith("No context finding on an armed conflict") for words in labels(hands)))


def new_act(hands: Hands) -> None:
    hands.press(Key.Key_2, CONTROL)
    hands.press(Key.Key_N, CONTROL)
    hands.until(lambda: hands.stands_in("Title"))
    hands.write("Shots at the village")
    hands.tab_to("Statement")
    hands.write("Soldiers fired at the people of Halimbawa.")
    hands.tab_to("Date")
    hands.write(DAY)
    hands.tab_to("Place")
    hands.pick("Halim", "Halimbawa")
    hands.tab_to("Incident")
    hands.pick("Fighting", "Fighting at Halimbawa")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.stands_in("Add a charge"))


def find_context(hands: Hands) -> None:
    """A finding for the State and the period; the incident inherits it."""
    hands.command("new context finding")
    hands.until(lambda: hands.stands_in("Title"))
    hands.write("Conflict with the armed group")
    hands.tab_to("Kind")
    hands.choose("Kind", "Non-international armed conflict")
    hands.tab_to("Period")
    hands.write("2018/2020")
    hands.tab_to("Place")
    hands.pick("Halim", "Halimbawa")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.reads("Conflict with the armed group"))


def look_at_incident(hands: Hands) -> list[str]:
    """What the incident says of its conflict."""
    hands.press(Key.Key_K, CONTROL)
    hands.pick("Fighting", "Fighting at Halimbawa")
    hands.until(lambda: hands.here()[0] == "incidents")
    law.wait(hands)
    return labels(hands)


def charge_the_wrong_crime(hands: Hands) -> list[str]:
    """A crime of international conflicts, found by its code; what the list said beside it, and the charge after."""
    law.to_act(hands, "A-0001")
    hands.press(Key.Key_A, CONTROL | SHIFT)
    hands.write(INTERNATIONAL)
    hands.until(lambda: hands._offered(INTERNATIONAL) is not None)
    hands.settle()  # Qt shows what is added to a page in sight in the next turn of the loop
    said = labels(hands)
    hands.press(Key.Key_A, CONTROL)
    hands.pick(INTERNATIONAL, INTERNATIONAL)
    hands.until(lambda: hands.seen(ElementRow, "Element 1, Attack directed: gap"))
    return said


def take_the_counterpart(hands: Hands) -> None:
    """With the keys to the link in the caution."""
    hands.tab_to(f"Charge {INTERNAL} instead")
    hands.press(Key.Key_Return)
    hands.until(lambda: hands.reads("War crime of attacking civilians") and not cautions(hands))


def write_nexus(hands: Hands) -> None:
    hands.tab_to("Link with the context")
    hands.write(NEXUS)
    hands.press(Key.Key_Return, CONTROL)


def add_evidence(hands: Hands, folder: Path) -> None:
    """Three files; the second is said to be a translation of the first."""
    road.add_evidence(hands, *make_files(folder))
    hands.press(Key.Key_K, CONTROL)
    hands.pick("NKR-0002", "NKR-0002")
    hands.until(lambda: hands.here()[0] == "evidence")
    law.wait(hands)
    hands.tab_to("Relations and lineage")
    hands.press(Key.Key_Space)
    hands.tab_to("Translation of")
    hands.pick("NKR-0001", "NKR-0001")


def link(hands: Hands, item: str) -> None:
    """A new passage of an item linked to element 1."""
    row = hands.the(ElementRow, element_name(hands))
    row.setFocus()
    hands.press(Key.Key_L, CONTROL)
    assert hands.stands_in("Item of evidence")
    hands.press(Key.Key_A, CONTROL)
    hands.pick(item, item)
    hands.until(lambda: hands.stands_in("Place"))
    hands.write("l. 1")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: any(words.startswith(item) for words in links(hands)))
    law.wait(hands)


def element_name(hands: Hands) -> str:
    """Element 1 as it is read aloud now."""
    shown = [one.accessibleName() for one in hands.window.findChildren(ElementRow) if one.isVisible()]
    return next(name for name in shown if name.startswith("Element 1, Attack directed"))


def links(hands: Hands) -> list[str]:
    return [one.text() for one in hands.window.findChildren(QAbstractButton) if one.isVisible()]


def labels(hands: Hands) -> list[str]:
    return [one.text() for one in hands.window.findChildren(QLabel) if one.isVisible() and one.text()]


def cautions(hands: Hands) -> list[str]:
    return [words for words in labels(hands) if words.startswith("The act is classified as part of")]


def context(hands: Hands) -> ContextParts:
    """The two parts of the contextual element."""
    (parts,) = (one for one in hands.window.findChildren(ContextParts) if one.isVisible())
    return parts


def assess(hands: Hands) -> None:
    """The judgement of element 1, with the keys."""
    hands.the(ElementRow, element_name(hands)).setFocus()
    hands.press(Key.Key_A)
    box = hands.focused
    assert isinstance(box, QComboBox)
    hands.choose(box.accessibleName(), "Sufficient: reasonable basis to proceed (articles 15, 53)")
    hands.tab_to("Note")
    hands.write(NOTE)
    hands.press(Key.Key_Return, CONTROL)
    law.wait(hands)


def attribute(hands: Hands) -> None:
    hands.tab_to("Add an alleged perpetrator: name")
    hands.pick("General Example", "New")
    hands.until(lambda: hands.stands_in("Mode of liability: code or words"))
    hands.pick("28(a)", "28(a)")
    hands.until(lambda: hands.focused.accessibleName().startswith("28(a) General Example"))


def answer(hands: Hands) -> tuple[str, list[law.Step]]:
    """What the workbook says of the suspect by the Prosecutor's road."""
    law.run(hands, "go jurisdiction")
    law.go(hands, Key.Key_1, ALT)
    law.stand_on(hands, f"A-0001 {INTERNAL}, General Example")
    return law.answer(hands, "13(c)")


def override(hands: Hands) -> None:
    """The period of membership, one day longer, with the reason."""
    law.run(hands, "go jurisdiction")
    law.go(hands, Key.Key_2, ALT)
    hands.tab_to("Override: 1 November 2011 to 16 March 2019")
    hands.press(Key.Key_Space)
    assert hands.stands_in("Period")
    hands.press(Key.Key_A, CONTROL)
    hands.write(f"2011-11-01/{DAY}")
    hands.tab_to("Source and reason")
    hands.write(REASON)
    hands.press(Key.Key_Return, CONTROL)
    law.wait(hands)


def national_proceeding(hands: Hands) -> None:
    """What a court of the State does about the suspect, in the complementarity log."""
    law.run(hands, "go jurisdiction")
    law.go(hands, Key.Key_3, ALT)
    hands.tab_to("New national proceeding about General Example")
    hands.press(Key.Key_Space)
    assert hands.stands_in("Title")
    hands.write("Investigation of the shots at Halimbawa")
    hands.tab_to("State")
    hands.pick("Philippines", "Philippines")
    hands.press(Key.Key_Return, CONTROL)
    law.wait(hands)
