"""What every view is narrowed to, and in what order it shows records."""
