"""The workbench as one application: its pages, the headers that every answer carries, and the route of the pictures.

Streamlit runs this file again for every view, as `__main__`; `views.launch` imports it once, for the application.
"""

import base64
import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evidence.refusals import Refused
from graphs.plain_text import visible
from queries.errors import StoreError
from views import accounts, aliases, case, chain, clusters, highest, licences, money, roles
from views.launch import HOSTS
from views.opened import close_stores
from views.pictures import ROUTES
from views.safe_text import notice

__all__ = ["SecurityHeaders", "application", "policy", "workbench"]

_LOOK = Path(case.__file__).with_name("look.css")
_ICON = Path(case.__file__).with_name("icon.svg")  # a named icon or an emoji would be fetched from another host


def workbench() -> None:
    """Draws the page that the address names; whatever the case or its store refuses is said in words."""
    pages = [
        st.Page(case.show, title="Case", url_path="case", default=True),
        st.Page(chain.show, title="Chain", url_path="chain"),
        st.Page(highest.show, title="Who stands highest", url_path="highest"),
        st.Page(clusters.show, title="Clusters", url_path="clusters"),
        st.Page(money.show, title="Money", url_path="money"),
        st.Page(roles.show, title="Roles", url_path="roles"),
        st.Page(aliases.show, title="Aliases", url_path="aliases"),
        st.Page(licences.show, title="Licences", url_path="licences"),
        st.Page(accounts.show, title="Accounts", url_path="accounts"),
    ]
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · Silsila", page_icon=str(_ICON), layout="wide")
    st.html(_LOOK)
    try:
        page.run()
    except (Refused, StoreError) as refusal:
        notice(refusal, kind="refusal", role="alert")


def failed(error: Exception) -> bool:
    """Says that something went wrong, without a traceback, whose lines may hold words of the case."""
    if isinstance(error, Refused | StoreError):
        notice(error, kind="refusal", role="alert")
    else:
        kind = visible(type(error).__name__)
        notice(
            f"This page could not be drawn ({kind}), which is a fault of the program. Nothing in the case was changed."
        )
    return True


class SecurityHeaders:
    """Gives every answer that has none its content security policy, and the headers that go with it."""

    def __init__(self, app: ASGIApp, *, policy: str) -> None:
        """`policy` is the Content-Security-Policy of Streamlit's own pages."""
        self._app = app
        self._headers = {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds the headers to its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


def policy(port: int) -> str:
    """What a page of the workbench may load: its own files, its own socket, pictures in frames, and nothing else."""
    sockets = " ".join(f"ws://{host}:{port}" for host in HOSTS)
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {_own_script()}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {sockets}; worker-src 'self' blob:; "
        "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
    )


def _own_script() -> str:
    """The one inline script of Streamlit's page, named by its hash, as the installed version has it."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_bytes()
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{value}'" for value in hashes)


@asynccontextmanager
async def _open_while_served(_app: st.App) -> AsyncIterator[None]:
    yield
    close_stores()


def application() -> st.App:
    """The workbench, to be served on the port that the settings name."""
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
    headers = Middleware(SecurityHeaders, policy=policy(int(st.get_option("server.port"))))
    return st.App(
        Path(__file__).resolve(),
        routes=ROUTES,
        middleware=[headers, hosts],
        lifespan=_open_while_served,
        on_script_error=failed,
    )


if __name__ == "__main__":
    workbench()
