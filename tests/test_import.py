"""Importing the package is quick and silent, and gives the names the documentation uses."""

import subprocess
import sys

import framing as fr


def test_import_is_silent_and_leaves_heavy_libraries_alone():
    heavy = ("matplotlib", "sklearn", "textstat", "trafilatura", "nltk")
    code = f"import sys, framing; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_functions_keep_their_names_after_their_modules_are_imported():
    import framing.pipeline
    import framing.readability
    import framing.tag  # noqa: F401

    assert fr.tag.__name__ == "tag"
    assert fr.readability.__name__ == "readability"


def test_public_names_are_there():
    for name in (
        "shares",
        "contrasts",
        "draw_shares",
        "save_figure",
        "open_run",
        "read_corpus",
        "find_passages",
        "load_study",
    ):
        assert callable(getattr(fr, name)), name
        assert name in dir(fr)
