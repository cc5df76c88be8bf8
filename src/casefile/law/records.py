"""What the catalogue is made of. Each record knows how it is cited."""

from __future__ import annotations

from dataclasses import dataclass

STATUTE = "Rome Statute"
ELEMENTS = "Elements of Crimes"

KINDS = ("conduct", "consequence", "circumstance", "mental", "contextual")
"""Kinds of element: material ones, mental ones and the context in which a crime stands (General Introduction, paragraph 7)."""

CONTEXTS = ("manifest_pattern", "attack", "international_armed_conflict", "non_international_armed_conflict")
"""Contexts that are proved once for the case: article 6, article 7(1), article 8(2)(a)-(b), article 8(2)(c) and (e)."""

VICTIMS = ("civilians", "protected", "prisoners", "hors_de_combat", "combatants", "helpers", "objects")
"""Whom or what a crime can be done to: the keys of `model.acts.VICTIM_GROUPS`, which this layer may not see."""

MATTERS = (
    "crime",
    "liability",
    "definition",
    "threshold",
    "scope",
    "general_principle",
    "ground",
    "jurisdiction",
    "admissibility",
    "procedure",
    "proof",
    "penalty",
    "cooperation",
    "institution",
    "final_clause",
)
"""What a provision is about: the `kind` of articles and paragraphs."""

_CONTEXT_OF_CONFLICT = {
    "international": "international_armed_conflict",
    "non-international": "non_international_armed_conflict",
}
_CONTEXT_OF_ARTICLE = {"6": "manifest_pattern", "7": "attack"}


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its official heading, which is "" for article 10 alone.

    `kind` is one of MATTERS; `text` is a summary of ours, "" where there is none; `related` are codes.
    """

    code: str
    heading: str
    part: int
    part_title: str
    kind: str
    text: str
    related: tuple[str, ...]
    basis: str

    @property
    def key(self) -> str:
        return self.code

    @property
    def citation(self) -> str:
        return f"{STATUTE}, article {self.code}"

    @property
    def title(self) -> str:
        """The heading, or for article 10 its number."""
        return self.heading or f"Article {self.code}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A provision below an article that is neither a crime nor a mode of liability; text and title are ours.

    `kind` is one of MATTERS; `related` are codes of other provisions.
    """

    code: str
    title: str
    kind: str
    text: str
    related: tuple[str, ...]
    basis: str

    @property
    def key(self) -> str:
        return self.code

    @property
    def citation(self) -> str:
        return f"{STATUTE}, article {self.code}"


@dataclass(frozen=True, slots=True)
class Element:
    """One numbered element of a crime or of a mode of liability, in our own words.

    `context` names what proves it once for the whole case (one of CONTEXTS); `context_knowledge` marks
    awareness of that context, which each person must be shown to have. `special_intent` marks a purpose or an
    intent beyond the material elements. `article_30` says that the crime names no mental element for this
    material one, so that article 30's rule holds (`Catalogue.mental_default`). `proof` are kinds of proof that
    usually close a gap.
    """

    owner: str
    source: str
    number: int
    kind: str
    label: str
    text: str
    context: str | None = None
    context_knowledge: bool = False
    special_intent: bool = False
    article_30: bool = False
    proof: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        return f"{self.source}, element {self.number}"


@dataclass(frozen=True, slots=True)
class Related:
    """A crime that is often confused with another, and what parts the two."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Crime:
    """A row of the Elements of Crimes. No elements means that none were found or adopted; `basis` says which.

    `counterpart`: codes of the same conduct in the other type of conflict. `usual_proof`: what researchers usually
    bring. `victims`: some of VICTIMS, empty for any. `child_age`: 15 or 18 where only younger victims count.
    `in_force_from`: ISO day on which the amendment that added the crime first entered into force for any State,
    for aggression the day from which the Court may exercise jurisdiction; "" for the crimes of 1998.
    """

    code: str
    statute_code: str
    title: str
    short_title: str
    article: str
    conflict: str
    amendment: int | None
    resolution: str
    basis: str
    notes: str
    keywords: tuple[str, ...]
    counterpart: tuple[str, ...]
    related: tuple[Related, ...]
    usual_proof: tuple[str, ...]
    victims: tuple[str, ...]
    child_age: int | None
    in_force_from: str
    elements: tuple[Element, ...]

    @property
    def key(self) -> str:
        return self.code

    @property
    def accepting_parties_only(self) -> bool:
        """Whether an amendment added the crime, so that it does not reach Parties that have not accepted it.

        For article 8 this is article 121(5), second sentence: neither the nationals nor the territory of such a
        Party. Aggression has rules of its own (articles 15 bis and 15 ter). Whether a referral by the Security
        Council lifts the limit for article 8 is argued.
        """
        return self.amendment is not None

    @property
    def citation(self) -> str:
        """A split such as -1 is no part of the Statute, so both documents are then named."""
        statute = f"{STATUTE}, article {self.statute_code}"
        return statute if self.code == self.statute_code else f"{statute}; {ELEMENTS}, article {self.code}"

    @property
    def context(self) -> str | None:
        """Which of CONTEXTS the crime stands in; None for aggression."""
        return _CONTEXT_OF_CONFLICT.get(self.conflict) or _CONTEXT_OF_ARTICLE.get(self.article)


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of liability. `form` parts article 25(3)(a) into the ways that it names; "" where there is none or it is open."""

    code: str
    form: str
    title: str
    only_article: str | None
    amendment: int | None
    resolution: str
    basis: str
    notes: str
    elements: tuple[Element, ...]

    @property
    def key(self) -> str:
        """What is stored for an attribution: `25(3)(c)`, or with the form `25(3)(a) jointly`."""
        return f"{self.code} {self.form}" if self.form else self.code

    @property
    def citation(self) -> str:
        return f"{STATUTE}, article {self.code}" + (f", {self.form}" if self.form else "")

    def fits(self, crime: Crime) -> bool:
        """Whether the Statute allows the mode for the crime: 25(3)(e) is for genocide only, 25(3 bis) for aggression only."""
        return self.only_article in {None, crime.article}


@dataclass(frozen=True, slots=True)
class MentalRule:
    """Article 30: the mental element for a kind of material element, where the crime's own elements are silent."""

    kind: str
    code: str
    text: str

    @property
    def citation(self) -> str:
        return f"{STATUTE}, article {self.code}"


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of proof and the stage at which the Statute asks for it."""

    key: str
    title: str
    codes: tuple[str, ...]
    stage: str
    text: str
    basis: str

    @property
    def citation(self) -> str:
        noun = "article" if len(self.codes) == 1 else "articles"
        return f"{STATUTE}, {noun} {_listed(self.codes)}"


@dataclass(frozen=True, slots=True)
class Context:
    """A context that a finding proves once for the case."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Provision:
    """Any provision that can be cited, with the title of the crime, mode, paragraph or article that it belongs to."""

    code: str
    title: str
    article: Article
    citation: str


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
