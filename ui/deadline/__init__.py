"""What shows and asks for a deadline, wherever one is written: its notation, the rulebook, its lines, its months."""
