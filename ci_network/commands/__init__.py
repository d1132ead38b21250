"""The command line: a file for each command, and what they share."""

DONE, DATA_HAS_PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""What a command ends with."""
