"""The feed panel: what is published where, how it went, and what a recipient sees."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from model.feed.publishing import READ_ONLY
from model.feed.seen import SeenFeed
from model.feed.spec import Privacy, Publication, SavedFilter
from model.record.base import new_id
from ui.feeds.detail import FeedDetail
from ui.feeds.filters import FilterShelf
from ui.feeds.form import FeedForm
from ui.feeds.listing import FeedsList, FeedsModel
from ui.feeds.preview import FeedPreview
from ui.feeds.scoping import choices
from ui.feeds.service import FeedService
from ui.filter.filter import Filter
from ui.frame.panel import Panel, fit, scrolled
from ui.frame.theme import Theme
from ui.shell.path_dialogs import folder_of
from ui.widgets.buttons import dialog_button
from ui.widgets.empty import EmptyState
from ui.widgets.smallcaps import Hairline, SectionHead
from ui.widgets.surface import Surface
from ui.widgets.workbar import WorkBar
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

SIZE, LEAST = QSize(1180, 780), QSize(900, 440)
LEFT = 264
MARGIN = 24
PREVIEW_LEAST, FORM_LEAST = 320, 180
"""How much of the window's height is left to the preview, its head and the foot, and the least that the form takes."""

_PATIENCE = 300
"""Milliseconds after which work that is under way is shown."""

_STEPS = 100
_SETTLE = 250
"""Milliseconds after which the preview follows what is typed."""


class FeedsWindow(Panel):
    """Beside the docket: it follows what is published, and nothing leaves by it that is not confirmed here."""

    def __init__(
        self, workspace: Workspace, service: FeedService, theme: Theme, shown: Callable[[], Filter], parent: QWidget
    ) -> None:
        super().__init__(workspace, theme, parent, "feeds", "Calendar feeds")
        self._service = service
        self._shown = shown
        self._editing: Publication | None = None
        self._chosen = ""
        self._level: Privacy | None = None
        self._previewed: object = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._making = QTimer(self)
        self._making.setSingleShot(True)
        self._making.timeout.connect(lambda: self.preview.clear("being made…"))
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._preview)
        self._build()
        self._wire()
        fit(self, SIZE, LEAST, self._look)
        self.refresh()

    # ------------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._build_left())
        middle.addLayout(self._build_right(), 1)
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline(self._look))
        whole.addWidget(self._build_foot())

    def _build_left(self) -> QWidget:
        ground = Surface(self._look, "panel", ("right",))
        ground.setFixedWidth(self._look.at_size(LEFT))
        self.model = FeedsModel(self)
        self.list = FeedsList(self._look, self.model)
        self.shelf = FilterShelf(self._look, MARGIN)
        head = SectionHead(self._look, "Published", ruled=False)
        head.setContentsMargins(MARGIN, 12, 12, 2)
        title = QLabel("Calendar feeds")
        title.setFont(self._look.font("title"))
        title.setContentsMargins(MARGIN, 14, 12, 0)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.setSpacing(2)
        inside.addWidget(title)
        inside.addWidget(head)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.shelf)
        return ground

    def _build_right(self) -> QVBoxLayout:
        self.empty = EmptyState(self._look)
        self.detail = FeedDetail(self._look)
        self.form = FeedForm(self._look, folder_of(self._workspace))
        self.form_area = scrolled()
        self.form_area.setWidget(self.form)
        self.form.setAutoFillBackground(False)
        self.form_title = QLabel()
        self.form_title.setFont(self._look.font("subtitle"))
        self.line = Hairline(self._look)
        self.preview = FeedPreview(self._look)
        self.work = WorkBar(self._look)
        self.work.hide()
        right = QVBoxLayout()
        right.setContentsMargins(MARGIN, 18, MARGIN, 12)
        right.setSpacing(10)
        right.addWidget(self.empty, 1)
        right.addWidget(self.detail)
        right.addWidget(self.form_title)
        right.addWidget(self.form_area)
        right.addWidget(self.line)
        right.addWidget(self.preview, 1)
        right.addWidget(self.work)
        return right

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.new_button = dialog_button("New feed…", "feeds.new", "primary")
        self.save_button = dialog_button("Publish", "feeds.save", "primary")
        self.cancel_button = dialog_button("Cancel", "feeds.cancel")
        self.renew_button = dialog_button("Bring up to date", "feeds.renew")
        self.close_button = dialog_button("Close", "feeds.close")
        self.message = WrapLabel()
        self.message.setFont(self._look.font("small"))
        self.message.setProperty("role", "second")
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        for button in (self.new_button, self.save_button, self.cancel_button, self.renew_button):
            row.addWidget(button)
        row.addWidget(self.message, 1)
        row.addWidget(self.close_button)
        return foot

    def _wire(self) -> None:
        self._service.changed.connect(self.refresh)
        self._service.told.connect(self._tell)
        self._service.progressed.connect(self._show_progress)
        self.work.cancelled.connect(self._service.cancel)
        self._patience.timeout.connect(self._show_work)
        self.list.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        self.list.doubleClicked.connect(lambda _: self.edit())
        self.empty.asked.connect(lambda _: self.begin())
        self.detail.asked.connect(self._carry_out)
        self.form.changed.connect(self._follow_form)
        self.preview.asked.connect(self._show_level)
        self.shelf.renamed.connect(lambda one, title: self._service.keep_filter(_renamed(one, title)))
        self.shelf.forgotten.connect(self._forget_filter)
        self.new_button.clicked.connect(self.begin)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.leave_form)
        self.renew_button.clicked.connect(self._renew)
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.begin)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self._workspace.opened.connect(self.accept)

    # --------------------------------------------------------------------------------------------- showing

    @property
    def current(self) -> Publication | None:
        """The feed that is chosen."""
        rows = self.model.rows
        return next((one for one in rows if one.id == self._chosen), rows[0] if rows else None)

    def refresh(self) -> None:
        """Show what is published now; the feed that is chosen stays so."""
        feeds, now = self._service.publications, self._workspace.clock()
        self.model.show(feeds, now)
        self.shelf.show_filters(self._service.filters())
        one = self.current
        if one is not None:
            self.list.setCurrentIndex(self.model.index(feeds.index(one)))
        self._show_pages()
        self.renew_button.setEnabled(bool(feeds) and not self._service.busy)
        if not self._service.busy:
            self._patience.stop()
            self.work.hide()
        elif not self._patience.isActive() and self.work.isHidden():
            self._patience.start(_PATIENCE)
        if self._editing is None and one is not None:
            self.detail.show_feed(one, now, elsewhere=self._service.elsewhere, trouble=self._service.failure)
            self._preview_unless_shown()

    def _show_pages(self) -> None:
        """Nothing yet, a feed, or the form of one."""
        one, editing = self.current, self._editing is not None
        read_only = self._workspace.ledger is None or self._workspace.ledger.read_only
        self.empty.setVisible(one is None and not editing)
        self.detail.setVisible(one is not None and not editing)
        of_form: tuple[QWidget, ...] = (self.form_title, self.form_area, self.save_button, self.cancel_button)
        for each in of_form:
            each.setVisible(editing)
        of_some: tuple[QWidget, ...] = (self.line, self.preview)
        for each in of_some:
            each.setVisible(one is not None or editing)
        for button in (self.new_button, self.renew_button):
            button.setVisible(not editing and one is not None)
        self.new_button.setEnabled(not read_only)
        self.list.setEnabled(not editing)
        if read_only:
            self.empty.say("Nothing can be published.", READ_ONLY)
        else:
            self.empty.say(
                "No calendar feed is published yet.",
                "A feed carries the deadlines into Outlook, Apple, Google or Thunderbird and follows every change. It"
                " begins with no more than “Deadline” and the reference; you see what leaves before it does.",
                (("new", "New feed…"),),
            )

    def _show_work(self) -> None:
        """Work that takes long shows how far it is."""
        self.work.show_progress("Bringing the feeds up to date", 0, 0)
        self.work.show()

    def _show_progress(self, share: float, words: str) -> None:
        self.work.show_progress(words, round(share * _STEPS), _STEPS)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.model.rows) and self.model.rows[row].id != self._chosen:
            self._chosen, self._level = self.model.rows[row].id, None
            self._say("")
            self.refresh()

    # --------------------------------------------------------------------------------------------- preview

    def _subject(self) -> Publication | None:
        return self.form.draft() if self._editing is not None else self.current

    def _show_level(self, level: Privacy) -> None:
        self._level = level
        self._preview()

    def _preview_unless_shown(self) -> None:
        one = self.current
        shown = (one and (one.id, one.spec, one.address), self._level, self._workspace.docket, self._workspace.today)
        if shown != self._previewed:
            self._previewed = shown
            self._preview()

    def _preview(self) -> None:
        """Show the feed as it would leave now, at the level asked for."""
        one = self._subject()
        if one is None:
            return
        level = self._level or one.spec.privacy
        self.preview.mark(level, one.spec.privacy)
        self._making.start(_PATIENCE)
        self._service.preview(replace(one, spec=replace(one.spec, privacy=level)), self._show_preview)

    def _show_preview(self, feed: SeenFeed, content: bytes) -> None:
        self._making.stop()
        self.preview.show_feed(feed, content)

    # ------------------------------------------------------------------------------------------------ actions

    def begin(self) -> None:
        """Fill in the form of a new feed."""
        if self._editing is None and self.new_button.isEnabled():
            name = "deadlines.ics"
            folder = str(self._workspace.path.parent) if self._workspace.path else ""
            self._open_form(Publication(id=new_id("feed"), title="", path=folder, file=name), "New feed", "Publish")

    def edit(self) -> None:
        """Change the feed that is chosen."""
        one = self.current
        if one is not None and self._editing is None:
            self._open_form(one, f"Edit “{one.title}”", "Save")

    def _open_form(self, one: Publication, heading: str, word: str) -> None:
        self._editing, self._level = one, None
        self.form_title.setText(heading)
        self.save_button.setText(word)
        offered = choices(self._workspace.docket, self._service.filters(), self._shown())
        self.form.show_feed(one, offered, self._service.publications)
        self._show_pages()
        self._fit_form()
        self._say("Nothing leaves before you press the button.")
        self.form.title.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._preview()

    def _fit_form(self) -> None:
        """As high as its content; where the preview would be left too little, it scrolls.

        Not while it is hidden: a layout takes no notice of a height that is set then.
        """
        if self._editing is None:
            return
        room = max(self.height() - PREVIEW_LEAST, FORM_LEAST)
        wanted = self.form.sizeHint().expandedTo(self.form.minimumSizeHint()).height()
        self.form_area.setFixedHeight(min(room, wanted + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height to share."""
        super().resizeEvent(event)
        self._fit_form()

    def _follow_form(self) -> None:
        self._fit_form()
        self._settling.start(_SETTLE)

    def save(self) -> None:
        """Publish what the form says; what stands against it is said beside its field."""
        if self._editing is None:
            return
        if self.form.problem():
            self._show_problem()
            return
        one, kept = self.form.draft(), self.form.new_filter()
        if kept is not None:
            self._service.keep_filter(kept)
        self._chosen = one.id
        self.leave_form()
        self._service.publish(one)
        self._say(f"“{one.title}” is being published.")

    def _show_problem(self) -> None:
        row = next(row for row in self.form.rows.values() if row.message)

        def bring_into_sight() -> None:
            self._fit_form()
            self.form_area.ensureWidgetVisible(row, 0, 8)

        QTimer.singleShot(0, row, bring_into_sight)

    def leave_form(self) -> None:
        """Back to the list, with nothing changed by it."""
        self._editing, self._level, self._previewed = None, None, None
        self._settling.stop()
        self._say("")
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carry_out(self, key: str) -> None:
        one = self.current
        if one is None:
            return
        if key == "copy":
            QGuiApplication.clipboard().setText(one.address)
            self._say("Copied. The address works on this machine only.")
        elif key == "edit":
            self.edit()
        elif key == "pause":
            self._service.publish(replace(one, paused=not one.paused))
        elif key == "retry":
            self._renew()
        elif key == "remove":
            self._service.remove(one)
            self._say(f"“{one.title}” is published no longer.")
        elif key == "renew_address":
            self._service.make_new_address()
            self._say("The address is a new one. Copy it, and subscribe again.")

    def _renew(self) -> None:
        self._say("")
        self._service.renew()

    def _forget_filter(self, one: SavedFilter) -> None:
        self._service.forget_filter(one)
        self._say(f"The filter “{one.title}” was deleted. Feeds that were made by it go on holding the same.")

    def _tell(self, what: str, more: str) -> None:
        self._say(f"{what} {more}")

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setAccessibleName(words)

    def done(self, result: int) -> None:
        """Nothing is made for it any more."""
        self._settling.stop()
        self._making.stop()
        self._service.drop_preview()
        super().done(result)

    def reject(self) -> None:
        """Escape leaves the form first, then the window."""
        if self._editing is not None:
            self.leave_form()
        else:
            super().reject()


def _renamed(one: SavedFilter, title: str) -> SavedFilter:
    return replace(one, title=title, scope=replace(one.scope, title=title))
