"""The inspector: everything about the record that is selected, in real labels, buttons and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from model.errors import StoreError
from model.ledger.commands import RemoveFact
from model.ledger.journal import JournalEntry
from model.outlook.setsoff import SetOffDraft
from model.record.links import Node
from model.record.relief import Relief
from ui.frame.panel import scrolled
from ui.frame.standing import share_of, word_of_key
from ui.frame.theme import Theme
from ui.inspector import reading, sections
from ui.inspector.flow import FlowLabel, Run, plain
from ui.inspector.further import qualified_section, terms_section
from ui.inspector.keybutton import KeyButton
from ui.inspector.linkrow import LinkButton
from ui.inspector.occurrences.occurrencelist import OccurrenceSection
from ui.inspector.occurrences.occurrences import occurrences_of
from ui.inspector.past import fact_rows, history_rows, performed_words, reminder_rows
from ui.inspector.reading import LinkRow, RecordInView
from ui.inspector.recorder.facts import action_of_key, actions_for, first_offered
from ui.inspector.sections import InspectorSection
from ui.inspector.sendby import send_section
from ui.inspector.setsoff import open_proposal, sets_off_section
from ui.inspector.strip import SectionStrip
from ui.moves.review import review
from ui.series.handlers import SeriesHandlers
from ui.shell.record_menu import MenuAsked
from ui.whatif.ifso import IfSo
from ui.whatif.kinds import kinds_for
from ui.whatif.words import if_so
from ui.widgets.elided import plain_tooltip
from ui.widgets.empty import EmptyState
from ui.widgets.icons import icon
from ui.widgets.menuplace import widget_asked
from ui.widgets.smallcaps import Hairline
from ui.widgets.standing_chip import StandingChip
from ui.workspace import Workspace

FOOT = 16


class InspectorPanel(QWidget):
    """Shows the workspace's current record. Emits ``foldRequested`` from its last head button."""

    foldRequested = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._shown = ""
        self._history: tuple[JournalEntry, ...] = ()
        self._sections: dict[str, InspectorSection] = {}
        self._unfolded: set[str] = set()
        self.setObjectName("inspector")
        self.setAccessibleName("Inspector")
        self.setMinimumWidth(theme.width.inspector_folded)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._build()
        workspace.selectionChanged.connect(self.refresh)
        workspace.assessed.connect(self._follow_docket)
        workspace.supposed.connect(self.refresh)
        self.refresh()

    def _follow_docket(self, _assessment: object) -> None:
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Rebuild in another theme, once whoever hands it about is done."""
        self._theme = theme
        self._later.start()

    @property
    def node(self) -> Node | None:
        """The record that is shown."""
        docket, current = self._workspace.docket, self._workspace.current
        return docket.obligations.get(current) or docket.reliefs.get(current)

    def refresh(self) -> None:
        """Show the current record as it stands now; scroll and keyboard stay where they were on the same one."""
        node = self.node
        same = node is not None and node.id == self._shown
        kept = self._scroll.verticalScrollBar().value() if same else 0
        focus = self._focused_name() if same else ""
        self._shown = node.id if node else ""
        content = self._content(node) if node else self._empty()
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)
        content.show()
        self._keep_margin()
        self._show_head(node)
        self._scroll.verticalScrollBar().setValue(kept)
        if focus:
            self._focus_again(content, focus)

    def reveal(self, name: str) -> None:
        """Scroll to a section, by its head."""
        section = self._sections.get(name)
        if section is not None:
            self._scroll.verticalScrollBar().setValue(section.y())

    def show_occurrences(self) -> None:
        """Scroll to the occurrences of a series, and put the keyboard on the first."""
        found = next((each for each in self._sections.values() if isinstance(each, OccurrenceSection)), None)
        if found is not None:
            self._scroll.verticalScrollBar().setValue(found.y())
            found.take_keyboard()

    # ------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        self._scroll = scrolled()
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._keep_margin())
        whole.addWidget(self._scroll, 1)
        self._line = Hairline(self._theme)
        whole.addWidget(self._line)
        self._strip = SectionStrip(self._theme)
        self._strip.chosen.connect(self.reveal)
        whole.addWidget(self._strip)

    def _build_head(self) -> QHBoxLayout:
        theme = self._theme
        self._ref = QLabel()
        self._ref.setFont(theme.font("body"))
        self._ref.setProperty("role", "second")
        self._ref.setTextFormat(Qt.TextFormat.PlainText)
        self._edit = self._tool("pencil", "Edit this record", self._ask_edit)
        self._suppose = self._tool("suppose", "What if…", self._ask_suppose)
        self._open = self._tool("open-external", "Open its source in the document", self._ask_source)
        self._fold = self._tool("chevrons-right", "Fold the inspector", self.foldRequested.emit)
        head = QHBoxLayout()
        head.setContentsMargins(theme.space.gutter, 8, 12, 3)
        head.setSpacing(2)
        head.addWidget(self._ref, 1)
        for button in (self._edit, self._suppose, self._open, self._fold):
            head.addWidget(button)
        return head

    def _tool(self, name: str, words: str, act: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(name))
        made.setAccessibleName(words)
        made.setToolTip(plain_tooltip(words))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _=False: act())
        return made

    def _show_head(self, node: Node | None) -> None:
        several = len(self._workspace.selection)
        more = f"  ·  {several} selected" if several > 1 else ""
        self._ref.setText(f"{node.ref}{more}" if node else "")
        self._edit.setEnabled(node is not None)
        self._suppose.setEnabled(bool(node and kinds_for(self._workspace.docket, (node.id,))))
        self._open.setEnabled(bool(node and node.sources))
        for each in (self._line, self._strip):
            each.setVisible(node is not None)

    # ----------------------------------------------------------------------------------------- content

    def _empty(self) -> QWidget:
        self._sections = {}
        page = QWidget()
        column = QVBoxLayout(page)
        gutter = self._theme.space.gutter
        column.setContentsMargins(gutter, 4, gutter, FOOT)
        state = EmptyState(self._theme)
        state.say(
            "Nothing is selected.",
            "Select an obligation or a relief, and its reasons, dates, source words and links stand here.",
            (("new", "New obligation"),),
        )
        state.asked.connect(lambda _: self._workspace.edit("obligation"))
        column.addWidget(state, 1)
        return page

    def _content(self, node: Node) -> QWidget:
        sight = RecordInView(self._workspace.docket, self._workspace.assessment, node)
        self._history = self._read_history(node)
        page = QWidget()
        column = QVBoxLayout(page)
        gutter = self._theme.space.gutter
        column.setContentsMargins(gutter, 0, gutter, FOOT)
        column.setSpacing(0)
        for item in self._opening(sight):
            column.addWidget(item) if isinstance(item, QWidget) else column.addLayout(item)
        self._sections = {}
        for section in self._all_sections(sight):
            self._sections[section.accessibleName()] = section
            column.addWidget(section)
        column.addStretch(1)
        self._show_strip(sight)
        return page

    def _opening(self, sight: RecordInView) -> Iterator[QWidget | QHBoxLayout]:
        """Title, standing and due, reasons, who and what."""
        theme, node = self._theme, sight.node
        yield sections.title_label(theme, node.title)
        chip = StandingChip(theme)
        chip.show_standing(sight.key, word_of_key(sight.key), share_of(node, sight.position))
        due = plain(theme, reading.due_words(sight))
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(10)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(due, 1, Qt.AlignmentFlag.AlignVCenter)
        yield row
        if self._workspace.supposition is not None:
            yield IfSo(theme, if_so(self._workspace.supposition, node.id))
            yield self._gap(8)
        yield FlowLabel(theme, (Run(reading.reason_words(sight), "small", "second"),))
        yield FlowLabel(theme, (Run(reading.facts_words(sight), "small", "third"),))
        if under := reading.instrument_words(sight):
            yield FlowLabel(theme, (Run(under, "instrument", "third", size=14),))
        yield self._record_row(node)

    @staticmethod
    def _gap(height: int) -> QWidget:
        made = QWidget()
        made.setFixedHeight(height)
        return made

    def _record_row(self, node: Node) -> QHBoxLayout:
        """The likeliest facts with their keys, and the rest behind one button."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 2)
        row.setSpacing(6)
        offered = first_offered(node)
        for action in offered:
            button = KeyButton(self._theme, action.label, action.key)
            button.setObjectName(f"record.{action.tag}")
            button.clicked.connect(lambda _=False, tag=action.tag: self._record(tag))
            row.addWidget(button)
        if len(actions_for(node)) > len(offered):
            more = KeyButton(self._theme, "Record…")
            more.setObjectName("record")
            more.clicked.connect(lambda: self._record(""))
            row.addWidget(more)
        row.addStretch(1)
        return row

    def _all_sections(self, sight: RecordInView) -> Iterator[InspectorSection]:
        theme, node = self._theme, sight.node
        narrow = self.width() < sections.NARROW + 2 * theme.space.gutter
        yield sections.why_section(theme, sight, narrow)
        if (send := send_section(theme, sight)) is not None:
            yield send
        if (sets_off := sets_off_section(theme, sight, self._accept)) is not None:
            yield sets_off
        yield from self._occurrences(sight)
        yield sections.source_section(theme, sight, self._workspace.show_source, narrow)
        if (qualified := qualified_section(theme, sight, self._workspace.show_source)) is not None:
            yield qualified
        yield from self._link_sections(sight)
        if (terms := self._terms_section(sight)) is not None:
            yield terms
        amount = sections.amount_section(theme, sight)
        if amount is not None:
            yield amount
        yield sections.facts_section(theme, fact_rows(sight), self._remove)
        yield sections.reminders_section(theme, reminder_rows(sight))
        if node.question:
            yield sections.text_section(theme, "Open question", node.question)
        if node.notes:
            yield sections.text_section(theme, "Notes", node.notes)
        yield sections.text_section(theme, "Also", sections.detail_words(sight))
        yield sections.history_section(theme, tuple(history_rows(self._history)))

    def _occurrences(self, sight: RecordInView) -> Iterator[InspectorSection]:
        """Each occurrence of a series; whether the settled ones are shown is kept while others are looked at."""
        shown, node = occurrences_of(sight), sight.node
        if shown is None or isinstance(node, Relief):
            return
        deeds = SeriesHandlers(self._workspace, self._theme, node.id, self)
        made = OccurrenceSection(self._theme, node, shown, deeds.carry_out, unfolded=node.id in self._unfolded)
        made.unfoldedChanged.connect(lambda on: (self._unfolded.add if on else self._unfolded.discard)(node.id))
        yield made

    def _link_sections(self, sight: RecordInView) -> Iterator[InspectorSection]:
        theme, node, follow = self._theme, sight.node, self._follow
        if isinstance(node, Relief):
            note = "" if node.conditions_complete else "not all known"
            yield self._with_checklist(
                sections.links_section(theme, "Conditions", reading.needs_rows(sight), follow, note, "none recorded"),
                asked=bool(node.conditions),
            )
            yield sections.links_section(theme, "Covers", reading.covers_rows(sight), follow)
            missed = "If it lapses"
        else:
            if node.is_consequence:
                yield sections.links_section(theme, "Follows if missed", reading.causes_rows(sight), follow)
            needs = sections.links_section(theme, "Needs", reading.needs_rows(sight), follow)
            yield self._with_checklist(needs, asked=bool(node.needs))
            if taken := reading.falls_away_rows(sight):
                yield sections.links_section(theme, "Falls away", taken, follow)
            yield sections.links_section(theme, "Needed by", reading.needed_by_rows(sight), follow)
            if reliefs := reading.relief_rows(sight):
                yield sections.links_section(theme, "Relieved by", reliefs, follow)
            missed = "If missed"
        after = reading.missed_rows(sight)
        yield sections.links_section(theme, missed, after, follow, empty="nothing recorded follows")

    def _terms_section(self, sight: RecordInView) -> InspectorSection | None:
        """How its instrument comes into force and ends, where that hangs on something else."""
        instrument, known = sight.docket.instruments.get(sight.node.instrument or ""), self._workspace.assessed_whole
        if instrument is None or not instrument.conditional or known is None:
            return None
        return terms_section(self._theme, sight, instrument, known.run.terms(instrument.id), self._follow)

    def _with_checklist(self, section: InspectorSection, *, asked: bool) -> InspectorSection:
        """What must be in place first is a checklist too, with what that needs in turn."""
        if asked:
            section.head.set_link("Checklist…")
            section.head.link.setObjectName("checklist")
            section.head.link.setAccessibleName("Checklist of its conditions precedent")
            section.head.linked.connect(self._open_checklist)
        return section

    def _show_strip(self, sight: RecordInView) -> None:
        done = performed_words(sight)
        items = [("Performed", done, "Recorded")] if done else [("Recorded", str(len(fact_rows(sight))), "Recorded")]
        items.append(("Reminders", str(len(reminder_rows(sight))), "Reminders"))
        items.append(("History", str(len(self._history)), "History"))
        self._strip.show_items(items)

    # ------------------------------------------------------------------------------------------ intents

    def _ask_edit(self) -> None:
        node = self.node
        if node is not None:
            self._workspace.edit("relief" if isinstance(node, Relief) else "obligation", node.id)

    def _ask_source(self) -> None:
        node = self.node
        if node is not None and node.sources:
            self._workspace.show_source(node.sources[0])

    def _ask_suppose(self) -> None:
        if self.node is not None:
            self._workspace.assume((self.node.id,))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu on the record of a link, or on the one that is shown."""
        asked, place = widget_asked(self, event)
        ids = asked.row.ids if isinstance(asked, LinkButton) else (self.node.id,) if self.node is not None else ()
        if ids:
            self._workspace.menuRequested.emit(MenuAsked(self, ids, place))

    def _follow(self, row: LinkRow) -> None:
        if row.event or row.instrument:
            self._workspace.edit("event" if row.event else "instrument", row.ids[0])
        else:
            self._workspace.select(row.ids, row.ids[0])

    def _record(self, tag: str) -> None:
        if self.node is not None:
            self._workspace.record((self.node.id,), tag)

    def _open_checklist(self) -> None:
        from ui.conditions import open_conditions

        node = self.node
        if node is not None:
            kind = "relief" if isinstance(node, Relief) else "obligation"
            open_conditions(self._workspace, self._theme, self.window(), kind, node.id)

    def _accept(self, proposal: SetOffDraft) -> None:
        if self._workspace.may_write():
            open_proposal(self._workspace, self._theme, proposal, self.window())

    def _remove(self, fact_id: str) -> None:
        if not self._workspace.may_write():
            return
        command = RemoveFact(fact_id)
        review(self._workspace, self._theme, command, self, lambda: self._workspace.do(command))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A fact's letter records it, wherever in the inspector the keyboard is."""
        node = self.node
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        action = action_of_key(event.text(), (node,)) if node is not None and not held else None
        if action is not None:
            self._record(action.tag)
        else:
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------- state

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = sections.NARROW + 2 * self._theme.space.gutter
        if (event.oldSize().width() < edge) != (event.size().width() < edge):
            self._later.start()

    def _keep_margin(self) -> None:
        """The scroll bar stands in the gutter: text keeps its width whether there is one or not."""
        bar, page = self._scroll.verticalScrollBar(), self._scroll.widget()
        layout = page.layout() if page is not None else None
        if layout is not None:
            taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
            margins = layout.contentsMargins()
            layout.setContentsMargins(margins.left(), margins.top(), margins.left() - taken, margins.bottom())

    def _read_history(self, node: Node) -> tuple[JournalEntry, ...]:
        ledger = self._workspace.ledger
        if ledger is None:
            return ()
        try:
            return ledger.history(node.id)
        except StoreError as error:
            self._workspace.fail(error)
            return ()

    def _focused_name(self) -> str:
        page = self._scroll.widget()
        held = page.focusWidget() if page is not None else None
        return held.objectName() if held is not None and held.hasFocus() else ""

    def _focus_again(self, content: QWidget, name: str) -> None:
        found = content.findChild(QWidget, name)
        (found or self._edit).setFocus(Qt.FocusReason.OtherFocusReason)
