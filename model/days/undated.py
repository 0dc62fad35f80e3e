"""Why a deadline has no day: said in one place, so that a default is the very word that is read back."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

UndatedReason: TypeAlias = Literal["promptly", "on demand", "once something happens", "not stated"]
NOT_STATED: Final = "not stated"
"""The very object that stands in the type: defaults are left out by identity, and two equal types are one."""
