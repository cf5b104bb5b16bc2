"""A page printed as PDF by the Chromium of this machine, where there is one."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from framing.errors import FramingError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
FLAGS = (
    "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
SECONDS = 120
_NODE = re.compile(rb"\(node(\d{8})\)")
_DAY = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


class BrowserError(FramingError):
    """A browser that did not print the page."""


def find_browser() -> str | None:
    """Return the path of a Chromium, or None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def print_pdf(page: Path, pdf: Path, browser: str) -> Path:
    """Print ``page``, an HTML file, as ``pdf`` and return it; the same page gives the same bytes.

    Raises BrowserError when the browser does not give a PDF within two minutes.
    """
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.pdf"
        command = [browser, *FLAGS, *as_root, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        try:
            subprocess.run(
                [*command, page.resolve().as_uri()], capture_output=True, timeout=SECONDS, check=True, cwd=folder
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise BrowserError(f"{pdf}: {browser} did not print the page ({type(error).__name__})") from error
        if not target.is_file():
            raise BrowserError(f"{pdf}: {browser} printed nothing")
        pdf.write_bytes(_settled(target.read_bytes()))
    return pdf


def _settled(content: bytes) -> bytes:
    """Return a PDF without what differs from one printing to the next: the time of day, and where its ids begin."""
    dated = _DAY.sub(lambda found: b"/" + found[1] + b" (D:20200101000000", content)
    first = min(map(int, _NODE.findall(dated)), default=0)
    return _NODE.sub(lambda found: b"(node%08d)" % (int(found[1]) - first), dated)
