"""Pictures in the child process of the page view: a picture is a file of one page, or of several. No Qt in this module.

Sizes are in pixels, turned as the camera meant. What Pillow opens with another program's help (EPS) is not opened.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

MOST_PIXELS = 250_000_000
_MOST_SHOWN = 24_000_000
_MOST_FRAMES = 500
_FORMATS = ("AVIF", "BMP", "GIF", "ICO", "JPEG", "JPEG2000", "PCX", "PNG", "PPM", "TGA", "TIFF", "WEBP")
_TURNED = (5, 6, 7, 8)
_ORIENTATION = 0x0112


class Pictures:
    """An open picture; `ValueError` and `OSError` say that it is none, damaged or too large."""

    def __init__(self, data: bytes) -> None:
        Image.init()  # or only the commonest formats are known by name
        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            known = [one for one in _FORMATS if one in Image.OPEN]
            self._file = Image.open(io.BytesIO(data), formats=known)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise ValueError("too many pixels") from error
        self._frame: tuple[int, Image.Image] | None = None
        self._decode(0)

    def sizes(self) -> list[tuple[int, int]]:
        """Width and height of each frame; all frames of a moving picture are as large as the first."""
        count = min(int(getattr(self._file, "n_frames", 1)), _MOST_FRAMES)
        first = self._decode(0).size
        if count == 1 or self._file.format != "TIFF":
            return [first] * count
        return [self._size(number) for number in range(count)]

    def render(self, number: int, scale: float, light: int, contrast: int) -> tuple[dict[str, int], bytes]:
        """The pixels of a frame at `scale`; `light` and `contrast` from -100 to 100."""
        image = self._decode(number)
        scale = min(scale, 1.0, (_MOST_SHOWN / max(image.width * image.height, 1)) ** 0.5)
        wanted = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        if wanted != image.size:
            image = image.resize(wanted, Image.Resampling.BILINEAR, reducing_gap=2.0)
        if light or contrast:
            image = image.point(_curve(light, contrast) * 3)
        return {"width": wanted[0], "height": wanted[1], "stride": wanted[0] * 4}, image.tobytes("raw", "BGRX")

    def _size(self, number: int) -> tuple[int, int]:
        self._file.seek(number)
        width, height = self._file.size
        if width * height > MOST_PIXELS:
            raise ValueError("too many pixels")
        turned = self._file.getexif().get(_ORIENTATION) in _TURNED
        return (height, width) if turned else (width, height)

    def _decode(self, number: int) -> Image.Image:
        if self._frame is not None and self._frame[0] == number:
            return self._frame[1]
        self._size(number)
        image = ImageOps.exif_transpose(self._file)
        if image.mode in ("I", "F", "I;16"):  # deep greys would be cut off: stretch what is there
            image = ImageOps.autocontrast(image.convert("F").point(lambda value: value / 256).convert("L"))
        if image.has_transparency_data:
            paper = Image.new("RGBA", image.size, "white")
            paper.alpha_composite(image.convert("RGBA"))
            image = paper
        self._frame = (number, image.convert("RGB"))
        return self._frame[1]


def _curve(light: int, contrast: int) -> list[int]:
    """What becomes of each of the 256 values of a colour."""
    steep = 1 + contrast / 100 if contrast <= 0 else 1 + 3 * contrast / 100
    return [max(0, min(255, round((value - 128) * steep + 128 + light * 1.28))) for value in range(256)]
