"""The exhibit of what is shown: written as a bag, packed as one file to take away, with the hash to note elsewhere.

It lives apart because it is the one act of the workbench that leaves a trace: the case's log notes every exhibit.
"""

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from evidence.exhibit import export
from views.opened import Opened
from views.safe_text import facts_html, notice, put

__all__ = ["Packed", "offer", "pack"]

_MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Packed:
    """A zipped exhibit and what it holds; `content` is None when it is too large for a browser."""

    content: bytes | None
    nodes: int
    edges: int
    sources: int
    fingerprint: str


def pack(here: Opened, accounts: Sequence[str]) -> Packed:
    """The exhibit of the chain around these accounts; raises what `evidence.exhibit.export` raises."""
    with tempfile.TemporaryDirectory(prefix="silsila-exhibit-") as place:
        folder = Path(place) / "exhibit"
        made = export(here.case, here.store(), folder, accounts=accounts)
        content = _zipped(folder)
    return Packed(content, made.nodes, made.edges, made.sources, made.fingerprint)


def _zipped(folder: Path) -> bytes | None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if sum(path.stat().st_size for path in files) > _MOST_BYTES:
        return None
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(folder.parent).as_posix())
    return content.getvalue()


def offer(here: Opened, accounts: Sequence[str]) -> None:
    """The button that writes the exhibit, and the file once it is written."""
    st.subheader("Exhibit", divider="gray", anchor=False)
    put(
        "<p>An exhibit holds the whole chain around the chosen account, above and below it, with the cited files, the "
        "log and a README in plain words. Anyone can check it with <code>silsila verify</code>. "
        "It is not redacted: mind who sees it.</p>"
    )
    made: dict[str, Packed] = st.session_state.setdefault("exhibits", {})
    key = repr(sorted(accounts))
    if st.button("Write an exhibit", key="write-exhibit"):
        with st.spinner("Writing the exhibit …"):
            made.clear()  # one at a time: they are as large as the sources they cite
            made[key] = pack(here, accounts)
    if key in made:
        _hand_over(made[key])


def _hand_over(packed: Packed) -> None:
    facts = [("accounts and other nodes", packed.nodes), ("statements", packed.edges), ("sources", packed.sources)]
    put(facts_html([*facts, ("fingerprint (note it elsewhere)", packed.fingerprint)]), kind="why")
    if packed.content is None:
        notice("The exhibit is larger than a browser should carry: write it with silsila export CASE OUT --account ID.")
        return
    st.download_button(
        "Download the exhibit (ZIP)",
        packed.content,
        file_name="exhibit.zip",
        mime="application/zip",
        on_click="ignore",
        type="primary",
    )
