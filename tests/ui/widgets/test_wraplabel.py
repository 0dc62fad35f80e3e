"""A label wraps in any width, gives back what it was given, and breaks only what is longer than words are."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.widgets.wraplabel import WrapLabel, breakable

WORD = "verylongwordwithoutspaces" * 12


def test_a_word_of_no_end_asks_for_no_more_width_than_others(qtbot: QtBot) -> None:
    short, long = WrapLabel("Deliver the certificate of compliance"), WrapLabel(f"Deliver {WORD} of compliance")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.minimumSizeHint().width() <= 2 * short.minimumSizeHint().width()
    assert long.heightForWidth(300) > short.heightForWidth(300)
    assert long.text() == long.accessibleName() == f"Deliver {WORD} of compliance"


def test_words_are_left_whole() -> None:
    sentence = "Reinstatement, notwithstanding the Acknowledgment’s counterclaim: $17,500,000"
    assert breakable(sentence) == sentence
    assert breakable(WORD).replace("\u200b", "") == WORD


def test_its_name_for_a_screen_reader_follows_what_it_says(qtbot: QtBot) -> None:
    label = WrapLabel(WORD)
    qtbot.addWidget(label)
    label.setText("Short")
    assert label.accessibleName() == "Short"


def test_nothing_in_it_is_mark_up(qtbot: QtBot) -> None:
    bold, plain = WrapLabel("<b>Due</b>"), WrapLabel("Due")
    qtbot.addWidget(bold)
    qtbot.addWidget(plain)
    assert bold.sizeHint().width() > plain.sizeHint().width()
