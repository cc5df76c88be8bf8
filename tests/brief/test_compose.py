"""The brief of a small case, written as PDF and read back as a reader would copy it."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from sqlalchemy import event

from casefile.brief.compose import compose, write_brief
from casefile.brief.document import Document, Heading, Table
from casefile.case_file import CaseFile
from casefile.errors import CancelledError
from casefile.operations import records
from tests.brief.samples import texts
from tests.brief.small_case import CONTRARY, HASH, QUOTE, STATEMENT, TRANSLATION, UKRAINIAN, small
from tests.cases import add, edit, new_case


def flat(text: str) -> str:
    return " ".join(text.split())


def case_texts(case: CaseFile, folder: Path) -> list[str]:
    write_brief(case, folder / "brief.pdf")
    return texts(folder / "brief.pdf")


def pages(case: CaseFile, folder: Path) -> list[str]:
    return [flat(text) for text in case_texts(case, folder)]


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("brief")
    case, _ = small(folder / "small.casefile")
    with case:
        return pages(case, folder)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    case, _ = small(tmp_path_factory.mktemp("document") / "small.casefile")
    with case, case.reading() as session:
        return compose(session, case.case_id, case.head)


def rows(document: Document, first: str) -> list[list[str]]:
    """The cells of the table whose header begins with `first`."""
    table = next(block for block in document.blocks if isinstance(block, Table) and block.header[0][0][0].text == first)
    return [["".join(run.text for run in cell) for cell in row] for row in table.rows]


def whole(brief: list[str]) -> str:
    return " ".join(brief)


def test_the_acts_are_told_with_their_particulars(brief: list[str]) -> None:
    text = whole(brief)
    assert f"Alleged act A-0001. {STATEMENT}." in text
    assert "Date: about 14 March 2024. Place: Dovhe, Ukraine (49.1, 36.2, within 800 m)." in text
    assert "Alleged victims: civilians (at least 6, at most 9)." in text
    assert (
        "Date: 14 March 2024; place: Dovhe, Ukraine (49.1, 36.2, within 800 m). It is treated as having taken place in an"
        in text
    )
    assert "Acts outside an incident" in text


def test_a_charge_is_analysed_element_by_element_with_its_official_title(brief: list[str]) -> None:
    text = whole(brief)
    assert "War crime of wilful killing, article 8(2)(a)(i)" in text
    assert (
        "It is alleged that the act amounts to the war crime of wilful killing (Statute, article 8(2)(a)(i)). This is "
        "put forward provisionally: element 5 still lacks support in the case file. As to the other elements, there appears to "
        "be a reasonable basis to believe that they are met, with contrary evidence on element 2." in text
    )
    assert "Element 1: Killing (conduct). In summary: The alleged perpetrator killed" in text
    assert "(Elements, article 8(2)(a)(i), element 1)." in text
    assert "Responsibility of a military commander" in text or "responsibility of a military commander" in text


def test_pin_cites_stand_in_footnotes_on_the_page_of_the_words_they_support(brief: list[str]) -> None:
    page = next(page for page in brief if f"“{QUOTE}”." in page)
    assert page.index("NKR-0001, Log of the fire brigade, p. 2 (grade B2).") > page.index(QUOTE)
    page = next(page for page in brief if f"“{TRANSLATION}”." in page)
    assert f"para. 4 (grade F6). Original in Ukrainian: “{UKRAINIAN}”." in page


def test_what_was_quoted_is_referred_to_and_not_quoted_again(brief: list[str]) -> None:
    text = whole(brief).split("Annex A: Chronology")[-2]
    assert text.count(f"“{QUOTE}”") == 1
    assert re.search(r"NKR-0001 \(log; weight: strong\), quoted at paragraph \d+\.", text)


def test_contrary_evidence_is_stated_where_it_arises_and_put_together(brief: list[str]) -> None:
    text = whole(brief)
    assert "◐ Contested. One passage appears to support this element; one passage speaks against it." in text
    assert f"Against this: NKR-0003 (report): “{CONTRARY}”." in text
    assert "Written by a party to the conflict." in text
    assert "⊘ Undermined. No passage supports this element; one passage speaks against it: NKR-0003" in text
    assert "Two passages speak against what is alleged" in text
    assert re.search(
        r"A-0001, 8\(2\)\(a\)\(i\), element 2, Protected person \(paragraph \d+\): NKR-0003, p. 9, quoted at", text
    )


def test_gaps_are_stated_where_they_arise_and_put_together(brief: list[str]) -> None:
    text = whole(brief)
    assert "○ Gap. No proof of this element has been found so far." in text
    assert "have no supporting proof in the case file" in text
    assert re.search(r"○ element 5, Awareness of the conflict \(paragraph \d+\)", text)
    assert "No legal characterisation of this act is put forward." in text


def test_a_contextual_element_leads_to_the_finding_that_proves_it_once(brief: list[str]) -> None:
    text = whole(brief)
    found = re.search(r"(\d+)\. International armed conflict\. In summary:", text)
    assert found
    assert f"it is set out at paragraph {found[1]} (Armed conflict since 2022)." in text
    assert "Period: from 24 February 2022 on." in text


def test_a_finding_that_does_not_cover_the_act_is_not_inherited(tmp_path: Path) -> None:
    case, ids = small(tmp_path / "small.casefile")
    with case:
        with case.change("Edit") as session:
            records.edit(session, "context_finding", ids["conflict"], {"period": "2025"})
        text = whole(pages(case, tmp_path))
    assert (
        "○ Gap. None of the contextual findings covers the day and place of this act. No proof of this element" in text
    )


def test_jurisdiction_and_admissibility_come_from_the_assessments(brief: list[str]) -> None:
    text = whole(brief)
    assert "Conduct in Ukraine (article 15, on the Prosecutor’s own initiative)" in text
    assert (
        "Territorial jurisdiction (article 12(2)(a)). Inside. Ukraine accepted the jurisdiction of the Court." in text
    )
    assert "Gravity: scale (article 17(1)(d)). At least six dead." in text


def test_marks_in_the_narrative_become_footnotes_and_links_and_lost_ones_are_listed(brief: list[str]) -> None:
    text = whole(brief)
    assert re.search(r"Shells fell on a market\.\d+ See \(A-0001, paragraph \d+\) and \[NKR-0099, p. 1\]\.", text)
    assert "[NKR-0099, p. 1] in paragraph 1" in brief[-1]


def test_persons_stand_with_their_positions_and_names_in_their_own_scripts(brief: list[str]) -> None:
    text = whole(brief)
    assert "Also known as Иван Экземпляров and 이반. Nationality: Russian Federation." in text
    assert (
        "Position: Commander, in or under Fourth Example Brigade, from 1 January 2024 at the latest until 1 June 2024 at least"
        in text
    )
    assert (
        "A-0001, article 8(2)(a)(i): responsibility of a military commander (article 28(a)); 0 of its 6 elements"
        in text
    )


def test_the_procedural_history_keeps_the_day_of_a_step_and_of_the_conduct_apart(document: Document) -> None:
    vote, warrant = rows(document, "Date of the step")
    assert vote == [
        "18 November 2014",
        "Vote: Vote on a referral\nThird Committee. A/C.3/69/L.28.",
        "111 for\n19 against\n55 abstaining",
        "–",
        "–",
    ]
    assert warrant == [
        "5 March 2024",
        "Warrant: Warrant of arrest\nPre-Trial Chamber II.",
        "–",
        "10 October 2022 to 9 March 2023",
        "Ivan Exemplarov\n8(2)(b)(ii)",
    ]


def test_the_list_of_evidence_gives_hash_size_and_grade(document: Document) -> None:
    log, *_, sealed = rows(document, "No.")
    assert log[:-1] == [
        "NKR-0001",
        "Log of the fire brigade\nLog, three pages",
        "14 March 2024",
        "English",
        "B2",
        "Confidential",
        f"{HASH[:32]}\n{HASH[32:]}\n12,345 bytes",
    ]
    assert sealed[:-1] == ["NKR-0004", "[withheld: classified above this document]", "–", "–", "F6", "Secret", "–"]


def test_each_half_of_a_hash_takes_one_line_however_wide_its_digits_are(tmp_path: Path) -> None:
    case, _ = small(tmp_path / "small.casefile")
    with case:
        for widest in ("b", "d", "8"):
            add(case, "evidence", title=f"File of {widest}", sha256=widest * 64, file_name="made.pdf", size=1)
            assert "".join(case_texts(case, tmp_path)).count(widest * 32) == 2


def test_the_list_of_evidence_tells_where_an_item_is_cited(brief: list[str]) -> None:
    element = re.search(r"(\d+)\. Element 1: Killing", whole(brief))
    page = next(page for page in brief if "Annex D: List of evidence" in page and "Log of the fire brigade" in page)
    row = re.search(r"NKR-0001 .*?NKR-0002", page)
    assert element
    assert row
    found = re.findall(r"(?<![\w/])(\d+)(?:–(\d+))?(?=,|\s)", row[0])
    assert any(int(low) <= int(element[1]) <= int(high or low) for low, high in found)


def test_the_chart_has_a_row_for_each_element_and_passage(brief: list[str]) -> None:
    text = whole(
        brief[
            next(
                number for number, page in enumerate(brief) if "Annex E: In-depth analysis chart" in page and number > 2
            ) :
        ]
    )
    assert re.search(r"2\. Protected person ◐ \d+ NKR-0003, p. 9 “A battery stood .* undermines D4", text)
    assert re.search(r"5\. Awareness of the conflict ○ \d+ – No proof has been found so far\. ○ gap", text)
    assert re.search(r"4\. International armed conflict ● \d+ Contextual finding See paragraph \d+", text)


def test_the_last_page_anchors_the_state_of_the_case(tmp_path: Path) -> None:
    case, _ = small(tmp_path / "small.casefile")
    with case:
        last = pages(case, tmp_path)[-1]
        assert str(case.case_id) in last
        assert case.head in last.replace(" ", "")
        assert "Change sets 2" in last


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    case, _ = small(tmp_path / "small.casefile")
    with case:
        first = write_brief(case, tmp_path / "a.pdf")
        second = write_brief(case, tmp_path / "b.pdf")
    with CaseFile.open(tmp_path / "small.casefile", lambda _case: UUID(int=5)) as again:
        third = write_brief(again, tmp_path / "b.pdf")
    assert first == second == third
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_binned_records_never_appear(tmp_path: Path) -> None:
    case, ids = small(tmp_path / "small.casefile")
    with case:
        with case.change("Bin") as session:
            for noun, name in (("act", "beating"), ("evidence", "report"), ("actor", "commander"), ("place", "dovhe")):
                records.bin_(session, noun, ids[name])
        text = whole(pages(case, tmp_path))
    for gone in ("Beating", "A-0002", "Counter-report", CONTRARY, "Exemplarov", "Экземпляров", "49.1"):
        assert gone not in text
    assert "Detention at Lisne" in text  # the incident itself is still in the chronology


def everything_in(path: Path) -> str:
    """All strings of a PDF: page text, outline, metadata, and every object and stream in it."""
    found = texts(path)
    with pikepdf.open(path) as pdf:
        for number in range(1, len(pdf.objects) + 1):
            one = pdf.get_object(number, 0)
            found.append(repr(one))
            if isinstance(one, pikepdf.Stream):
                found.append(one.read_bytes().decode("latin-1"))
        with pdf.open_outline() as outline:
            found.append(repr(outline.root))
    return flat(" ".join(found))


def test_a_protected_name_is_nowhere_in_the_file(tmp_path: Path) -> None:
    case, ids = small(tmp_path / "small.casefile")
    with case:
        gone = add(case, "actor", name="Марія Лиха", protected=True)
        edit(case, "evidence", ids["log"], title="Prykhodko_Oksana.pdf, від Марії Лихої")
        with case.change("Bin") as session:
            records.bin_(session, "actor", gone)
        text = whole(pages(case, tmp_path))
    all_of_it = everything_in(tmp_path / "brief.pdf")
    for name in ("Prykhodko", "Tykhyi", "Тихий", "Oksana", "Лихої"):
        assert name not in all_of_it
    assert "P-0007.pdf, від P-0009" in text
    assert "Statement of P-0007" in text
    assert "P-0007 was there." in text
    assert "P-0008 allegedly heard the threats." in text


def test_what_is_classified_above_the_brief_is_withheld(tmp_path: Path) -> None:
    case, _ = small(tmp_path / "small.casefile", classification="confidential")
    with case:
        text = whole(pages(case, tmp_path))
    assert "Sealed order" not in text
    assert "Fire at the market" not in text
    assert "NKR-0004 (order): [withheld: classified above this document]." in text


def test_case_text_is_never_mark_up(tmp_path: Path) -> None:
    hostile = "<b>bold</b> &amp; <font size=99> [link](http://x) {\\rtf} %s $(x) ${y} [[A-1]]"
    with new_case(tmp_path / "a.casefile", title=hostile, situation=hostile) as case:
        add(case, "act", title=hostile, statement=hostile)
        text = whole(pages(case, tmp_path))
    assert f"Alleged act A-0001. {hostile}." in text


def test_an_empty_case_gives_a_short_brief(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        brief = pages(case, tmp_path)
    assert "COMMUNICATION PURSUANT TO ARTICLE 15 OF THE ROME STATUTE" in brief[0]
    assert "No alleged act is recorded in the case file yet" in whole(brief)
    assert "Annex" not in whole(brief)
    assert len(brief) <= 6


@pytest.mark.parametrize(
    ("route", "kind", "addressee"),
    [
        ("art15", "COMMUNICATION PURSUANT TO ARTICLE 15", "TO THE OFFICE OF THE PROSECUTOR"),
        ("art13a", "REFERRAL OF A SITUATION PURSUANT TO ARTICLES 13(a) AND 14", "TO THE OFFICE OF THE PROSECUTOR"),
        ("art13b", "CALL FOR A REFERRAL BY THE SECURITY COUNCIL PURSUANT TO ARTICLE 13(b)", "TO THE SECURITY COUNCIL"),
    ],
)
def test_the_cover_follows_the_route(tmp_path: Path, route: str, kind: str, addressee: str) -> None:
    case, _ = small(tmp_path / "small.casefile", route=route)
    with case:
        cover = pages(case, tmp_path)[0]
        head = case.head[:8]
    assert kind in cover
    assert addressee in cover
    assert f"Confidential | HRG/UKR/2026/007 | State {head}" in cover
    assert "SITUATION IN UKRAINE" in cover
    assert "Confidential: Witnesses are at risk (article 68(1))." in cover
    assert "Submitted by: Human Rights Group of Example" in cover
    assert "Annex E: In-depth analysis chart" in cover


def test_progress_reaches_its_total_and_cancelling_leaves_the_old_file(tmp_path: Path) -> None:
    case, _ = small(tmp_path / "small.casefile")
    target = tmp_path / "brief.pdf"
    seen: list[tuple[int, int]] = []
    with case:
        write_brief(case, target, lambda done, total, _text: seen.append((done, total)))
        before = target.read_bytes()
        with pytest.raises(CancelledError):
            write_brief(case, target, cancelled=lambda: True)
    assert seen[-1][0] == seen[-1][1] > 0
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.pdf", "small.casefile"]


def test_own_sections_stand_below_a_chapter_that_the_program_adds_to(tmp_path: Path) -> None:
    case, _ = small(tmp_path / "small.casefile")
    with case:
        for title, position in (("Inside", "h"), ("Outside", "q")):
            add(case, "section", part="jurisdiction", title=title, position=position)
        with case.reading() as session:
            document = compose(session, case.case_id, case.head)
    headings = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    start = headings.index((1, "Jurisdiction"))
    assert headings[start + 1 : start + 3] == [(2, "Inside"), (2, "Outside")]


def queries(case: CaseFile) -> int:
    count = 0

    def tell(*_: object) -> None:
        nonlocal count
        count += 1

    with case.reading() as session:
        session.connection()
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", tell)
        try:
            compose(session, case.case_id, case.head)
        finally:
            event.remove(engine, "before_cursor_execute", tell)
    return count


def test_more_acts_need_no_more_queries(tmp_path: Path) -> None:
    case, _ = small(tmp_path / "small.casefile")
    with case:
        few = queries(case)
        with case.change("Many") as session:
            for number in range(60):
                act = records.add(session, "act", {"title": f"Act {number}"})
                records.add(session, "charge", {"act_id": act, "crime": "7(1)(a)"})
        assert queries(case) == few
