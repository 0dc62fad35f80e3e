"""Pages of a PDF as pictures, for the preview and for the printer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from msgspec import Struct


class PagePicture(Struct, frozen=True, gc=False):
    """One page: ``pixels`` are ``height`` rows of ``stride`` bytes, three to a pixel, red first."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def page_pictures(pdf: bytes, scale: float = 1.0, first: int = 0, last: int | None = None) -> Iterator[PagePicture]:
    """Pages ``first`` to ``last`` (counted from 0, ``last`` excluded), each when it is asked for.

    ``scale`` 1 is 72 pixels an inch.
    """
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for index in range(first, len(document) if last is None else min(last, len(document))):
            with closing(document[index]) as page, closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
                yield PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
