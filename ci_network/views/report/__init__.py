"""The report: one page with the answer, what it hinges on and the evidence, in a folder."""

from ci_network.views.report.folder import report_files
from ci_network.views.report.page import Heading

__all__ = ["Heading", "report_files"]
