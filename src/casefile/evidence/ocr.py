"""Recognising characters with Tesseract: pictures, and pages of a PDF that have no words.

Its language data is not part of Casefile: whoever reads Korean installs Korean. What is recognised is a reading by a
machine and says how sure it was, in percent, as Tesseract gives it for each word, in the mean of a page.
"""

from __future__ import annotations

import importlib.util
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from casefile.errors import UserError
from casefile.evidence import words
from casefile.evidence.words import pdf
from casefile.evidence.words.parts import CutError, Part, clean, limited

_FINE = 300 / 72  # Tesseract wants letters about 30 pixels high: 300 dots an inch for print
_MOST_PIXELS = 60_000_000
_MOST_FRAMES = 2_000
_FEW = 8  # letters; a page with fewer (a stamped number) is a scan
_ENDING = ".traineddata"
_ORIENTATION = "osd"
_NO_LANGUAGES = (_ORIENTATION, "equ")  # orientation and formulas, no languages
_DOTS = 300
_SURE = 75  # percent; what stands on its head is read with 20 to 50, what stands upright with 85 and more
_VERTICAL = "textord_tabfind_vertical_text"  # finds columns in lines of Korean; kor_vert is for those
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


def folder(chosen: Sequence[Path] = ()) -> Path | None:
    """The first folder with language data: `chosen`, then TESSDATA_PREFIX, then the usual places."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    named = [Path(prefix), Path(prefix, "tessdata")] if prefix else []
    for place in (*chosen, *named, *map(Path, _PLACES)):
        if _languages_in(place):
            return place
    return None


def installed(chosen: Sequence[Path] = ()) -> tuple[str, ...]:
    """Tesseract's names of the languages that can be recognised here, such as eng, kor, ukr; () where there is none."""
    place = folder(chosen)
    return _languages_in(place) if place is not None and available() else ()


def available() -> bool:
    """Whether this build of Casefile has Tesseract at all; macOS and some processors have none."""
    return importlib.util.find_spec("tesserocr") is not None


def missing(chosen: Sequence[Path] = ()) -> str:
    """Why no characters can be recognised here, and what to do, in one sentence."""
    if not available():
        return "This build of Casefile cannot recognise characters: Tesseract is not in it on this system."
    return (
        "No language data for recognising characters was found; install Tesseract's (on Debian: tesseract-ocr-kor, "
        f"tesseract-ocr-ukr …) or put files ending in {_ENDING} into {chosen[-1] if chosen else 'its folder tessdata'}."
    )


def check(languages: str, chosen: Sequence[Path] = ()) -> str:
    """`languages` such as kor+eng as Tesseract wants them; `UserError` says what is missing and what to do."""
    known = installed(chosen)
    if not known:
        raise UserError(missing(chosen))
    wanted = [one for one in languages.replace(",", "+").replace(" ", "").split("+") if one]
    unknown = [one for one in wanted if one not in known]
    if unknown:
        raise UserError(f"There is no language data for {', '.join(unknown)}; installed are {', '.join(known)}.")
    return "+".join(dict.fromkeys(wanted))


def _languages_in(place: Path) -> tuple[str, ...]:
    try:
        names = sorted(one.name for one in place.iterdir() if one.name.endswith(_ENDING))
    except OSError:
        return ()
    found = tuple(name.removesuffix(_ENDING) for name in names)
    return tuple(name for name in found if name not in _NO_LANGUAGES)


# --- in the child -------------------------------------------------------------------------------------------------


def stream(data: bytes, mime: str, name: str, languages: str, tessdata: str) -> Iterator[Part]:
    """The words of a document; those of pictures and of pages without words are recognised in `languages`."""
    kind = words.kind_of(data, mime, name)
    if kind == "pdf":
        yield from limited(_of_pdf(data, languages, tessdata))
    elif kind == "" and mime.startswith("image/"):
        yield from limited(_of_picture(data, languages, tessdata))
    else:
        yield from words.stream(data, mime, name)


def _of_pdf(data: bytes, languages: str, tessdata: str) -> Iterator[Part]:
    file = pdf.opened(data)
    with _Tesseract(languages, tessdata) as tesseract:
        for number in range(min(len(file), pdf.MOST_PAGES)):
            text, label = pdf.joined(pdf.raw_page(file, number)), f"p. {number + 1}"
            picture = _drawn(file, number) if len(text) < _FEW else None
            yield Part(label, text) if picture is None else tesseract.read(picture, label)
    if len(file) > pdf.MOST_PAGES:
        raise CutError(f"Only the first {pdf.MOST_PAGES:,} pages were read; the document goes on.")


def _drawn(file: pypdfium2.PdfDocument, number: int) -> Any:
    """The page as a grey picture; None if it is damaged."""
    try:
        page = file[number]
        width, height = page.get_size()
        scale = min(_FINE, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil()
    except pypdfium2.PdfiumError:
        return None


def _of_picture(data: bytes, languages: str, tessdata: str) -> Iterator[Part]:
    try:
        image = Image.open(io.BytesIO(data))
        frames = min(getattr(image, "n_frames", 1), _MOST_FRAMES)
        with _Tesseract(languages, tessdata) as tesseract:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number > frames:
                    break
                if frame.width * frame.height > _MOST_PIXELS:
                    raise UserError("This picture is too large for its characters to be recognised.")
                upright = ImageOps.exif_transpose(frame).convert("L")
                yield tesseract.read(upright, f"p. {number}" if frames > 1 else "")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError("This picture cannot be read; it is damaged, or of a kind that is not known here.") from error


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was recognised in a page, and how sure Tesseract is of it, in percent."""

    text: str
    confidence: int

    @property
    def is_sure(self) -> bool:
        return bool(self.text) and self.confidence >= _SURE

    @property
    def worth(self) -> int:
        """Of two readings the better is surer, and of more letters: a few may be right by chance."""
        return self.confidence * sum(not letter.isspace() for letter in self.text)


class _Tesseract:
    """Tesseract with its data loaded once for all pages of a document."""

    def __init__(self, languages: str, tessdata: str) -> None:
        import tesserocr

        self._modes, self._tessdata = tesserocr.PSM, tessdata
        self._compass: Any = None
        try:
            self._engine = self._opened(languages, self._modes.AUTO)
        except RuntimeError as error:
            raise UserError(f"The language data for {languages} cannot be loaded; install it anew.") from error
        if "kor" in languages.split("+"):
            self._engine.SetVariable(_VERTICAL, "0")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.End()
        if self._compass is not None:
            self._compass.End()

    def read(self, picture: Any, label: str) -> Part:
        """The words of one page, with the mean confidence in percent; None where nothing was recognised.

        A page that is hard to read is read again turned upright, and as one column: what stands on its side or its head,
        and a page of few lines, is taken for something else at first. Where nothing was found at first only what is sure
        counts, or leaves and bricks would become words.
        """
        first = best = self._once(picture, self._modes.AUTO)
        if not first.is_sure:
            for other, mode in self._otherwise(picture, first):
                again = self._once(other, mode)
                if again.is_sure or (first.text and again.worth > best.worth):
                    best = again
                if best.is_sure:
                    break
        return Part(label, best.text, best.confidence if best.text else None)

    def _once(self, picture: Any, mode: Any) -> _Reading:
        self._engine.SetPageSegMode(mode)
        self._engine.SetImage(picture)
        self._engine.SetSourceResolution(_DOTS)
        text = clean(self._engine.GetUTF8Text()).strip()
        return _Reading(text, int(self._engine.MeanTextConf()))

    def _otherwise(self, picture: Any, first: _Reading) -> Iterator[tuple[Any, Any]]:
        """Pictures and ways to read them."""
        turn = self._turn(picture)
        if turn is not None:
            upright = picture.rotate(turn, expand=True) if turn else picture
            if turn:
                yield upright, self._modes.AUTO
            yield upright, self._modes.SINGLE_COLUMN
        elif first.text:
            for other in (180, 90, 270):
                yield picture.rotate(other, expand=True), self._modes.AUTO
        else:
            yield picture, self._modes.SINGLE_COLUMN

    def _turn(self, picture: Any) -> int | None:
        """By how many degrees to the left the page has to be turned to stand upright; None where that cannot be said."""
        if self._compass is None:
            if not Path(self._tessdata, f"{_ORIENTATION}{_ENDING}").is_file():
                return None
            self._compass = self._opened(_ORIENTATION, self._modes.OSD_ONLY)
        self._compass.SetImage(picture)
        self._compass.SetSourceResolution(_DOTS)
        found = self._compass.DetectOrientationScript()
        return None if found is None else int(found["orient_deg"])

    def _opened(self, languages: str, mode: Any) -> Any:
        import tesserocr

        return tesserocr.PyTessBaseAPI(path=self._tessdata, lang=languages, psm=mode)
