"""What views and papers show of an assessment: the day, the month, the network, what comes and what would change."""
