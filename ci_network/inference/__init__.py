"""Is it really the secretariat? Comparison and uncertainty, one file for each question."""
