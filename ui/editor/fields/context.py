"""What the inputs of an editor are made with: the look, the records to choose from, today, and documents' texts."""

from __future__ import annotations

from datetime import date

from model.errors import StoreError
from model.ledger.currencies import Currencies, currencies_of
from ui.editor.fields.candidates import Source
from ui.frame.theme import Theme
from ui.workspace import Workspace


class FieldContext:
    """For the editor of one record, which is left out where it may not choose itself."""

    def __init__(self, workspace: Workspace, theme: Theme, own_id: str) -> None:
        self.workspace = workspace
        self.theme = theme
        self.own_id = own_id

    def records(self, *kinds: str) -> Source:
        """The records of some kinds, as they are whenever they are asked for."""
        space = self.workspace
        return Source(lambda: space.docket, lambda: space.assessment, kinds, frozenset({self.own_id}))

    def currencies(self) -> Currencies:
        """The currencies of the docket, which say what a sum without one is in."""
        return currencies_of(self.workspace.docket)

    def today(self) -> date:
        """The day it is."""
        return self.workspace.today

    def text_of(self, document_id: str) -> str | None:
        """A document's text, None where it has none at hand."""
        ledger = self.workspace.ledger
        if ledger is None:
            return None
        try:
            return ledger.document_text(document_id)
        except StoreError as error:
            self.workspace.fail(error)
            return None
