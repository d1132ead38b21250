"""The measures, one file for each question."""
