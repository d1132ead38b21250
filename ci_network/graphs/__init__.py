"""Algorithms that know nothing of alliances."""
