"""Pictures on a shelf: each is a page with an address of its own, which nobody can guess, and is shown in a frame.

They live apart from the pages because the frame is the wall: what a picture runs has no origin, no host to call and no
way into the page around it, whatever stands in it.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

__all__ = ["HEADERS", "ROUTES", "Shelf", "frame", "shelf"]

HEADERS = {
    "Content-Security-Policy": "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "Cache-Control": "no-store",
}
"""What every picture is sent with; the page of a picture itself allows only the one script it carries."""

_MOST = 48
_CHAIN = "Picture of the chain; the table below it has every arrow"
_GONE = (
    '<!doctype html><html lang="en"><title>Picture</title><p>This picture was put away. Reload the page to draw it.</p>'
)


class Shelf:
    """Some pictures by unguessable names; the longest unseen make room. Safe to use from several threads."""

    def __init__(self, most: int = _MOST) -> None:
        """An empty shelf for `most` pictures."""
        self._most, self._pages, self._lock = most, OrderedDict[str, str](), Lock()

    def put(self, page: str) -> str:
        """The name under which the page can be fetched from now on."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._pages[token] = page
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)
        return token

    def get(self, token: str) -> str | None:
        """The page of that name, or None when there is none or it had to make room."""
        with self._lock:
            if token in self._pages:
                self._pages.move_to_end(token)
            return self._pages.get(token)


shelf = Shelf()
"""The pictures of this server."""


def frame(key: object, draw: Callable[[], tuple[str, int]], *, alt: str = _CHAIN) -> None:
    """Shows the picture that `draw` makes, with its height; one `key` in one visit is drawn and fetched once.

    `alt` says in words what it shows, and where the same stands as a table.
    """
    drawn: dict[str, tuple[str, int]] = st.session_state.setdefault("pictures", {})
    name = repr(key)
    token, height = drawn.get(name, ("", 0))
    if shelf.get(token) is None:
        page, height = draw()
        token = shelf.put(page)
        drawn[name] = token, height
    st.iframe(f"/picture/{token}", height=height, alt=alt)


async def _picture(request: Request) -> HTMLResponse:
    page = shelf.get(request.path_params["token"])
    return HTMLResponse(page or _GONE, status_code=200 if page else 404, headers=HEADERS)


ROUTES = [Route("/picture/{token}", _picture, methods=["GET"])]
"""The one route beside Streamlit's own."""
