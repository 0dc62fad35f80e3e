"""Whether steps are still those that a rule of the rulebook gave. No Qt here."""

from __future__ import annotations

from model.days.operation import Step


class RuleOrigin:
    """The rule of the rulebook that steps and calendars are from: it stands for as long as they do."""

    def __init__(self) -> None:
        self._rule = ""
        self._gave: tuple[tuple[Step, ...], tuple[str, ...]] = ((), ())

    def show(self, rule: str, steps: tuple[Step, ...], calendars: tuple[str, ...]) -> None:
        """Remember what the rule gave."""
        self._rule, self._gave = rule, (steps, calendars)

    def of(self, steps: tuple[Step, ...], calendars: tuple[str, ...]) -> str:
        """The rule's id, empty where something else is counted now."""
        return self._rule if (steps, calendars) == self._gave else ""
