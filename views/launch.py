"""Starting the workbench: one server for one case, on this machine only, with every setting said here.

It lives apart because the settings are the safety of it: what Streamlit does by default (listen to the network, send
usage figures, ask an outside host for its address, show tracebacks) is switched off here and nowhere else.
"""

import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from evidence.case import Case

__all__ = ["ADDRESS", "CASE_VARIABLE", "HOSTS", "LogLevel", "PortTaken", "launch", "settings"]

CASE_VARIABLE = "SILSILA_CASE"
"""The environment variable that tells the pages the folder of the case."""

ADDRESS = "127.0.0.1"
HOSTS = ("127.0.0.1", "localhost")
"""The names under which the workbench answers; a page of another name that points here gets nothing."""

LogLevel = Literal["error", "critical"]
QUIET: LogLevel = "critical"
"""Nothing of the server's own: its errors are tracebacks, and a line for every stranger that it turns away."""

_LOOK = {
    "baseRadius": "8px",
    "headingFontWeights": [650, 600, 600, 600, 600, 600],
    "headingFontSizes": ["2.1rem", "1.5rem", "1.2rem", "1.05rem", "1rem", "0.9rem"],
}
_COLOURS = {"light.primaryColor": "#1f6f78", "dark.primaryColor": "#4fb3bd"}  # said for both, or there is no dark one


class PortTaken(Exception):  # it says what happened to the port
    """The port that was asked for cannot be listened on."""


def settings(port: int, *, log_level: LogLevel = QUIET) -> dict[str, Any]:
    """Every option of Streamlit that must not be otherwise, by its full name.

    Some are the defaults: Streamlit also reads a .streamlit/config.toml in the folder where the command is given, which
    may be somebody else's.
    """
    return {
        "server.address": ADDRESS,
        "server.port": port,
        "server.headless": True,
        "server.allowedHosts": list(HOSTS),
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.enableStaticServing": False,
        "server.enableCORS": True,
        "server.corsAllowedOrigins": [],
        "server.trustedUserHeaders": {},
        "server.baseUrlPath": "",
        "server.customComponentBaseUrlPath": "",
        "server.scriptHealthCheckEnabled": False,
        "server.sslCertFile": "",
        "server.sslKeyFile": "",
        "server.enableXsrfProtection": True,
        "server.xsrfCookieSameSite": "strict",
        "server.enableAgentApi": False,
        "server.maxUploadSize": 50,
        "server.maxMessageSize": 50,
        "server.disconnectedSessionTTL": 30,
        "browser.gatherUsageStats": False,
        "browser.serverAddress": ADDRESS,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
        "client.disableDataExport": True,  # its CSV has no guard against formulas: every table has a button of its own
        "client.allowedOrigins": [],
        "global.developmentMode": False,
        "runner.magicEnabled": False,
        "logger.level": log_level,
        "logger.enableRich": False,
        "logger.hideWelcomeMessage": True,
        **{f"theme.{name}": value for name, value in (_LOOK | _COLOURS).items()},
    }


def launch(
    case_folder: Path | str,
    *,
    port: int | None = None,
    browser: bool = False,
    log_level: LogLevel = QUIET,
    announce: Callable[[str], None] = print,
) -> None:
    """Serves the workbench of a case until Ctrl-C, on `port` of 127.0.0.1 or on a free one.

    `announce` is given the address as soon as it answers. With the `log_level` "error", faults of the program are
    printed with their tracebacks, whose lines may hold words of the case. Raises CaseRefused for a folder that is no
    case, and PortTaken for a port that cannot be had.
    """
    case = Case.open(case_folder)
    with _listening(port) as listener:
        number = listener.getsockname()[1]
        address = f"http://{ADDRESS}:{number}"
        _configure(case, number, log_level)
        announce(address)
        if browser:
            _open_browser(address)
        _serve(listener, log_level)


def _listening(port: int | None) -> socket.socket:
    listener = socket.socket(socket.AF_INET)
    try:
        if os.name != "nt":  # there it would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port or 0))
        listener.listen(128)
    except (OSError, OverflowError) as wrong:
        listener.close()
        raise PortTaken(
            f"port {port} of {ADDRESS} cannot be listened on ({wrong}): leave --port out to get a free one"
        ) from wrong
    return listener


def _configure(case: Case, port: int, log_level: LogLevel) -> None:
    from streamlit import config  # noqa: PLC0415  # the command's help must not wait for it

    os.environ[CASE_VARIABLE] = str(case.folder)
    config.get_config_options(force_reparse=True, options_from_flags=settings(port, log_level=log_level))


def _serve(listener: socket.socket, log_level: LogLevel) -> None:
    import uvicorn  # noqa: PLC0415

    server = uvicorn.Server(
        uvicorn.Config(
            "app:application",
            factory=True,
            log_level=log_level,
            access_log=False,
            ws="websockets-sansio",
            ws_max_size=50 * 1024 * 1024,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    )
    # uvicorn ends well on both signals and then gives them on: as the usual end of this function
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def _open_browser(address: str) -> None:
    """Opens the address in a window; on a machine without one, a browser of the terminal would take it over."""
    if os.name == "posix" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or _is_mac()):
        return
    threading.Timer(0.5, webbrowser.open, [address]).start()


def _is_mac() -> bool:
    return os.uname().sysname == "Darwin"
