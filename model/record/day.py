"""A day as a source gives it, wherever a record holds one: that of a deadline."""

from __future__ import annotations

from model.days.deadline import Day

__all__ = ["Day"]
