"""What stands beside a duty in the inspector: the words that qualify it, its further terms, its instrument's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from model.assess.terms import Terms
from model.record.instrument import Instrument
from model.record.source import Span
from model.wording.further_terms import FurtherTerm, ends_words, further_terms, in_force_words
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run, plain
from ui.inspector.linkrow import LinkButton
from ui.inspector.reading import RecordInView, terms_rows
from ui.inspector.sections import Follow, InspectorSection
from ui.widgets.buttons import link

OpenSource = Callable[[Span], None]


def qualified_section(theme: Theme, sight: RecordInView, open_source: OpenSource) -> InspectorSection | None:
    """The words that qualify the duty, each with the way to them, then its further terms; None without any."""
    terms = further_terms(sight.docket, sight.node, short=True)
    if not terms:
        return None
    quoted = [term for term in terms if term.quoted]
    made = InspectorSection(theme, "Qualified by" if quoted else "Also agreed")
    made.body.setSpacing(6)
    for number, term in enumerate(quoted):
        made.body.addLayout(_quotation(theme, term, number, open_source))
    for term in terms:
        if not term.quoted:
            made.body.addWidget(plain(theme, term.sentence, "small", "second"))
    return made


def _quotation(theme: Theme, term: FurtherTerm, number: int, open_source: OpenSource) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(FlowLabel(theme, (Run(" ".join(term.words.split()), "source"),), bar=True), 1)
    source = term.source
    if source is not None:
        button = link("Open", spoken=f"Open in document: {term.words}", fixed=True)
        button.setObjectName(f"qualified.{number}")
        button.clicked.connect(lambda: open_source(source))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def terms_section(
    theme: Theme, sight: RecordInView, instrument: Instrument, terms: Terms, follow: Follow
) -> InspectorSection:
    """By what its instrument comes into force and ends, with the days that are known, and each record as it stands."""
    made = InspectorSection(theme, "Its instrument")
    said = (in_force_words(sight.docket, instrument, terms), ends_words(sight.docket, instrument, terms))
    for words in filter(None, said):
        made.body.addWidget(_sentence(theme, words))
    for row in terms_rows(sight.docket, sight.assessment, instrument):
        button = LinkButton(theme, row)
        button.clicked.connect(lambda _=False, chosen=row: follow(chosen))
        made.body.addWidget(button)
    return made


def _sentence(theme: Theme, words: str) -> QWidget:
    return plain(theme, f"{words[:1].upper()}{words[1:]}.", "small", "second")
