"""Documents for the tests: small ones, and one that shows everything."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageDraw

from casefile.brief.document import (
    Block,
    Bullets,
    Contents,
    Cover,
    Definitions,
    Document,
    Figure,
    Footnote,
    Heading,
    Meta,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Run,
    Section,
    Spacer,
    Table,
)

LOREM = (
    "On the evening of 14 March 2026 a column of some twelve vehicles entered the village from the north-east, "
    "stopped beside the school and fired without warning at persons who were leaving the market. Witnesses describe "
    "uniformed men under the command of an officer whom two of them know by name; the shelling of the clinic began "
    "less than ten minutes later and went on until nightfall. No military objective stood within four kilometres. "
)


def cover() -> Cover:
    return Cover(
        reference="HRC/UKR/2026/001",
        date="21 November 2026",
        title="Communication on alleged crimes against humanity and war crimes in the district of Example",
        version="Version 3",
        classification="Confidential",
        original_language="English",
        addressee="To the Office of the Prosecutor of the International Criminal Court",
        situation="SITUATION IN EXAMPLE",
        situation_number="ICC-01/22",
        kind="COMMUNICATION PURSUANT TO ARTICLE 15 OF THE ROME STATUTE",
        classification_line="Confidential, with confidential Annexes A and B",
        submitted_by=("Human Rights Centre of Example", "12 Example Street, Example City"),
        annexes=("Annex A: Chart of acts, elements and evidence", "Annex B: List of evidence"),
    )


def document(*blocks: Block, with_cover: bool = False, head: str = "") -> Document:
    return Document(
        meta=Meta("Communication", author="Human Rights Centre", subject="Article 15", language="en-GB"),
        blocks=blocks,
        cover=cover() if with_cover else None,
        foot_reference="HRC/UKR/2026/001",
        foot_date="21 November 2026",
        head=head,
    )


def paragraph(text: str, note: str = "", *, numbered: bool = True, anchor: str = "") -> Paragraph:
    footnote = Footnote((Run(note),)) if note else None
    return Paragraph((Run(text, footnote=footnote),), numbered=numbered, anchor=anchor)


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 500)) -> bytes:
    """A picture that carries an EXIF position and a comment."""
    image = Image.new("RGB", size, "#dde6ee")
    ImageDraw.Draw(image).ellipse((100, 50, 600, 400), fill="#446688")
    exif = Image.Exif()
    exif[0x010E] = "SECRET-DESCRIPTION"
    exif.get_ifd(0x8825)[1] = "N"
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def row(*cells: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(cell),) for cell in cells)


def everything() -> Document:
    note = Footnote(
        (
            Run("Witness statement of P-0012, HRC-0001-0044, para. 31; "),
            Run("see also", italic=True),
            Run(" HRC-0001-0107."),
        )
    )
    long_note = Footnote((Run("A longer note. " + LOREM * 2),), key="long")
    chart = tuple(
        row(
            f"7(1)(a) – {n}",
            "The perpetrator killed one or more persons. " * (1 + n % 3),
            f"HRC-0001-{n:04d}",
            "●◐○⊘"[n % 4] + " supports",
        )
        for n in range(1, 30)
    )
    return document(
        Contents(),
        PageBreak(),
        Heading(1, "Introduction", anchor="intro"),
        paragraph(LOREM, "First note.", anchor="p1"),
        Paragraph(
            (
                Run(LOREM),
                Run("The officer", footnote=note),
                Run(" gave the order. "),
                Run("See paragraph ", italic=True),
                Run(link="p1"),
                Run("."),
            ),
            numbered=True,
        ),
        Heading(2, "Jurisdiction"),
        Paragraph(
            (Run(LOREM * 2, footnote=long_note), Run(" Again", bold=True, footnote=long_note), Run(".")), numbered=True
        ),
        Heading(3, "Territory and time"),
        Heading(
            4,
            "The district of Example, which has a long title so that the heading takes more than a single line of the page",
        ),
        paragraph(LOREM),
        Quote(
            (Run("Вони зайшли в село близько шостої вечора й одразу почали стріляти по людях біля школи."),),
            "uk",
            (
                Run(
                    "They entered the village at about six in the evening and at once began to shoot at people near the school."
                ),
            ),
            "Translation by the Centre; original in HRC-0001-0044.",
        ),
        Bullets(
            (
                (Run("wilful killing under article 8(2)(a)(i);"),),
                (Run(LOREM, footnote=Footnote((Run("In a list."),))),),
                (Run("persecution."),),
            ),
            "(a)",
        ),
        Heading(1, "Languages"),
        paragraph("Українська: Прокурор Міжнародного кримінального суду; ґанок, їжак, єдність. " * 3),
        paragraph("Русский: Канцелярия Прокурора Международного уголовного суда; объём, съезд. " * 3),
        paragraph(
            "국제형사재판소 검사국에 제출하는 서면이다. 피해자들은 시장에서 나오던 길이었으며, 경고 없이 사격이 시작되었다. 漢字도 쓸 수 있다. "
            * 3
        ),
        paragraph(
            "يقدم هذا البلاغ إلى مكتب المدعي العام للمحكمة الجنائية الدولية (المادة 15) بتاريخ 21 نوفمبر 2026. " * 3
        ),
        paragraph("Mixed: the word العدالة means justice, 정의 in Korean, справедливість in Ukrainian; Ελληνικά too."),
        paragraph(
            "sha-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 and https://example.org/a/very/long/path/that/goes/on?and=on&query=string-with-words&more=0123456789"
        ),
        Figure(picture(), "A map of the village", (Run("Figure 1: the village, north at the top."),), width=0.7),
        Definitions(
            (
                ((Run("ERN"),), (Run("Evidence reference number of the Centre."),)),
                ((Run("Confrontation line"),), (Run(LOREM),)),
            )
        ),
        Rule(),
        Spacer(20),
        Section(landscape=True),
        Heading(1, "Annex A: chart of acts, elements and evidence", anchor="annex-a", numbered=False),
        Table(
            (1.2, 3, 1.5, 1),
            (row("Element", "Text", "Evidence", "Bearing"),),
            chart,
            caption="Table 1: elements",
            row_headers=True,
        ),
        Section(landscape=False),
        Heading(1, "Conclusion"),
        Paragraph((Run("See "), Run("Annex A", link="annex-a"), Run(".")), numbered=True),
        with_cover=True,
        head="Confidential",
    )


def texts(path: object) -> list[str]:
    """The text of each page as a reader copies it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\ufffe", "") for page in pdf]
