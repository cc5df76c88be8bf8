"""What the child that reads documents does: the words of one document after another, the raw pages of a PDF, and what an
intake asks for (looking.py).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from casefile.errors import UserError
from casefile.evidence import child, ocr, words
from casefile.evidence.child import Answer
from casefile.evidence.words import pdf
from casefile.evidence.words.parts import CutError

ARGUMENT = "--read-documents"
"""What the packaged program is started with to be the child."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the parent closes the pipe. What no line here foresees ends the child, which its parent notices."""
    for question, data in child.questions(requests):
        try:
            for answer in _answers(question, data):
                child.tell(answers, answer)
        except CutError as error:
            child.tell(answers, {"cut": str(error)})
        except UserError as error:
            child.tell(answers, {"failed": str(error)})
        except (MemoryError, RecursionError):
            child.tell(answers, {"failed": "This file needs more memory than reading is given; it is kept unread."})
        child.tell(answers, {"end": True})


def _answers(question: Answer, data: bytes) -> Iterator[Answer]:
    if question["do"] == "pages":
        file = pdf.opened(data)
        yield {"pages": len(file)}
        for number in range(min(len(file), int(question["most"]))):
            yield {"page": pdf.raw_page(file, number)}
        return
    if question["do"] in ("look", "hashes", "inside"):
        yield from _of_intake(question, data)
        return
    mime, name = question["mime"], question["name"]
    if question["languages"]:
        found = ocr.stream(data, mime, name, question["languages"], question["tessdata"])
    else:
        found = words.stream(data, mime, name)
    for part in found:
        yield {"label": part.label, "text": part.text, "confidence": part.confidence}


def _of_intake(question: Answer, data: bytes) -> Iterator[Answer]:
    from casefile.evidence import looking

    named = json.loads(data)
    if question["do"] == "look":
        return looking.look(named)
    if question["do"] == "hashes":
        return looking.hashes(named)
    [(path, mime)] = named
    return looking.inside(path, mime, int(question["first"]), dict(question["shut"]), question["unread"])


def main() -> None:
    """Run as the child, behind everything else that the computer does."""
    os.environ["OMP_THREAD_LIMIT"] = "1"  # Tesseract's threads wait for one another more than they work
    with suppress(AttributeError, OSError):
        os.nice(10)
    child.run(serve)


if __name__ == "__main__":
    main()
