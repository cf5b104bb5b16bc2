"""Write the table of given names that ``framing.voice`` ships, from the data of the package nomquamgender.

    pip install --no-deps nomquamgender==0.1.4
    python benchmarks/given_names.py

A name is kept where at least ``SOURCES`` of the package's sources hold it, with at least ``BEARERS`` bearers in all. It is
a woman's or a man's where at least ``SHARE`` of the bearers are, else either's. Only the package's data file is read; the
package itself is not imported.
"""

import gzip
import json
from importlib.metadata import distribution
from pathlib import Path

from framing.voice.given import EITHER, FILE, ORDER
from framing.voice.persons import FEMALE, MALE

SOURCES, BEARERS, SHARE = 5, 200, 0.95


def choose(known: dict[str, list]) -> dict[str, list[str]]:
    """Return the names that are kept, by the pronoun that fits."""
    kept: dict[str, list[str]] = {pronoun: [] for pronoun in ORDER}
    for name, (sources, bearers, share, *_) in known.items():
        if sources >= SOURCES and bearers >= BEARERS and len(name) > 1 and name.isascii() and name.isalpha():
            kept[FEMALE if share >= SHARE else MALE if share <= 1 - SHARE else EITHER].append(name)
    return kept


def main() -> None:
    path = distribution("nomquamgender").locate_file("nomquamgender/name_data.json")
    kept = choose(json.loads(Path(str(path)).read_text(encoding="utf-8")))
    text = "".join(" ".join(sorted(kept[pronoun])) + "\n" for pronoun in ORDER)
    Path(str(FILE)).write_bytes(gzip.compress(text.encode(), mtime=0))
    print({pronoun or "either": len(names) for pronoun, names in kept.items()}, Path(str(FILE)).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
