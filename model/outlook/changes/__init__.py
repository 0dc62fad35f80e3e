"""What would change: assumptions laid over a docket, and the dates that an edit moves."""
