"""The records of a case, a file a noun."""

from __future__ import annotations

from casefile.model.actors import Actor
from casefile.model.acts import Act
from casefile.model.assessments import Assessment
from casefile.model.attributions import Attribution
from casefile.model.base import Record
from casefile.model.cases import Case
from casefile.model.charges import Charge
from casefile.model.consents import Consent
from casefile.model.context_findings import ContextFinding
from casefile.model.custody_events import CustodyEvent
from casefile.model.editions import Edition
from casefile.model.element_assessments import ElementAssessment
from casefile.model.evidence import EvidenceItem
from casefile.model.grades import Grade
from casefile.model.incidents import Incident
from casefile.model.number_blocks import NumberBlock
from casefile.model.passages import Passage
from casefile.model.places import Place
from casefile.model.postings import Posting
from casefile.model.proceedings import Proceeding, ProceedingActor
from casefile.model.proof_links import ProofLink
from casefile.model.questions import Question
from casefile.model.readings import Reading
from casefile.model.saved_searches import SavedSearch
from casefile.model.sections import Paragraph, Section
from casefile.model.sources import Source
from casefile.model.state_facts import StateFact
from casefile.model.tags import Tag, Tagging

_IN_ORDER: tuple[type[Record], ...] = (
    Case,
    Place,
    Source,
    Actor,
    Posting,
    Incident,
    Act,
    ContextFinding,
    Charge,
    Attribution,
    EvidenceItem,
    Consent,
    Grade,
    Reading,
    Passage,
    Proceeding,
    ProceedingActor,
    ProofLink,
    ElementAssessment,
    CustodyEvent,
    Assessment,
    StateFact,
    Section,
    Paragraph,
    Question,
    Tag,
    Tagging,
    NumberBlock,
    SavedSearch,
    Edition,
)
NOUNS: dict[str, type[Record]] = {record.noun: record for record in _IN_ORDER}
"""Every noun, each after those that it refers to (but for references to its own kind)."""

__all__ = [
    "NOUNS",
    "Act",
    "Actor",
    "Assessment",
    "Attribution",
    "Case",
    "Charge",
    "Consent",
    "ContextFinding",
    "CustodyEvent",
    "Edition",
    "ElementAssessment",
    "EvidenceItem",
    "Grade",
    "Incident",
    "NumberBlock",
    "Paragraph",
    "Passage",
    "Place",
    "Posting",
    "Proceeding",
    "ProceedingActor",
    "ProofLink",
    "Question",
    "Reading",
    "Record",
    "SavedSearch",
    "Section",
    "Source",
    "StateFact",
    "Tag",
    "Tagging",
]
