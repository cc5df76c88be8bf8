"""How fast a brief of some 500 pages is made, beside the same text in plain Platypus without footnotes or contents.

    python bench/brief.py [paragraphs]

Each engine runs in its own process, so that the peak of memory is its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "by",
    "that",
    "column",
    "village",
    "evening",
    "witness",
    "commander",
    "persons",
    "shelling",
    "school",
    "market",
    "fired",
    "warning",
    "uniformed",
    "clinic",
    "objective",
    "military",
    "attack",
    "civilian",
    "population",
    "detained",
    "officer",
    "statement",
    "paragraph",
    "article",
    "element",
]


def sentences(paragraphs):
    """The same varied text each time: a small linear generator picks the words."""
    state = 1
    for number in range(paragraphs):
        words = []
        for _ in range(110):
            state = (state * 1103515245 + 12345) % 2**31
            words.append(WORDS[state % len(WORDS)] if state % 23 else f"P-{state % 9999:04d}")
        yield number, " ".join(words).capitalize() + "."


def ours(paragraphs, folder):
    from casefile.brief.document import Contents, Document, Footnote, Heading, Meta, PageBreak, Paragraph, Run
    from casefile.brief.pdf import write

    blocks = [Contents(), PageBreak()]
    for number, text in sentences(paragraphs):
        if number % 8 == 0:
            blocks.append(Heading(1 + number // 8 % 3, f"Heading {number}: {text[:40]}"))
        note = Footnote((Run(f"Witness statement of P-{number:04d}, HRC-0001-{number:04d}, para. {number % 90}."),))
        half = len(text) // 2
        blocks.append(Paragraph((Run(text[:half], footnote=note), Run(text[half:])), numbered=True))
    document = Document(Meta("Bench"), tuple(blocks), foot_reference="HRC/2026/001", foot_date="21 November 2026")
    return write(document, folder / "ours.pdf").pages


def platypus(paragraphs, folder):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from casefile import resources

    pdfmetrics.registerFont(TTFont("NotoSerif", str(resources.path("fonts", "NotoSerif-Regular.ttf"))))
    style = ParagraphStyle("body", fontName="NotoSerif", fontSize=12, leading=18, alignment=4, spaceBefore=9)
    story = [Paragraph(f"{number}. {text}", style) for number, text in sentences(paragraphs)]
    template = SimpleDocTemplate(
        str(folder / "platypus.pdf"), pagesize=A4, leftMargin=71, rightMargin=71, topMargin=71, bottomMargin=71
    )
    template.build(story)
    return template.page


def measure(engine, paragraphs, queue):
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        pages = engine(paragraphs, Path(folder))
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put((pages, seconds, peak))


def main():
    paragraphs = int(sys.argv[1]) if len(sys.argv) > 1 else 1400
    context = multiprocessing.get_context("spawn")
    rates = []
    for name, engine in (("casefile.brief, footnotes and contents", ours), ("plain Platypus, neither", platypus)):
        queue = context.Queue()
        process = context.Process(target=measure, args=(engine, paragraphs, queue))
        process.start()
        pages, seconds, peak = queue.get()
        process.join()
        rates.append(pages / seconds)
        print(f"{name:40} {pages:5} pages {seconds:6.2f} s {pages / seconds:7.1f} pages/s  peak {peak:5.0f} MB")
    print(f"ratio of speeds {rates[0] / rates[1]:.2f}")


if __name__ == "__main__":
    main()
