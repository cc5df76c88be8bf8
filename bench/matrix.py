"""How the matrix answers at 50,000 charges and 500,000 links, and how long it keeps the window waiting.

The baseline, in the same run, is a bare walk over all links of charges, grouped by charge and element, through the same
driver: what any way of counting them pays. The window is a real one, drawn off screen; a beat of 5 ms in its event loop
tells the longest time for which it stood still.
`python bench/matrix.py [--charges 50000] [--links 500000] [--keep FILE] [--no-window]`
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from casefile.case_file import CaseFile, add_many, prepare_many
from casefile.law.catalogue import catalogue
from casefile.model import (
    Act,
    Actor,
    Attribution,
    Charge,
    ContextFinding,
    EvidenceItem,
    Incident,
    Passage,
    Place,
    ProofLink,
    Source,
)
from casefile.model.context_findings import KINDS
from casefile.operations import cases, gaps, matrix, records
from casefile.operations.matrix import State
from casefile.ui.matrix.arranging import Arranger, Wanted

CRIMES = ("8(2)(a)(i)", "8(2)(b)(ii)", "8(2)(b)(i)", "7(1)(a)", "8(2)(e)(i)", "6(a)")
MODES = ("25(3)(a)", "25(3)(b)", "25(3)(c)", "28(a)")
WORDS = (
    "shell",
    "missile",
    "convoy",
    "village",
    "hospital",
    "school",
    "bridge",
    "power",
    "station",
    "witness",
    "report",
)
STATES = ("UA", "RU", "SD", "ML")
FINDINGS = 24
BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--charges", type=int, default=50_000)
    parser.add_argument("--links", type=int, default=500_000)
    parser.add_argument("--keep", type=Path, help="use this case file, making it if it is not there")
    parser.add_argument("--no-window", action="store_true", help="measure the computing alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder, "bench.casefile")
        if not path.exists():
            build(path, given.charges, given.links)
        with CaseFile.open(path, lambda _case: UUID(int=1), read_only=True) as case:
            measure(case)
        if not given.no_window:
            look(path)


def build(path: Path, charges: int, links: int) -> None:
    """A case of `charges` in a fifth as many acts, four attributions to ten charges, two items to ten links."""
    maker = Maker(random.Random(7), charges, links)
    began = time.perf_counter()

    def fill(case: CaseFile) -> None:
        with case.change("Create case", kind="create") as session:
            records.add(session, "case", {"title": "Bench", "prefix": "NKR"})
            for record, rows in maker.records():
                while batch := list(islice(rows, BATCH)):
                    add_many(session, prepare_many(record, batch))

    CaseFile.create(path, lambda _case: UUID(int=1), fill).close()
    took = time.perf_counter() - began
    total, size = sum(map(len, maker.made.values())), path.stat().st_size / 2**20
    print(f"built {total:,} records in {took:.0f} s ({total / took:,.0f} a second), {size:.0f} MiB")


class Maker:
    """The records of the bench, the same ones each time."""

    def __init__(self, chance: random.Random, charges: int, links: int) -> None:
        self.chance, self.law = chance, catalogue()
        items = links // 5
        counts = {
            "place": 40, "incident": charges // 100, "act": charges // 5, "charge": charges, "actor": 200,
            "attribution": charges * 2 // 5, "context_finding": FINDINGS, "source": items // 20, "evidence": items,
            "passage": items, "proof_link": links,
        }  # fmt: skip
        self.made = {noun: self._ids(count) for noun, count in counts.items()}
        self.crimes = [chance.choice(CRIMES) for _ in range(charges)]
        self.modes = [chance.choice(MODES) for _ in self.made["attribution"]]

    def records(self) -> Iterator[tuple[type[Any], Iterator[dict[str, Any]]]]:
        yield Place, self._places()
        yield Incident, self._incidents()
        yield Act, self._acts()
        yield Charge, self._charges()
        yield Actor, ({"id": one, "name": f"{self._words(2)} {number}"} for number, one in self._each("actor"))
        yield Attribution, self._attributions()
        yield ContextFinding, self._findings()
        yield Source, self._sources()
        yield EvidenceItem, self._items()
        yield Passage, self._passages()
        yield ProofLink, self._links()

    def _ids(self, count: int) -> list[UUID]:
        return [UUID(int=self.chance.getrandbits(128), version=4) for _ in range(count)]

    def _each(self, noun: str) -> Iterator[tuple[int, UUID]]:
        return enumerate(self.made[noun], 1)

    def _one(self, noun: str) -> UUID:
        return self.chance.choice(self.made[noun])

    def _words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def _day(self) -> str:
        chance = self.chance
        return f"20{chance.randint(14, 24)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"

    def _places(self) -> Iterator[dict[str, Any]]:
        for number, one in self._each("place"):
            yield {"id": one, "name": f"Place {number}", "state": STATES[number % 2]}

    def _incidents(self) -> Iterator[dict[str, Any]]:
        for number, one in self._each("incident"):
            title = f"Incident {number}: {self._words(3)}"
            yield {"id": one, "title": title, "date": self._day(), "place_id": self._one("place")}

    def _acts(self) -> Iterator[dict[str, Any]]:
        for number, one in self._each("act"):
            yield {
                "id": one,
                "number": f"A-{number:04d}",
                "title": self._words(4),
                "statement": self._words(30),
                "date": self._day() if self.chance.random() < 0.7 else "",
                "incident_id": self._one("incident"),
                "place_id": self._one("place") if self.chance.random() < 0.5 else None,
            }

    def _charges(self) -> Iterator[dict[str, Any]]:
        for (_number, one), crime in zip(self._each("charge"), self.crimes, strict=True):
            nexus = self._words(8) if self.chance.random() < 0.2 else ""
            yield {"id": one, "act_id": self._one("act"), "crime": crime, "nexus": nexus}

    def _attributions(self) -> Iterator[dict[str, Any]]:
        for (_number, one), mode in zip(self._each("attribution"), self.modes, strict=True):
            yield {"id": one, "charge_id": self._one("charge"), "actor_id": self._one("actor"), "liability": mode}

    def _findings(self) -> Iterator[dict[str, Any]]:
        for number, one in self._each("context_finding"):
            year = 2014 + number % 9
            yield {
                "id": one,
                "title": f"Context {number}",
                "kind": KINDS[number % len(KINDS)][0],
                "period": f"{year}/{year + 2}",
                "place_id": self._one("place"),
            }

    def _sources(self) -> Iterator[dict[str, Any]]:
        known: list[UUID] = []
        for number, one in self._each("source"):
            copied = self.chance.choice(known) if known and self.chance.random() < 0.3 else None
            known.append(one)
            yield {"id": one, "name": f"Source {number}", "copied_from_id": copied}

    def _items(self) -> Iterator[dict[str, Any]]:
        known: list[UUID] = []
        for number, one in self._each("evidence"):
            kin = self.chance.choice(known) if known and self.chance.random() < 0.3 else None
            known.append(one)
            yield {
                "id": one,
                "number": f"NKR-{number:04d}",
                "title": self._words(5),
                "source_id": self._one("source") if self.chance.random() < 0.8 else None,
                self.chance.choice(("translation_of_id", "derived_from_id")): kin,
            }

    def _passages(self) -> Iterator[dict[str, Any]]:
        for _number, one in self._each("passage"):
            item = self._one("evidence")
            yield {"id": one, "evidence_id": item, "locator": f"p. {_number % 90 + 1}", "quote": self._words(12)}

    def _links(self) -> Iterator[dict[str, Any]]:
        """Nine in ten on charges, the others on attributions, and a few hundred on findings."""
        law, chance = self.law, self.chance
        for number, one in self._each("proof_link"):
            if number <= FINDINGS * 10:
                target: dict[str, Any] = {"context_finding_id": self._one("context_finding")}
            else:
                noun, codes = ("charge", self.crimes) if chance.random() < 0.9 else ("attribution", self.modes)
                place = chance.randrange(len(codes))
                element = chance.randint(1, len(law.elements(codes[place])))
                target = {f"{noun}_id": self.made[noun][place], "element": element}
            bearing = chance.choices(("supports", "undermines", "context"), (80, 10, 10))[0]
            yield {"id": one, "passage_id": self._one("passage"), "bearing": bearing, **target}


BARE = """
SELECT charge_id, element, count(*) FROM proof_link WHERE binned IS 0 AND charge_id IS NOT NULL GROUP BY charge_id, element
"""


def measure(case: CaseFile) -> None:
    """The questions without a window: the best of three, since a machine is never faster than it is."""
    gc.freeze()  # as the window does
    bare = best(case, lambda session: session.connection().exec_driver_sql(BARE).cursor.fetchall())[0]
    say("bare GROUP BY over the links (baseline)", bare, bare)
    took, table = best(case, matrix.whole)
    say("states of the whole matrix, with origins", took, bare)
    found = table.coverage()
    print(
        f"    {len(table):,} rows, {found.total:,} elements, {found.gap + found.undermined:,} of them without support"
    )
    arranger = Arranger(table)
    arranger.get_ready()
    actor, incident = next(iter(arranger.actors)), next(iter(arranger.incidents))
    questions: dict[str, Callable[[Any], Any]] = {
        "first screen: 40 rows in full": lambda _: [table.row(place) for place in range(40)],
        "filter by two words, first time": lambda _: Arranger(table).arranged(Wanted("hospital bridge")),
        "filter by two words": lambda _: arranger.arranged(Wanted("hospital bridge")),
        "filter by state": lambda _: arranger.arranged(Wanted(state=State.UNDERMINED)),
        "filter by article": lambda _: arranger.arranged(Wanted(provision="7")),
        "filter by actor": lambda _: arranger.arranged(Wanted(actor=actor)),
        "filter by incident": lambda _: arranger.arranged(Wanted(incident=incident)),
        "sort by gaps": lambda _: arranger.arranged(Wanted(by_gaps=True)),
        "gap list, the most pressing first": lambda _: table.gaps(),
        "gaps as the screen and the command show them": gaps.gaps,
        "overview, everything": cases.overview,
    }
    for name, ask in questions.items():
        say(name, best(case, ask)[0], bare)


def best(case: CaseFile, ask: Callable[[Any], Any], times: int = 3) -> tuple[Took, Any]:
    """How long it took, and the answer."""
    took: list[Took] = []
    answer = None
    for _ in range(times):
        del answer  # letting go of 70,000 rows is not what is asked
        with case.reading() as session:
            began, worked = time.perf_counter(), time.process_time()
            answer = ask(session)
            took.append(Took((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000))
    return min(took), answer


class Took(NamedTuple):
    """Milliseconds by the clock, and of the processor: on a busy machine only these say what the work costs."""

    clock: float
    processor: float


def say(name: str, took: Took, bare: Took) -> None:
    ratio = took.processor / bare.processor
    print(f"{name:<46} {took.clock:>8.1f} ms, processor {took.processor:>8.1f} ms   {ratio:>6.2f} x baseline")


def look(path: Path) -> None:
    """The same in a window: how long until it shows, and the longest time for which the window stood still meanwhile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CASEFILE_HOME"] = str(path.with_suffix(".profile"))
    from casefile.settings import Settings
    from casefile.ui import app
    from casefile.ui.window import MainWindow

    application = app.build(Settings())
    window = MainWindow(Settings())
    window.resize(1280, 800)
    window.show()
    case = CaseFile.open(path, lambda _case: UUID(int=1), read_only=True)
    beat = Beat(application)
    beat.until("nothing to do (baseline)", beat.passed(1))
    window.workspace.use(case)
    overview: Any = window.view("overview")
    beat.until("case opened, overview read and shown", lambda: overview.shown is not None)
    view: Any = window.view("matrix")
    beat.until("matrix screen made", lambda: True)
    window.workspace.go("matrix")
    beat.until("matrix read and shown", lambda: len(view.grid.matrix.places) > 0 and not view.bar.isVisible())
    for name, do in _gestures(view).items():
        before = view.grid.matrix.places
        do()
        beat.until(name, partial(_changed, view, before))
    for name, key in (("100 rows down by arrow", Qt.Key.Key_Down), ("100 pages down", Qt.Key.Key_PageDown)):
        for _ in range(100):
            QTest.keyClick(view.grid, key)
            application.processEvents()
        beat.until(name, lambda: True)
    view.refresh()
    beat.until("matrix read again, as after an edit", lambda: not view.reading and not view.bar.isVisible())
    window.workspace.close_case()


def _changed(view: Any, before: object) -> bool:
    return view.grid.matrix.places is not before


def _gestures(view: Any) -> dict[str, Callable[[], object]]:
    filters = view.filters

    def pick(picker: Any, value: Any) -> None:
        picker.show_value(value)
        picker.picked.emit(value)

    def words(text: str) -> None:
        filters.line.setText(text)

    return {
        "filter by two words": lambda: words("hospital bridge"),
        "filter emptied": lambda: words(""),
        "filter by state": filters.states.buttons["undermined"].click,
        "filter by state taken back": filters.states.buttons["all"].click,
        "filter by article": lambda: pick(filters.provision, "7"),
        "filter by article taken back": lambda: pick(filters.provision, None),
        "filter by actor": lambda: pick(filters.actor, next(iter(view.filters.offered.actors))),
        "filter by actor taken back": lambda: pick(filters.actor, None),
        "sort by gaps": filters.order.buttons["gaps"].click,
        "sort by act": filters.order.buttons["act"].click,
    }


class Beat:
    """A beat of 5 ms in the event loop: the longest pause between two is the longest time the window stood still.

    Its own work is told apart, since a pause on a busy machine may be nobody's but the machine's.
    """

    def __init__(self, application: Any) -> None:
        self._application = application
        self._last = time.perf_counter()
        self._worked = time.thread_time()
        self._longest = self._busiest = 0.0
        self._timer = QTimer(interval=5)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._began = self._last

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, now - self._last)
        self._busiest = max(self._busiest, worked - self._worked)
        self._last, self._worked = now, worked

    def _turn(self) -> None:
        """Sleep until something happens, which is a beat at the latest, and let it happen."""
        self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def passed(self, seconds: float) -> Callable[[], bool]:
        """Whether so long has passed since now."""
        began = time.perf_counter()
        return lambda: time.perf_counter() - began > seconds

    def until(self, name: str, met: Callable[[], bool]) -> None:
        """Let the window work until `met`, then say how long it took and how long it stood still."""
        while not met():
            self._turn()
        took = (time.perf_counter() - self._began) * 1000
        for _ in range(20):  # what it has still to paint
            self._turn()
        longest, busiest = self._longest * 1000, self._busiest * 1000
        print(
            f"window: {name:<38} {took:>8.0f} ms   stood still {longest:>5.0f} ms, {busiest:>4.0f} ms of it its own work"
        )
        self._longest, self._busiest, self._began = 0.0, 0.0, time.perf_counter()
        self._last = self._began


if __name__ == "__main__":
    main()
