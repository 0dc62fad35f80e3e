"""The order of Tab in the window: the filter, the view, the inspector, and then what stands around them.

Qt keeps one chain in the order in which widgets are made. Views are made when they are first shown, after the
inspector; and a view that hands its focus to one of its widgets makes Qt leave out what stands before that widget, or
go round in the view for ever. So the window orders its stops by where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def tab_stops(window: QWidget, regions: Sequence[QWidget]) -> list[QWidget]:
    """All that Tab stops at: first what stands in none of the ``regions``, then the regions, one after another.

    A region that hands its focus to one of its widgets begins with that one.
    """
    found: list[list[QWidget]] = [[] for _ in range(len(regions) + 1)]
    for widget in _chain(window):
        if _is_stop(widget):
            place = next((n for n, region in enumerate(regions, 1) if _holds(region, widget)), 0)
            found[place].append(widget)
    for region, stops in zip(regions, found[1:], strict=True):
        main = _deepest_proxy(region)
        if main in stops:
            stops.remove(main)
            stops.insert(0, main)
    return [widget for stops in found for widget in stops]


def go_to_next_stop(window: QWidget, regions: Sequence[QWidget], *, forward: bool) -> bool:
    """Move the keyboard to the next stop, or the one before, and bring it into sight. False: there is no other."""
    stops = tab_stops(window, regions)
    now = QApplication.focusWidget()
    if not stops or stops == [now]:
        return False
    step = 1 if forward else -1
    if now in stops:
        wanted = stops[(stops.index(now) + step) % len(stops)]
    else:
        wanted = _beside(window, now, stops, forward=forward)
    wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(wanted)
    return True


def _chain(window: QWidget) -> Iterator[QWidget]:
    """Every widget of the window, in the order in which Qt keeps them."""
    yield window
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    """What hands its focus on is no stop of its own: where it hands it to is one."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()


def _holds(region: QWidget, widget: QWidget) -> bool:
    return region is widget or region.isAncestorOf(widget)


def _deepest_proxy(widget: QWidget) -> QWidget:
    proxy = widget.focusProxy()
    return widget if proxy is None else _deepest_proxy(proxy)


def _beside(window: QWidget, now: QWidget | None, stops: Sequence[QWidget], *, forward: bool) -> QWidget:
    """From what a click reached and Tab does not: the stop that comes after it, or before it, in Qt's own chain."""
    chain = list(_chain(window))
    here = chain.index(now) if now in chain else 0
    around = chain[here + 1 :] + chain[:here] if forward else chain[:here][::-1] + chain[here + 1 :][::-1]
    return next((widget for widget in around if widget in stops), stops[0])


def _bring_into_sight(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
