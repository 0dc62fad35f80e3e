"""The forms of a deadline as the tests write them: what they say first, then how, each as the notation keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from model.days.deadline import After, On, Open, Pick, several_of
from model.days.notation import NamedSeries, NamedSpan, checked
from model.days.notation.named_deadline import NamedAfter, NamedAnchor, NamedDated, NamedSeveral, on_day
from model.days.operation import Step
from model.days.undated import UndatedReason


def on(day: date, **more: Any) -> On:
    return checked(on_day(day, **more))


def after(steps: tuple[Step, ...], anchor: NamedAnchor, calendars: tuple[str, ...] = (), **more: Any) -> NamedAfter:
    return checked(After(anchor=anchor, steps=steps, calendars=calendars, **more))


def series(rule: str = "", start: date | None = None, until: date | None = None, **more: Any) -> NamedSeries:
    return checked(NamedSeries(rule=rule, start=start, until=until, **more))


def several(pick: Pick, of: tuple[NamedDated, ...], *, promptly: bool = False) -> NamedSeveral:
    return checked(several_of(pick, of, promptly=promptly))


def undated(reason: UndatedReason, words: str = "") -> Open:
    return checked(Open(reason=reason, words=words))


def span(since: date | None = None, until: date | None = None, words: str = "", **more: Any) -> NamedSpan:
    return checked(NamedSpan(since=since, until=until, words=words, **more))
