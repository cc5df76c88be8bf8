"""The law catalogue: articles, crimes, modes of liability, elements and standards of proof, looked up by code.

It is read once from resources/law and never changes while the program runs. Codes may be given in any
usual spelling (`codes.parse`); what is not in the catalogue raises a UserError that names the nearest codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from casefile.errors import UserError
from casefile.law import codes, load
from casefile.law.codes import Code
from casefile.law.records import (
    STATUTE,
    Article,
    Context,
    Crime,
    Element,
    MentalRule,
    Mode,
    Paragraph,
    Provision,
    Standard,
)

# Where the Statute lists crimes and modes the catalogue is complete, so a code there that it lacks does not exist
_CLOSED = tuple(codes.parse(text) for text in ("6", "7(1)", "8(2)(a)", "8(2)(b)", "8(2)(c)", "8(2)(e)", "25(3)"))
_MODE_ARTICLES = (25, 28)
_LEVELS_OF_28 = ("28", "28(a)", "28(a)(i)", "28(a)(ii)", "28(b)", "28(b)(i)", "28(b)(ii)", "28(b)(iii)")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything in the order of the Statute."""

    articles: tuple[Article, ...]
    paragraphs: tuple[Paragraph, ...]
    crimes: tuple[Crime, ...]
    modes: tuple[Mode, ...]
    standards: tuple[Standard, ...]
    mental_rules: tuple[MentalRule, ...]
    contexts: tuple[Context, ...]

    def article(self, code: str) -> Article:
        """The article that `code` is or belongs to."""
        wanted = codes.parse(code)
        head = str(Code(wanted.article, wanted.article_suffix))
        for article in self.articles:
            if article.code == head:
                return article
        return _refuse("article", wanted, (article.code for article in self.articles))

    def paragraph(self, code: str) -> Paragraph:
        """The paragraph, subparagraph or definition with this code that the catalogue summarises, such as `7(2)(a)`."""
        wanted = codes.parse(code)
        for paragraph in self.paragraphs:
            if paragraph.code == str(wanted):
                return paragraph
        return _refuse("summary of", wanted, (paragraph.code for paragraph in self.paragraphs))

    def crime(self, code: str) -> Crime:
        """The crime with this code. A code that the Elements split, such as 8(2)(a)(ii), is refused with its rows."""
        wanted = codes.parse(code)
        text = str(wanted)
        for crime in self.crimes:
            if crime.code == text:
                return crime
        rows = [crime.code for crime in self.crimes if crime.statute_code == text]
        if rows:
            msg = f"The Elements of Crimes split article {wanted}: choose one of {', '.join(rows)}."
            raise UserError(msg)
        return _refuse("crime", wanted, (crime.code for crime in self.crimes))

    def mode(self, key: str) -> Mode:
        """The mode with this code, and form if one follows: `25(3)(c)`, `25(3)(a) jointly`."""
        wanted, form = self._code_and_form(key)
        text = str(wanted)
        for mode in self.modes:
            if (mode.code, mode.form) == (text, form):
                return mode
        return _refuse("mode of liability", wanted, (mode.code for mode in self.modes))

    def elements(self, key: str) -> tuple[Element, ...]:
        """The elements of a crime or of a mode of liability; empty for the crimes that have none."""
        wanted, _form = self._code_and_form(key)
        return self.mode(key).elements if wanted.article in _MODE_ARTICLES else self.crime(key).elements

    def standard(self, key: str) -> Standard:
        """The standard of proof with this key, such as `reasonable_basis`."""
        for standard in self.standards:
            if standard.key == key:
                return standard
        keys = ", ".join(standard.key for standard in self.standards)
        msg = f"“{key}” is not a standard of proof; it must be one of {keys}."
        raise UserError(msg)

    def context(self, key: str) -> Context:
        """The context with this key, such as `attack`."""
        for context in self.contexts:
            if context.key == key:
                return context
        keys = ", ".join(context.key for context in self.contexts)
        msg = f"“{key}” is not a context of crimes; it must be one of {keys}."
        raise UserError(msg)

    def provision(self, code: str) -> Provision:
        """Anything that can be cited. Only in the lists of crimes and modes is it known that nothing else exists."""
        wanted = codes.parse(code)
        article = self.article(code)
        self._check_listed(wanted)
        titles = {paragraph.code: paragraph.title for paragraph in self.paragraphs}
        titles.update((crime.code, crime.title) for crime in self.crimes)
        citations = {crime.code: crime.citation for crime in self.crimes}
        titles.update((mode.code, mode.title) for mode in self.modes if not mode.form)
        text = str(wanted)
        return Provision(
            text, titles.get(text, article.title), article, citations.get(text, f"{STATUTE}, article {text}")
        )

    def mental_rule(self, kind: str) -> MentalRule | None:
        """Article 30's rule for an element of this kind; None for mental and contextual elements, which state their own."""
        return next((rule for rule in self.mental_rules if rule.kind == kind), None)

    def mental_default(self, element: Element) -> MentalRule | None:
        """Article 30's rule for a material element of a crime that names no mental element for it, else None."""
        return self.mental_rule(element.kind) if element.article_30 else None

    def _check_listed(self, wanted: Code) -> None:
        known = [*(crime.code for crime in self.crimes), *(mode.code for mode in self.modes)]
        closed = any(head.contains(wanted) for head in _CLOSED) or wanted.article == 28 or wanted.split
        exists = str(wanted) in _LEVELS_OF_28 or any(wanted.contains(codes.parse(code)) for code in known)
        if closed and not exists:
            _refuse("provision", wanted, known)

    def _code_and_form(self, key: str) -> tuple[Code, str]:
        """Part a mode's key into its code and its form."""
        code, form = codes.split(key)
        if code is not None and form in {mode.form for mode in self.modes}:
            return code, form
        return codes.parse(key), ""


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue, read on first use."""
    return Catalogue(
        articles=load.articles(),
        paragraphs=load.paragraphs(),
        crimes=load.crimes(),
        modes=load.modes(),
        standards=load.standards(),
        mental_rules=load.mental_rules(),
        contexts=load.contexts(),
    )


def _refuse(noun: str, wanted: Code, known: Iterable[str]) -> NoReturn:
    near = codes.nearest(wanted, [codes.parse(code) for code in dict.fromkeys(known)])
    msg = f"There is no {noun} {wanted}; the nearest are {', '.join(map(str, near))}."
    raise UserError(msg)
