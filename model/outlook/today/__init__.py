"""What Today shows of a day, with its words."""
