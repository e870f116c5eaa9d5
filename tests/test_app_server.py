"""The workbench as a server: where it listens, whom it answers, what every answer carries, and how it ends."""

import base64
import hashlib
import json
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import streamlit
from streamlit import config

from app import policy
from evidence.case import Case
from evidence.refusals import CaseRefused
from tests.workbench import HOUSE, served
from views.launch import PortTaken, launch, settings
from views.pictures import Shelf

SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return Case.create(tmp_path_factory.mktemp("served") / "case", title="A case", region="SA").folder


@pytest.fixture(scope="module")
def address(folder):
    with served(folder) as found:
        yield found


def ask(address, path="/", **headers):
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname, place.port, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read() if answer.status != 101 else b""
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_it_listens_on_this_machine_only(address):
    port = urlsplit(address).port
    listening = [
        found.laddr.ip
        for found in psutil.net_connections("inet")
        if found.status == "LISTEN" and found.laddr.port == port
    ]
    assert listening == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "[::1]", ""])
@pytest.mark.parametrize("path", ["/", "/chain", "/picture/x", "/_stcore/health", "/_stcore/host-config"])
def test_another_host_name_is_refused_everywhere(address, host, path):
    assert ask(address, path, Host=host)[0] == 400


def test_only_its_own_pages_get_a_socket(address):
    host = urlsplit(address).netloc
    port = urlsplit(address).port

    def answer(host: str, origin: str) -> int:
        return ask(address, "/_stcore/stream", Host=host, Origin=origin, **SOCKET)[0]

    assert answer(host, f"http://{host}") == 101
    assert answer(f"localhost:{port}", f"http://localhost:{port}") == 101
    assert answer(host, "http://evil.example") == 403
    assert answer(host, "null") == 403
    assert answer("evil.example", "http://evil.example") in {400, 403}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_its_own_names_are_answered(address, host):
    port = urlsplit(address).port
    assert ask(address, Host=f"{host}:{port}")[0] == 200


@pytest.mark.parametrize("path", ["/", "/chain", "/_stcore/health", "/nothing/of/the/kind"])
def test_every_answer_carries_the_policy(address, path):
    _, headers, _ = ask(address, path)
    assert headers["content-security-policy"] == policy(urlsplit(address).port)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


def test_the_policy_names_no_other_host_and_no_wildcard():
    sources = re.findall(r"\S*(?::|\*)\S*", policy(8501))
    assert {source.rstrip(";") for source in sources} == {
        "data:",
        "blob:",
        "ws://127.0.0.1:8501",
        "ws://localhost:8501",
    }
    assert "unsafe-eval" not in policy(8501).replace("wasm-unsafe-eval", "")


def test_the_only_inline_script_allowed_is_streamlits_own():
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    (script,) = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    assert re.findall(r"'sha256-[^']+'", policy(1)) == [f"'sha256-{digest}'"]


def test_a_picture_cannot_be_guessed_and_is_walled_in(address):
    status, headers, body = ask(address, "/picture/guessed")
    assert (status, b"put away" in body) == (404, True)
    assert headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


def test_a_shelf_holds_the_last_pictures_looked_at():
    shelf = Shelf(most=2)
    first, second = shelf.put("one"), shelf.put("two")
    assert shelf.get(first) == "one"
    third = shelf.put("three")
    assert [shelf.get(token) for token in (first, second, third)] == ["one", None, "three"]
    assert shelf.get("") is None
    assert len({first, second, third}) == 3
    assert min(map(len, (first, second, third))) >= 40


def test_every_setting_is_one_that_streamlit_knows():
    unknown = [name for name in settings(1) if name not in config._config_options_template]
    assert unknown == []


def test_a_fault_of_the_program_is_told_without_its_words():
    from streamlit.testing.v1 import AppTest

    def page():
        from app import failed

        assert failed(KeyError("a word of the case"))

    told = AppTest.from_function(page).run().get("html")[0].proto.body
    assert "KeyError" in told
    assert "a word of the case" not in told


def test_nothing_is_sent_to_anyone_and_no_traceback_is_shown():
    said = settings(1)
    assert said["browser.gatherUsageStats"] is False
    assert said["client.showErrorDetails"] == "none"
    assert (said["server.address"], said["browser.serverAddress"]) == ("127.0.0.1", "127.0.0.1")


def test_settings_in_the_folder_where_it_is_started_open_nothing(folder, tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        """
        [server]
        address = "0.0.0.0"
        baseUrlPath = "elsewhere"
        corsAllowedOrigins = ["http://evil.example"]
        allowedHosts = ["*"]
        enableCORS = false
        enableXsrfProtection = false
        enableStaticServing = true
        [browser]
        gatherUsageStats = true
        [client]
        allowedOrigins = ["http://evil.example"]
        """
    )
    with served(folder, here=tmp_path) as address:
        host = urlsplit(address).netloc
        assert ask(address)[0] == 200
        assert ask(address, "/_stcore/stream", Host=host, Origin="http://evil.example", **SOCKET)[0] == 403
        assert json.loads(ask(address, "/_stcore/host-config")[2])["allowedOrigins"] == []


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_and_leaves_the_store_closed(tmp_path, stop):
    case = Case.create(tmp_path / "case", title="A case", region="SA")
    with served(case.folder, stop=stop) as address:
        assert ask(address)[0] == 200
    with case.connect():
        pass


def test_a_port_that_is_taken_is_refused_in_words(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"port {port} of 127\.0\.0\.1 cannot be listened on .*--port"):
            launch(folder, port=port)


@pytest.mark.parametrize("port", [70000, -1])
def test_a_number_that_is_no_port_is_refused_in_words(folder, port):
    with pytest.raises(PortTaken, match=f"port {port}"):
        launch(folder, port=port)


def test_a_folder_that_is_no_case_starts_no_server(tmp_path):
    with pytest.raises(CaseRefused, match=r"there is no case\.toml in it"):
        launch(tmp_path)


def test_the_views_can_be_imported_without_a_running_app():
    program = "import app, views.launch, views.case, views.chain, views.accounts"
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_command_does_not_wait_for_streamlit():
    program = (
        "import sys, views.launch; print([m for m in ('streamlit', 'pandas', 'uvicorn', 'neo4j') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
