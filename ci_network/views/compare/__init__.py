"""Alliances side by side as a page, a workbook and tables. Views compute nothing.

>>> from ci_network.views.compare.folder import comparison_files
>>> from ci_network.views.compare.text import comparison_text
"""
