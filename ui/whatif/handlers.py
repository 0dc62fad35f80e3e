"""What if, carried out in a window: its menus and cards, its banner over the view that is shown, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from model.days.wording import say_count
from ui.shell.shell import Shell
from ui.shell.views import Supposes
from ui.whatif.kinds import kinds_for

if TYPE_CHECKING:
    from model.ledger.edit import Edit
    from model.record.scenario import Scenario
    from ui.whatif.banner import WhatIfBanner
    from ui.whatif.card import AssumeCard
    from ui.whatif.compare import CompareCard
    from ui.whatif.days import DaysApart
    from ui.whatif.scenarios import KeepCard, KeptCard
    from ui.widgets.slot import WidgetSlot


class WhatIfShell(Shell, Protocol):
    """The window, with the place for a banner over a view that has none of its own."""

    over: WidgetSlot


class WhatIfHandlers(QObject):
    """Supposing in one window. Everything but the menu is made when it is first wanted."""

    def __init__(self, window: WhatIfShell) -> None:
        super().__init__(window.widget)
        self._window = window
        self._space = window.workspace
        self.banner: WhatIfBanner | None = None
        self._days: DaysApart | None = None
        self._said: tuple[object, ...] = ()
        self._up = False
        self._host: Supposes | None = None
        """The view that holds the banner; None while it stands over one that shows the docket as it stands."""

    # --------------------------------------------------------------------------------------------- acts

    def assume(self, ids: Sequence[str] = (), tag: str = "") -> AssumeCard | None:
        """Suppose something of records, or of what is selected; without ``tag`` it is chosen in the card."""
        from ui.whatif.card import AssumeCard

        asked = tuple(ids) or self._space.selection
        if not asked:
            more = "First select what you want to suppose something about."
            self._window.messages.tell("Nothing is selected.", more, until="choice")
            return None
        card = AssumeCard(self._space, self._window.theme, asked, self._anchor)
        card.begin(tag)
        return card

    def compare(self) -> CompareCard | None:
        """List what would stand otherwise."""
        from ui.whatif.compare import CompareCard

        if self._space.supposition is None:
            return None
        card = CompareCard(self._space, self._window.theme, self._anchor)
        card.copied.connect(lambda number: self._window.say(f"Copied {say_count(number, 'row')}"))
        card.compare()
        return card

    def keep(self) -> KeepCard | None:
        """Keep what is supposed by a name."""
        return self._name(None) if self._space.supposition is not None else None

    def open_kept(self) -> KeptCard:
        """List what was kept."""
        from ui.whatif.scenarios import KeptCard

        card = KeptCard(self._space, self._window.theme, self._anchor)
        card.renameAsked.connect(self._name)
        card.deleted.connect(self._say_deleted)
        card.open()
        return card

    def _name(self, renamed: Scenario | None) -> KeepCard:
        from ui.whatif.scenarios import KeepCard

        card = KeepCard(self._space, self._window.theme, self._anchor, renamed)
        card.kept.connect(lambda scenario: self._window.say(f"Kept: {scenario.title}"))
        card.open()
        return card

    def _say_deleted(self, edit: Edit) -> None:
        kept = "The journal keeps what was deleted, and undo brings it back."
        self._window.messages.tell(f"Done: {edit.label}.", kept, undo=True)

    def _remove(self, number: int) -> None:
        found = self._space.supposition
        if found is not None:
            self._space.suppose(one for place, one in enumerate(found.assumptions) if place != number)

    @property
    def _anchor(self) -> QWidget:
        """Where the keyboard goes back to."""
        return self._window.current_view

    # --------------------------------------------------------------------------------------------- menu

    def menu(self, parent: QWidget, ids: Sequence[str]) -> QMenu | None:
        """What may be supposed of records; None where nothing may."""
        asked = tuple(ids)
        kinds = kinds_for(self._space.docket, asked)
        if not kinds:
            return None
        menu = QMenu("What if…", parent)
        for kind in kinds:
            action = menu.addAction(kind.said(self._space.docket, asked))
            action.triggered.connect(lambda _=False, tag=kind.tag: self.assume(asked, tag))
        return menu

    # ------------------------------------------------------------------------------------------- banner

    def show(self) -> None:
        """Bring the banner over the view that is shown, up to date; or take it away where nothing is supposed."""
        found = self._space.supposition
        view = self._window.current_view
        if found is None or self._space.ledger is None:
            self._take_away()
            return
        banner = self._made_banner()
        if self._days is not None:
            self._days.look()
        self._put_over(banner, view)
        self._say(banner, real=not isinstance(view, Supposes))

    def _drop_days(self) -> None:
        if self._days is not None and self.banner is not None:
            menu, link = self._days.menu(self.banner), self.banner.days
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(link.mapToGlobal(QPoint(0, link.height() + 2)))

    def _made_banner(self) -> WhatIfBanner:
        if self.banner is None:
            from ui.whatif.banner import WhatIfBanner
            from ui.whatif.days import DaysApart

            banner = self.banner = WhatIfBanner(self._window.theme, self._window.widget)
            banner.asked.connect(self._window.trigger)
            banner.removed.connect(self._remove)
            banner.days.clicked.connect(self._drop_days)
            self._days = DaysApart(self._space, self._window.jobs, self)
            self._days.found.connect(self.show)
            self._days.otherAsked.connect(lambda: self._window.trigger("choose_day"))
        return self.banner

    def _put_over(self, banner: WhatIfBanner, view: object) -> None:
        """Inside a view that shows what is supposed, else over whatever view there is."""
        host = view if isinstance(view, Supposes) else None
        if self._up and self._host is host:
            return
        self._take_away()
        self._up, self._host = True, host
        if host is not None:
            host.set_banner(banner)
        else:
            self._window.over.show_widget(banner)

    def _take_away(self) -> None:
        held = QApplication.focusWidget()
        if self.banner is not None and held is not None and self.banner.isAncestorOf(held):
            self._anchor.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._host is not None:
            self._host.set_banner(None)
        elif self._up:
            self._window.over.show_widget(None)
        self._up, self._host = False, None

    def _say(self, banner: WhatIfBanner, *, real: bool) -> None:
        from ui.whatif.scenarios import kept_as
        from ui.whatif.words import assumption_words, sentences

        space, found = self._space, self._space.supposition
        if found is None:
            return
        banner.allow("what_if", possible=bool(kinds_for(space.docket, space.selection)))
        days = self._days.days if self._days is not None else ()
        said = (found, space.assessment, days, real)
        if len(said) == len(self._said) and all(one is other for one, other in zip(said, self._said, strict=True)):
            return
        self._said = said
        kept = kept_as(space, found.assumptions)
        words = assumption_words(space.docket, found.assumptions)
        first = next((one.day for one in days if one.day > space.day), None)
        banner.say(kept.title if kept else "", words, sentences(found, real=real, first=first))
        banner.allow("open_scenario", possible=bool(space.docket.scenarios))
