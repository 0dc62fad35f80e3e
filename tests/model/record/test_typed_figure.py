"""A figure is read as it is typed, without a guess at its unit."""

from __future__ import annotations

import pytest

from model.errors import InvalidRecord
from model.record.metric import Metric
from model.record.typed_figure import read_value

ASSETS = Metric(id="assets", name="Current assets", currency="USD")
SHARE = Metric(id="share", name="Minority share", unit="percent")
COVER = Metric(id="cover", name="Cover", unit="ratio")


@pytest.mark.parametrize(
    ("metric", "typed", "value"),
    [
        (ASSETS, " $ 1,200.50 ", "1200.5"),
        (ASSETS, "USD 1200", "1200"),
        (ASSETS, "1200 USD", "1200"),
        (ASSETS, "(0)", "0"),
        (ASSETS, "-$5", "-5"),
        (ASSETS, "−100.50", "-100.5"),
        (ASSETS, "(100.50)", "-100.5"),
        (SHARE, "175 %", "175"),
        (SHARE, "175", "175"),
        (COVER, "1.40", "1.4"),
    ],
)
def test_a_value_is_read_as_it_is_typed(metric: Metric, typed: str, value: str) -> None:
    assert read_value(metric, typed) == value


@pytest.mark.parametrize(
    ("metric", "typed"), [(COVER, "140 %"), (ASSETS, "CAD 5"), (ASSETS, "five"), (ASSETS, "2,5"), (COVER, "")]
)
def test_what_is_no_figure_of_the_metric_is_refused(metric: Metric, typed: str) -> None:
    with pytest.raises(InvalidRecord):
        read_value(metric, typed)
