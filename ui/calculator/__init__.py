"""The deadline calculator: a window for the quick question on the phone. Light to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.calculator.window import Calculator
    from ui.shell.shell import Shell


def open_calculator(window: Shell) -> Calculator:
    """Open the calculator beside a window, or bring it forward: there is one for each window."""
    from ui.calculator.window import Calculator

    found = window.widget.findChild(Calculator)
    calculator = found or Calculator(window.workspace, window.theme, window.settings, window.widget)
    calculator.come_forward()
    return calculator
