"""Every file of a bag against every hash of it, so that each changed, missing or extra file is named.

It stands apart from the package that writes bags because that one stops at the first kind of fault, ignores files
beside the payload, and reads hashes loosely (capitals, comments), which lets some changed bytes pass. Its own check
of completeness is asked as well, as a second opinion.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import bagit

from evidence.checks.findings import Finding, Progress
from evidence.keeping import Digests, digests_of

__all__ = ["check_bag"]

_LENGTHS = {"sha256": 64, "sha512": 128}


@dataclass
class _Manifests:
    """What one pair of manifests says: the file of each algorithm, and for each the hash of each path."""

    kind: str
    hashes: dict[str, dict[str, str]] = field(default_factory=dict)

    def file(self, algorithm: str) -> str:
        return f"{self.kind}-{algorithm}.txt"

    def paths(self) -> set[str]:
        return {path for hashes in self.hashes.values() for path in hashes}


def check_bag(bag: Path, *, progress: Progress | None = None) -> tuple[dict[str, Digests], list[Finding]]:
    """The digests of every file of the bag, and a finding for each that is changed, missing, extra or no plain file.

    The manifests of the manifests are not hashed by anything: they are compared with what they hash.
    """
    found, files = _walk(bag)
    payload, tags = _Manifests("manifest"), _Manifests("tagmanifest")
    found += [*_read(bag, payload), *_read(bag, tags)]
    hashed = sorted(files - {tags.file(algorithm) for algorithm in _LENGTHS})
    digests = _digests(bag, hashed, found, progress)
    held = {name for name in hashed if name.startswith("data/")}
    for manifests, names in ((payload, held), (tags, set(hashed) - held)):
        for name in sorted(names | manifests.paths()):
            found += _compare(name, digests.get(name), manifests)
    return digests, found or _second_opinion(bag)


def _walk(bag: Path) -> tuple[list[Finding], set[str]]:
    found, files = list[Finding](), set[str]()
    for folder, folders, names in os.walk(bag):
        for name in sorted(folders + names):
            path = Path(folder) / name
            shown = path.relative_to(bag).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                found.append(Finding("file", shown, "is a link or a device, expected a plain file"))
            elif path.is_file():
                files.add(shown)
    return found, files


def _read(bag: Path, manifests: _Manifests) -> Iterator[Finding]:
    for algorithm, length in _LENGTHS.items():
        name, hashes = manifests.file(algorithm), manifests.hashes.setdefault(algorithm, {})
        line_form = re.compile(rf"([0-9a-f]{{{length}}}) {{1,2}}(\S.*)")
        try:
            text = (bag / name).read_bytes().decode()
        except FileNotFoundError:
            yield Finding("file", name, "is missing: without it the files cannot be checked")
            continue
        except (OSError, UnicodeDecodeError) as wrong:
            yield Finding("file", name, f"cannot be read: {wrong}")
            continue
        if not text.endswith("\n"):
            yield Finding("file", name, "was changed: its last line has no end")
        for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
            match = line_form.fullmatch(line)
            if match is None or match[2] in hashes:
                yield Finding("file", name, f"was changed: line {number} is not a hash and the name of one more file")
            else:
                hashes[match[2]] = match[1]


def _digests(bag: Path, names: list[str], found: list[Finding], progress: Progress | None) -> dict[str, Digests]:
    total, done, digests = sum((bag / name).stat().st_size for name in names), 0, dict[str, Digests]()
    for name in names:
        try:
            digests[name] = digests_of(bag / name)
            done += digests[name].bytes
        except OSError as wrong:
            found.append(Finding("file", name, f"cannot be read: {wrong.strerror or wrong}"))
        if progress is not None:
            progress("bytes", done, total)
    return digests


def _compare(name: str, digests: Digests | None, manifests: _Manifests) -> Iterator[Finding]:
    """Two manifests that both disagree with a file accuse the file; one alone accuses itself."""
    listed = {algorithm: hashes.get(name) for algorithm, hashes in manifests.hashes.items() if hashes}
    actual = {algorithm: getattr(digests, algorithm, None) for algorithm in listed}
    wrong = [algorithm for algorithm, value in listed.items() if value != actual[algorithm]]
    if not wrong:
        return
    if len(wrong) == 1 < len(listed):
        manifest = manifests.file(wrong[0])
        other = manifests.file(next(algorithm for algorithm in listed if algorithm not in wrong))
        yield Finding("file", manifest, f"was changed: what it says of {name} is not what {other} says")
    else:
        yield Finding("file", name, _fault(digests, listed, actual))


def _fault(digests: Digests | None, listed: Mapping[str, str | None], actual: Mapping[str, str | None]) -> str:
    algorithm = next(iter(listed))
    if digests is None:
        return "is missing: the manifests list it"
    if not any(listed.values()):
        return "is extra: no manifest lists it"
    given, found = listed[algorithm] or "nothing", actual[algorithm] or "nothing"
    return f"was changed: its {algorithm} is {found[:16]}…, the manifest says {given[:16]}…"


def _second_opinion(bag: Path) -> list[Finding]:
    try:
        bagit.Bag(str(bag)).validate(completeness_only=True)
    except (bagit.BagError, ValueError) as wrong:
        return [Finding("file", "bagit.txt", f"this is not a valid bag: {wrong}")]
    return []
