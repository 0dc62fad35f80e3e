"""What the review of a change and the comparison of a what-if have in common: a card with rows under heads."""
