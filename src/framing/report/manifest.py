"""The manifest: what went into a run, with what settings and versions, what was counted, removed and skipped."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from framing.report.recognition import accuracy
from framing.report.summary import summary

PACKAGES = ("numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "textstat", "trafilatura", "pyarrow")
NOT_HASHED = ("finished", "sha256", "figures", "not_drawn", "not_measured")


def build_manifest(
    settings: dict,
    inputs: dict[str, str],
    codebook: dict,
    tables: dict[str, pd.DataFrame],
    problems: Sequence[str],
    results: Mapping[str, pd.DataFrame],
) -> dict:
    """Return the manifest of a run as a dictionary that JSON can hold.

    ``settings`` are the study's, ``inputs`` maps each file read to the SHA-256 of its bytes, ``codebook`` says which
    it was, ``tables`` are the run's tables, ``problems`` one line for everything that was not read; of ``results`` the
    manifest keeps what each was made by, and of voices how well they are recognised in the setting used. ``sha256`` is
    the hash of the rest but ``finished``, the time of day.
    """
    from framing import __version__

    manifest = {
        "framing": __version__,
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "settings": settings,
        "inputs": inputs,
        "codebook": codebook,
        "voices": accuracy(settings["indirect"]),
        "corpus": _corpus(tables["articles"]),
        "results": {name: summary(table) for name, table in results.items()},
        "counts": {name: len(table) for name, table in tables.items()} | _voices(tables["mentions"]),
        "removed": _removed(tables["removed"]),
        "skipped": list(problems),
        "same_text": _same_text(tables["articles"]),
        "undated": tables["articles"].loc[tables["articles"]["date"].isna(), "article_id"].tolist(),
    }
    manifest["sha256"] = manifest_hash(manifest)
    manifest["finished"] = pd.Timestamp.now("UTC").isoformat(timespec="seconds")
    return manifest


def manifest_hash(manifest: dict) -> str:
    """Return the SHA-256 of a manifest without the time it was finished."""
    hashed = {key: value for key, value in manifest.items() if key not in NOT_HASHED}
    return hashlib.sha256(json.dumps(hashed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _voices(mentions: pd.DataFrame) -> dict:
    return {
        "mentions_by_voice": {str(voice): int(n) for voice, n in mentions["voice"].value_counts().sort_index().items()}
    }


def _corpus(articles: pd.DataFrame) -> dict:
    """Return for each outlet its articles, words, first and last day, and articles without a date."""
    return {
        str(outlet): {
            "articles": len(rows),
            "words": int(rows["n_words"].sum()),
            "first": _day(rows["date"].min()),
            "last": _day(rows["date"].max()),
            "undated": int(rows["date"].isna().sum()),
        }
        for outlet, rows in articles.groupby("outlet", sort=True)
    }


def _day(day: pd.Timestamp) -> str | None:
    return None if pd.isna(day) else day.strftime("%Y-%m-%d")


def _removed(removed: pd.DataFrame) -> dict:
    lengths = removed["raw_end"] - removed["raw_start"]
    grouped = lengths.groupby(removed["reason"])
    return {str(reason): {"spans": len(spans), "characters": int(spans.sum())} for reason, spans in grouped}


def _same_text(articles: pd.DataFrame) -> list[list[str]]:
    """Return the articles that have exactly the same text, in groups."""
    groups = articles.loc[articles["text"] != "", "article_id"].groupby(articles["text"], sort=False)
    return [ids.tolist() for _, ids in groups if len(ids) > 1]
