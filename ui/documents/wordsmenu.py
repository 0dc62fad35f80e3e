"""What can be done with words that are selected in a document: copied, made an obligation, pinned to a record."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import QMenu

from model.ledger.commands import Put
from model.record.links import Node
from model.record.source import Span
from ui.editor.blank import blank_obligation
from ui.editor.fields.passages import Passage, trimmed
from ui.workspace import Workspace


def span_of(text: str, document: str, start: int, end: int) -> Span | None:
    """The words between two places of a document's text, without white space at their ends; None where none are."""
    found = trimmed(text, Passage(start, end))
    if found is None:
        return None
    return Span(document=document, start=found.start, end=found.end, words=text[found.start : found.end])


def offer_words(menu: QMenu, space: Workspace, span: Span | None) -> None:
    """Put before the menu's own actions what can be done with the words; what cannot be done says why."""
    first = next(iter(menu.actions()), None)

    def offer(words: str, act: Callable[[], object] | None) -> None:
        action = menu.addAction(words)
        action.setEnabled(act is not None and not space.refusal)
        if first is not None:
            menu.removeAction(action)
            menu.insertAction(first, action)
        if act is not None:
            action.triggered.connect(lambda _=False: act())

    if span is None:
        offer("Select words to pin them to a record or to make an obligation of them", None)
    else:
        begun = replace(blank_obligation(space.docket), sources=(span,))
        offer("New obligation from these words…", lambda: space.enter(begun))
        if space.current:
            node = space.docket.node(space.current)
            standing = any(
                (one.document, one.start, one.end) == (span.document, span.start, span.end) for one in node.sources
            )
            words = f"{'Pinned to' if standing else 'Pin these words to'} {node.ref}"
            offer(words, None if standing else lambda: space.do(Put(with_words(node, span))))
    if space.refusal:
        offer(space.refusal.replace("&", "&&"), None)
    if first is not None:
        menu.insertSeparator(first)


def with_words(node: Node, span: Span) -> Node:
    """The record with these source words besides its own."""
    return replace(node, sources=(*node.sources, span))
