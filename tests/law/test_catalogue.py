"""The law must be right: numbers and titles here come from the Statute and the Elements of Crimes, not from our data."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tomllib

import pytest

from casefile import resources
from casefile.errors import UserError
from casefile.law import codes, load
from casefile.law.catalogue import catalogue
from casefile.law.records import CONTEXTS, KINDS, VICTIMS, Crime, Mode
from casefile.model.acts import VICTIM_GROUPS

LAW = catalogue()
CRIMES = pytest.mark.parametrize("crime", LAW.crimes, ids=lambda crime: crime.code)
ALL: list[Crime | Mode] = [*LAW.crimes, *LAW.modes]
OWNERS = pytest.mark.parametrize("owner", ALL, ids=lambda owner: owner.key)

# Numbers of elements as the Elements of Crimes number them; article 8(2)(b), (c) and (e) in roman order, splits apart
ELEMENT_COUNTS = {
    "6": [4, 4, 5, 5, 7],
    "7(1)": [3, 4, 3, 5, 5, 5, 4, 4, 4, 3, 4, 5, 6, 8, 7, 5],
    "8(2)(a)": [5, 6, 5, 7, 5, 7, 5, 5, 5, 5, 7],
    "8(2)(b)": [
        *[5, 5, 7, 5, 5, 5, 7, 7, 7, 7, 3, 5, 6, 6, 7, 5, 7, 5, 4, 5, 4, 4, 5],
        *[0, 4, 4, 4, 4, 3, 4, 5, 4, 4, 4, 5, 0, 0, 0],
    ],
    "8(2)(c)": [5, 6, 5, 6, 6, 7, 7],
    "8(2)(e)": [5, 4, 7, 5, 5, 4, 4, 4, 3, 4, 5, 5, 5, 7, 5, 6, 6, 7, 4, 4, 5, 0, 0, 0, 4],
    "8 bis": [6],
}
SPLITS = {
    "7(1)(g)": 6,
    "8(2)(a)(ii)": 3,
    "8(2)(a)(vii)": 2,
    "8(2)(b)(vii)": 4,
    "8(2)(b)(x)": 2,
    "8(2)(b)(xxii)": 6,
    "8(2)(c)(i)": 4,
    "8(2)(e)(vi)": 6,
    "8(2)(e)(xi)": 2,
}
AMENDED = {
    2010: ["8(2)(e)(xiii)", "8(2)(e)(xiv)", "8(2)(e)(xv)", "8 bis"],
    2017: [
        "8(2)(b)(xxvii)",
        "8(2)(b)(xxviii)",
        "8(2)(b)(xxix)",
        "8(2)(e)(xvi)",
        "8(2)(e)(xvii)",
        "8(2)(e)(xviii)",
    ],
    2019: ["8(2)(e)(xix)"],
}


def test_131_articles_in_the_order_of_the_statute() -> None:
    numbers = [str(number) for number in range(1, 129)]
    for added, after in (("8 bis", "8"), ("15 bis", "15"), ("15 ter", "15 bis")):
        numbers.insert(numbers.index(after) + 1, added)
    assert [article.code for article in LAW.articles] == numbers
    assert len(numbers) == 131


def test_parts_begin_where_the_statute_begins_them() -> None:
    firsts = [next(group).code for _, group in itertools.groupby(LAW.articles, key=lambda article: article.part)]
    assert firsts == ["1", "5", "22", "34", "53", "62", "77", "81", "86", "103", "112", "113", "119"]
    assert len({article.part_title for article in LAW.articles}) == 13


def test_only_article_10_has_no_heading_and_article_124_still_exists() -> None:
    assert [article.code for article in LAW.articles if not article.heading] == ["10"]
    assert LAW.article("10").title == "Article 10"
    assert LAW.article("124").heading == "Transitional Provision"
    assert "general knowledge" in LAW.article("124").basis


@pytest.mark.parametrize("head", ELEMENT_COUNTS)
def test_crimes_and_elements_are_as_many_as_in_the_elements_of_crimes(head: str) -> None:
    inside = [crime for crime in LAW.crimes if codes.parse(head).contains(codes.parse(crime.code))]
    assert [len(crime.elements) for crime in inside] == ELEMENT_COUNTS[head]


def test_there_are_no_other_crimes() -> None:
    assert len(LAW.crimes) == sum(map(len, ELEMENT_COUNTS.values())) == 103


def test_splits_stand_only_where_the_elements_split() -> None:
    split = [crime for crime in LAW.crimes if crime.code != crime.statute_code]
    found = {code: len(list(rows)) for code, rows in itertools.groupby(split, key=lambda crime: crime.statute_code)}
    assert found == SPLITS
    for code, count in SPLITS.items():
        assert [crime.code for crime in split if crime.statute_code == code] == [
            f"{code}-{number}" for number in range(1, count + 1)
        ]


@pytest.mark.parametrize(("head", "last"), [("8(2)(a)", 8), ("8(2)(b)", 29), ("8(2)(c)", 4), ("8(2)(e)", 19)], ids=str)
def test_romans_run_without_a_hole(head: str, last: int) -> None:
    found = [codes.parse(crime.code) for crime in LAW.crimes]
    romans = dict.fromkeys(code.roman for code in found if codes.parse(head).contains(code))
    assert list(romans) == list(range(1, last + 1))


def test_letters_run_without_a_hole() -> None:
    found = [codes.parse(crime.code) for crime in LAW.crimes]
    assert "".join(dict.fromkeys(code.letter for code in found if code.article == 6)) == "abcde"
    assert "".join(dict.fromkeys(code.letter for code in found if code.article == 7)) == "abcdefghijk"


def test_amendments_are_the_known_ones() -> None:
    for year, expected in AMENDED.items():
        assert [crime.code for crime in LAW.crimes if crime.amendment == year] == expected
    assert {crime.amendment for crime in LAW.crimes} == {None, *AMENDED}
    assert all(crime.resolution for crime in LAW.crimes if crime.amendment)


def test_amended_war_crimes_tell_of_article_121_5() -> None:
    assert {"121(5)" in crime.notes for crime in LAW.crimes if crime.amendment and crime.article == "8"} == {True}


def test_crimes_without_elements_say_so() -> None:
    bare = [crime for crime in LAW.crimes if not crime.elements]
    assert [crime.code for crime in bare] == ["8(2)(b)(xx)", *AMENDED[2017]]
    assert all("no elements" in crime.basis or "none are given" in crime.basis for crime in bare)


@CRIMES
def test_code_parses_and_prints_back(crime: Crime) -> None:
    assert codes.canonical(crime.code) == crime.code
    assert codes.canonical(crime.citation.split(";")[0]) == crime.statute_code
    assert LAW.crime(crime.citation.split("; ")[-1]) is crime


def test_no_key_stands_twice_and_all_are_in_order() -> None:
    keys = [row.key for row in ALL]
    assert len(keys) == len(set(keys))
    for rows in (LAW.crimes, LAW.modes):
        places = [codes.sort_key(row.code) for row in rows]
        assert places == sorted(places)


@OWNERS
def test_elements_are_numbered_and_complete(owner: Crime | Mode) -> None:
    assert [element.number for element in owner.elements] == list(range(1, len(owner.elements) + 1))
    for element in owner.elements:
        assert element.owner == owner.key
        assert element.kind in KINDS
        assert 1 <= len(element.label.split()) <= 6
        assert element.text.endswith(".")
        assert element.text.count(". ") == 0
        assert LAW.elements(owner.key)[element.number - 1] is element
    assert len({element.label for element in owner.elements}) == len(owner.elements)
    assert owner.basis


@CRIMES
def test_contextual_elements_come_last_and_match_the_article(crime: Crime) -> None:
    kinds = [element.kind == "contextual" for element in crime.elements]
    assert kinds == sorted(kinds)
    contexts = [element.context for element in crime.elements if element.context]
    knowledge = [element.number for element in crime.elements if element.context_knowledge]
    assert contexts == ([crime.context] if crime.context and crime.elements else [])
    # Article 6 leaves knowledge of the pattern to the Court; articles 7 and 8 end with an element of knowledge
    assert knowledge == ([len(crime.elements)] if crime.article in {"7", "8"} and crime.elements else [])
    assert all(element.kind == "contextual" for element in crime.elements if element.context_knowledge)
    assert crime.context in {None, *CONTEXTS}


@CRIMES
def test_conflict_follows_the_list(crime: Crime) -> None:
    code = codes.parse(crime.code)
    listed = {"a": "international", "b": "international", "c": "non-international", "e": "non-international"}
    assert crime.conflict == (listed[code.letter] if crime.article == "8" else "none")
    assert crime.article == codes.canonical(crime.code.split("(")[0])


@CRIMES
def test_title_begins_as_its_article_does(crime: Crime) -> None:
    begins = {
        "6": "Genocide by ",
        "7": "Crime against humanity of ",
        "8": "War crime of ",
        "8 bis": "Crime of aggression",
    }
    assert crime.title.startswith(begins[crime.article]) is (crime.code != "8(2)(b)(viii)")
    assert len(crime.short_title) < 110


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (
            "6(c)",
            "Genocide by deliberately inflicting conditions of life calculated to bring about physical destruction",
        ),
        ("7(1)(e)", "Crime against humanity of imprisonment or other severe deprivation of physical liberty"),
        ("7(1)(g)-1", "Crime against humanity of rape"),
        ("8(2)(a)(i)", "War crime of wilful killing"),
        ("8(2)(b)(iv)", "War crime of excessive incidental death, injury, or damage"),
        ("8(2)(b)(xvi)", "War crime of pillaging"),
        ("8(2)(e)(v)", "War crime of pillaging"),
        ("8(2)(b)(xxv)", "War crime of starvation as a method of warfare"),
        # The Elements say "or" for international and "and" for other conflicts
        ("8(2)(b)(xxvi)", "War crime of using, conscripting or enlisting children"),
        ("8(2)(e)(vii)", "War crime of using, conscripting and enlisting children"),
    ],
)
def test_titles_are_official(code: str, title: str) -> None:
    assert LAW.crime(code).title == title


def test_the_lists_of_conflicts_are_not_parallel() -> None:
    inter = {crime.title: crime.code for crime in LAW.crimes if crime.code.startswith("8(2)(b)")}
    non = {crime.title: crime.code for crime in LAW.crimes if crime.code.startswith("8(2)(e)")}
    assert inter["War crime of attacking protected objects"] == "8(2)(b)(ix)"
    assert non["War crime of attacking protected objects"] == "8(2)(e)(iv)"
    assert non["War crime of displacing civilians"] == "8(2)(e)(viii)"
    assert "War crime of displacing civilians" not in inter


def test_citations() -> None:
    attack = LAW.crime("8(2)(b)(i)")
    assert attack.citation == "Rome Statute, article 8(2)(b)(i)"
    assert attack.elements[1].citation == "Elements of Crimes, article 8(2)(b)(i), element 2"
    assert LAW.crime("7(1)(g)-1").citation == "Rome Statute, article 7(1)(g); Elements of Crimes, article 7(1)(g)-1"
    assert LAW.mode("25(3)(a) jointly").citation == "Rome Statute, article 25(3)(a), jointly"
    assert LAW.mode("28(a)").elements[0].citation == "Rome Statute, article 28(a), element 1"
    assert LAW.article("8 bis").citation == "Rome Statute, article 8 bis"
    assert LAW.standard("reasonable_basis").citation == "Rome Statute, articles 15(3), 15(4) and 53(1)(a)"
    assert LAW.standard("beyond_reasonable_doubt").citation == "Rome Statute, article 66(3)"


def test_contexts_are_those_that_elements_name() -> None:
    assert tuple(context.key for context in LAW.contexts) == CONTEXTS
    assert LAW.context("attack").title == "Widespread or systematic attack"
    with pytest.raises(UserError, match="must be one of manifest_pattern"):
        LAW.context("siege")


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("8(2)(b)(ii)", "War crime of attacking civilian objects"),
        ("25(3)(c)", "Aiding, abetting or otherwise assisting"),
        ("8(2)(b)", "Other serious violations in international armed conflict"),
        ("8(2)(a)(ii)", "War crimes"),
        ("8(2)(f)", "Where 8(2)(e) applies"),
        ("28(b)(iii)", "Responsibility of commanders and other superiors"),
        ("12(2)(a)", "State of the territory"),
        ("19(4)", "Challenges to the jurisdiction of the Court or the admissibility of a case"),
        ("15 bis(4)", "Opting out of aggression"),
        ("10", "Article 10"),
    ],
)
def test_any_provision_can_be_cited(code: str, title: str) -> None:
    provision = LAW.provision(code)
    assert (provision.code, provision.title) == (code, title)
    assert provision.citation == f"Rome Statute, article {code}"


@pytest.mark.parametrize(
    "code",
    [
        "8(2)(b)(xxx)",
        "7(1)(l)",
        "6(f)",
        "25(3)(g)",
        "28(c)",
        "28(1)",
        "8 ter",
        "129",
        "8(2)(b)(i)-1",
        "12(2)-1",
        "6(1)",
    ],
)
def test_what_the_statute_lacks_cannot_be_cited(code: str) -> None:
    with pytest.raises(UserError):
        LAW.provision(code)


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda: LAW.crime("8(2)(b)(xxx)"),
            "There is no crime 8(2)(b)(xxx); the nearest are 8(2)(b)(xxvii), 8(2)(b)(xxviii), 8(2)(b)(xxix).",
        ),
        (
            lambda: LAW.crime("8(2)(a)(ii)"),
            "The Elements of Crimes split article 8(2)(a)(ii): choose one of 8(2)(a)(ii)-1, 8(2)(a)(ii)-2, 8(2)(a)(ii)-3.",
        ),
        (
            lambda: LAW.elements("25(3)(g)"),
            "There is no mode of liability 25(3)(g); the nearest are 25(3)(d), 25(3)(e), 25(3)(f).",
        ),
        (lambda: LAW.article("8 ter"), "There is no article 8 ter; the nearest are 7, 8, 8 bis."),
        (
            lambda: LAW.crime("8(2)(d)"),
            "There is no crime 8(2)(d); the nearest are 8(2)(c)(i)-1, 8(2)(c)(i)-2, 8(2)(c)(i)-3.",
        ),
    ],
)
def test_an_unknown_code_is_refused_with_the_nearest(ask: object, sentence: str) -> None:
    assert callable(ask)
    with pytest.raises(UserError) as refused:
        ask()
    assert str(refused.value) == sentence


def test_victims_are_those_that_an_act_can_have() -> None:
    assert tuple(key for key, _words in VICTIM_GROUPS if key) == VICTIMS
    assert {group for crime in LAW.crimes for group in crime.victims} <= set(VICTIMS)


def test_article_30_speaks_for_what_a_crime_leaves_open() -> None:
    killing, member, intent, pattern = LAW.elements("6(a)")
    assert [LAW.mental_default(one) for one in (intent, pattern)] == [None, None]
    assert [rule.code for one in (killing, member) if (rule := LAW.mental_default(one))] == ["30(2)(a)", "30(3)"]
    # The Elements give these circumstances a mental element of their own: intent, knowledge, knew or should have known
    for code, number in (("8(2)(b)(i)", 2), ("8(2)(b)(iv)", 2), ("8(2)(b)(xxvi)", 2), ("6(e)", 5)):
        assert LAW.mental_default(LAW.elements(code)[number - 1]) is None
    assert not [one for mode in LAW.modes for one in mode.elements if LAW.mental_default(one)]


def test_what_an_amendment_added_binds_only_those_who_accepted_it() -> None:
    added = {code for rows in AMENDED.values() for code in rows}
    assert {crime.code for crime in LAW.crimes if crime.accepting_parties_only} == added
    assert all(("general knowledge" in crime.basis) for crime in LAW.crimes if crime.in_force_from)


def test_words_never_presume_guilt() -> None:
    for owner in ALL:
        for element in owner.elements:
            words = f"{element.label} {element.text}".replace("alleged perpetrator", "").casefold()
            assert "perpetrator" not in words.replace("co-perpetrator", "").replace("the perpetrator’s body", "")
            assert "guilt" not in words
            assert "defendant" not in words


def test_loading_is_fast() -> None:
    # In a fresh process, best of three, so that a busy machine does not fail the test
    script = (
        "import time\nfrom casefile.law.catalogue import catalogue\n"
        "start = time.process_time()\ncatalogue()\nprint(time.process_time() - start)"
    )
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout for _ in range(3)]
    assert min(json.loads(run) for run in runs) < 0.25


def test_no_shared_element_is_left_unused() -> None:
    folder = resources.path("law")
    shared = tomllib.loads((folder / "shared_elements.toml").read_text(encoding="utf-8"))
    files = [tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in load.CRIME_FILES]
    used = {row for file in files for crime in file["crime"] for row in crime["elements"] if isinstance(row, str)}
    assert used == set(shared)
