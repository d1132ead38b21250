"""Workbooks and pages to fill in, and the words on them."""
