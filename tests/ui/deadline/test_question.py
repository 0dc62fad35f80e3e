"""A question's answers and what speaks for each are read whole, however narrow the card and long the names."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from model.days.notation import Ambiguous, NotationChoice
from tests.ui.deadline.conftest import Stage
from ui.deadline.question import QuestionCard
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel

LONG = "business days of the First Amendment to the Amended and Restated Credit Agreement"
CHOICES = (
    NotationChoice("10 calendar days after closing", LONG.replace("business", "calendar")),
    NotationChoice("10 business days after “closing under the Amended and Restated Credit Agreement”, TARGET", LONG),
)


def card_in(stage: Stage, theme: Theme, width: int) -> QuestionCard:
    card = QuestionCard(theme)
    stage(card, width=width)
    card.ask(Ambiguous("10 days: calendar or business?", CHOICES))
    return card


@pytest.mark.parametrize("width", [900, 640, 430])
def test_no_reason_is_cut(theme: Theme, stage: Stage, width: int) -> None:
    card = card_in(stage, theme, width)
    card.grab()
    for why in card.findChildren(FlowLabel):
        assert why.width() <= card.width()
        assert why.height() >= why.heightForWidth(why.width())
    assert card.window().width() == width


def test_a_long_answer_keeps_its_ends_and_says_the_whole_of_itself(theme: Theme, stage: Stage) -> None:
    card = card_in(stage, theme, 430)
    short, long = card.buttons()
    assert short.text() == CHOICES[0].text
    assert long.text().startswith("10 business days")
    assert long.text().endswith("TARGET")
    assert QFontMetrics(long.font()).horizontalAdvance(long.text()) <= card.width()
    assert "Restated Credit Agreement" in long.toolTip()
    assert long.accessibleName() == f"Write: {CHOICES[1].text}"
    with_answer: list[str] = []
    card.answered.connect(with_answer.append)
    long.click()
    assert with_answer == [CHOICES[1].text]
