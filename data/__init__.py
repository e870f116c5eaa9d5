"""The fictional sample case: where its files lie.

Its story, what to find in it and its data dictionary are told in README.md beside this file.
"""

from pathlib import Path

__all__ = ["SAMPLE", "START"]

SAMPLE: Path = Path(__file__).resolve().parent / "sample"
"""The folder of the sample case's tables; ingesting the whole folder, in any order, loads the case without a reject."""

START = "acc-noor"
"""The small account that the story begins with."""
