"""The filter that a docket is left with, remembered for its next opening."""

from __future__ import annotations

from ui.filter.filter import FACET, Filter
from ui.shell.settings import Settings


def filter_from(branch: Settings) -> Filter:
    """The filter that a docket was left with."""
    none: dict[str, list[str]] = {}
    values = {key: frozenset(map(str, some)) for key, some in branch.get("chosen", none).items() if key in FACET}
    return Filter(branch.get("words", ""), values)


def keep_filter(branch: Settings, kept: Filter) -> None:
    """Remember the filter of a docket."""
    branch.put("words", kept.words)
    branch.put("chosen", {key: sorted(values) for key, values in kept.chosen.items()})
