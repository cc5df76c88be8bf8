"""Pictures for the page, drawn again from their pixels: no EXIF, position, thumbnail or comment survives."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from casefile.errors import UserError

LONGEST = 3000  # pixels: 450 per inch over the text width
MOST = 200_000_000  # pixels: more is a bomb, not a picture


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Encoded JPEG or PNG data with its size in pixels."""

    data: bytes
    width: int
    height: int


def redraw(source: bytes | Path) -> Picture:
    """`source` (PNG or JPEG) decoded, turned upright and encoded anew. Raises UserError if it cannot be read."""
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST:
                raise UserError("A picture of the brief is too large; make a smaller copy and use that.")
            lossy = opened.format == "JPEG"
            upright = ImageOps.exif_transpose(opened)
            return _encode(_flat(upright), lossy)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError("A picture of the brief cannot be read; replace it with a PNG or JPEG file.") from error


def _flat(image: Image.Image) -> Image.Image:
    """Grey or RGB pixels on white in a new image, which carries nothing else of the old one."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "L" if image.mode in {"1", "L"} else "RGB"
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
    else:
        flat = Image.new(mode, image.size, "white")
        flat.paste(image.convert(mode))
    flat.thumbnail((LONGEST, LONGEST))
    return flat


def _encode(image: Image.Image, lossy: bool) -> Picture:
    buffer = io.BytesIO()
    if lossy:
        image.save(buffer, "JPEG", quality=90, subsampling=0, optimize=True)
    else:
        image.save(buffer, "PNG")
    return Picture(buffer.getvalue(), image.width, image.height)
