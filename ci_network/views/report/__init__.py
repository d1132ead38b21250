"""The report that opens with the answer."""

from ci_network.views.report.folder import report_files

__all__ = ["report_files"]
