"""How everything stands on a day, and why: one pure function of the docket and the day."""

from model.assess.engine import assess
from model.assess.standing import Assessment, DateLine, Exposure, Position, Reason, Standing, mark_of

__all__ = ["Assessment", "DateLine", "Exposure", "Position", "Reason", "Standing", "assess", "mark_of"]
