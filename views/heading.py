"""The head of a page: whose case it is and how it is to be handled, above what the page is about.

It lives apart because the handling of a case belongs on every page that shows it, in one form.
"""

from html import escape

from evidence.case import Case
from views.safe_text import put, words

__all__ = ["handling_html", "heading"]


def handling_html(case: Case) -> str:
    """The label of the Traffic Light Protocol, in its own colour on black as the protocol asks."""
    colour = case.handling.partition("+")[0].casefold()
    return f'<span class="tlp tlp-{escape(colour)}">TLP:{escape(case.handling)}</span>'


def heading(case: Case, title: str) -> None:
    """The case in one quiet line, then the title of the page."""
    put(f'<p class="of-case">{handling_html(case)} {words(case.title)}</p><h1>{escape(title)}</h1>')
