"""The setting of reports: what they say, handed to typst as data, comes back as a PDF.

The template is in ``resources/report``, the faces come from their packages, the colours and shapes from the theme.
A report is tagged PDF/A-2a and PDF/UA-1, so that it can be kept for decades and read aloud. Where it holds
characters that our faces lack, the system's are asked as well, and the result is tagged PDF only.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import msgspec

from model.readable import cleaned
from model.report.content import ReportRow, StatusReport
from resources.marks import standing_svg
from resources.themes import standing_colour, tokens

if TYPE_CHECKING:
    from typst import Fonts
    from typst import PDFStandard as Standard

_STANDARDS: Final[tuple[Standard, ...]] = ("a-2a", "ua-1")
_LONG: Final = 1500
"""A row of more characters may break across pages; a shorter one never does."""


def to_pdf(report: StatusReport) -> bytes:
    """The report as a PDF file.

    Raises :class:`RuntimeError` where it cannot be set; the message holds nothing of the docket.
    """
    return compiled("status.typ", {"report": _said(report), "look": _look(report)}, report.generated)


def compiled(template: str, inputs: dict[str, str], generated: datetime) -> bytes:
    """A template of ``resources/report`` with its inputs, each JSON, as a PDF that says when it was ``generated``.

    Raises :class:`RuntimeError` where it cannot be set; the message holds nothing of the docket.
    """
    import typst

    text = files("resources").joinpath(f"report/{template}").read_bytes()
    inputs = {name: _readable(value) for name, value in inputs.items()}
    stamp = int(generated.timestamp())
    try:
        return typst.compile(
            text,
            font_paths=_font_folders(system=False),
            sys_inputs=inputs,
            timestamp=stamp,
            pdf_standards=list(_STANDARDS),
        )
    except typst.TypstError:
        return _with_system_fonts(text, inputs, stamp)


def _readable(text: str) -> str:
    """JSON with nothing in it that a page cannot show."""
    return msgspec.json.encode(cleaned(msgspec.json.decode(text))).decode()


def _with_system_fonts(template: bytes, inputs: dict[str, str], stamp: int) -> bytes:
    import typst

    try:
        return typst.compile(template, font_paths=_font_folders(system=True), sys_inputs=inputs, timestamp=stamp)
    except typst.TypstError:
        raise RuntimeError("The report could not be set. Its template does not fit its data.") from None


def _said(report: StatusReport) -> str:
    """The report as JSON, each full row with whether it may break across pages."""
    said: dict[str, Any] = msgspec.to_builtins(report)
    for section in said["sections"]:
        for group in section["groups"]:
            for row in group["rows"]:
                row["long"] = _length(row) > _LONG
                row["mark"] = _mark_key(row["mark"], row["share"])
        for part in section["parts"]:
            for row in part["rows"]:
                row["long"] = False
                row["mark"] = _mark_key(row["mark"], row["share"])
    return msgspec.json.encode(said).decode()


def _length(row: dict[str, Any]) -> int:
    return len(row["title"]) + sum(len(line["text"]) for line in row["lines"])


def _look(report: StatusReport) -> str:
    """Colours, shapes and measures that the template needs, as JSON."""
    light = tokens()["light"]
    marks = {_mark_key(row.mark, row.share): row for row in _every_row(report)}
    longest = max((len(row.ref) for row in _every_row(report)), default=2)
    look = {
        "text": light["text"],
        "line": light["line"],
        "year": report.generated.year,
        "month": report.generated.month,
        "day": report.generated.day,
        "ref_width": 12 + 5.4 * max(2, longest),
        "marks": {
            key: {"svg": standing_svg(row.mark, share=row.share), "colour": standing_colour(row.mark, "fg")}
            for key, row in marks.items()
        },
    }
    return msgspec.json.encode(look).decode()


def _every_row(report: StatusReport) -> list[ReportRow]:
    brief = [row for section in report.sections for part in section.parts for row in part.rows]
    return [*report.rows(), *brief]


def _mark_key(mark: str, share: float | None) -> str:
    return mark if share is None else f"{mark} {share:.2f}"


@cache
def _font_folders(*, system: bool) -> Fonts:
    import typst

    packages = ("font_source_sans_pro", "font_source_serif_pro")
    folders = [str(files(package).joinpath("files")) for package in packages]
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=system, font_paths=folders)
