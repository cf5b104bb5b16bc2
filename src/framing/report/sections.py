"""The parts of a report that are written from the manifest: what was found, what is missing, what went in."""

import json
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from framing.report.closing import ORDER, Findings, counted, in_words, same_text
from framing.report.methods import count, day
from framing.report.page import Heading, folded, paragraphs, sentence

MANY, FILES = 12, 300
ALWAYS = (
    "Copies and wire stories are not told apart: a story printed by two outlets counts in both.",
    "The codes were not validated by coders: how many names the codebook misses or finds wrongly in these articles is not "
    "known (see Methods).",
)


def heading(manifest: Mapping) -> Heading:
    """Return the top of a report: the study, and what it was made of."""
    counts, book, outlets = manifest["counts"], manifest["codebook"], manifest["corpus"]
    days = [of[end] for of in outlets.values() for end in ("first", "last") if of[end]]
    facts = [
        f"{count(counts['articles'], 'article')} of {count(len(outlets), 'outlet')}",
        f"{day(min(days))} to {day(max(days))}" if days else "undated",
        f"{count(counts['mentions'], 'mention')} of the codebook “{book['title']}”, version {book['version']}",
        f"main referent: {manifest['settings']['referent']}",
    ]
    return Heading(manifest["settings"]["study"], " · ".join(facts), manifest["sha256"])


def findings_part(findings: Findings, manifest: dict) -> str:
    """Return the findings in the words the run ends with, and how they were counted."""
    said = in_words(findings, manifest)
    lead = f"<p>{sentence(said.lead[:1].upper() + said.lead[1:])}</p>" if said.lead else ""
    items = "".join(f"<li>{sentence(text)}</li>" for text in said.sentences)
    found = f'<ol class="findings">{items}</ol>' if items else ""
    order = f"In order {ORDER[1:-1]}. " if len(findings.clear) > 1 else ""
    return f'{lead}{found}<p class="notes">{sentence(order + counted(manifest))}</p>'


def missing(manifest: Mapping) -> list[str]:
    """Return a line for everything this study cannot give, left out, or counted twice."""
    counts, outlets = manifest["counts"], list(manifest["corpus"])
    undated = len(manifest["undated"])
    lines = []
    if len(outlets) == 1:
        lines.append(f"There is one outlet only, {outlets[0]}: nothing can be compared.")
    if not counts["mentions"]:
        lines.append("No term of the codebook was found: there are no shares, no contrasts and no evidence to show.")
    if undated and undated == counts["articles"]:
        lines.append("No article has a date: nothing can be said over time.")
    elif undated:
        lines.append(f"{count(undated, 'article')} without a date: counted, but in no figure over time.")
    contrasts = [name for name in manifest["results"] if name.startswith(("contrasts_", "frame_contrasts_"))]
    tested = sum(manifest["results"][name]["tested"] for name in contrasts)
    if len(outlets) > 1 and counts["mentions"] and not tested:
        least = manifest["settings"]["articles"]["tested"]
        lines.append(f"No contrast was tested: that takes {least} articles that characterise a referent on both sides.")
    lines += [f"Not read: {line}" for line in manifest["skipped"][:MANY]]
    if len(manifest["skipped"]) > MANY:
        lines.append(f"Not read: {len(manifest['skipped']) - MANY} more, listed in manifest.json.")
    lines += [*manifest.get("not_measured", []), *manifest.get("not_drawn", [])]
    return [*ALWAYS, *lines, *same_text(manifest["same_text"])]


def missing_part(manifest: Mapping) -> str:
    """Return what is missing, as a box under the findings."""
    return f'<div class="missing"><h3>What to bear in mind</h3>{paragraphs(missing(manifest))}</div>'


def corpus_table(manifest: Mapping, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the corpus outlet by outlet: articles, words, dates, and mentions (``mentions`` has a column outlet)."""
    found = mentions["outlet"].value_counts()
    rows = [
        {
            "outlet": outlet,
            "articles": of["articles"],
            "words": of["words"],
            "first day": of["first"],
            "last day": of["last"],
            "undated": of["undated"],
            "mentions": int(found.get(outlet, 0)),
        }
        for outlet, of in manifest["corpus"].items()
    ]
    return pd.DataFrame(rows)


def manifest_part(manifest: Mapping) -> str:
    """Return settings, versions, what cleaning took out, the files read, and the whole manifest."""
    settings = manifest["settings"]
    rows = {
        "Study": settings["study"],
        "Run": manifest["sha256"],
        "Codebook": f"{manifest['codebook']['file']}, version {manifest['codebook']['version']}, "
        f"SHA-256 {manifest['codebook']['sha256']}",
        "Counting": settings["counting"],
        "Groups": "; ".join(f"{name}: {', '.join(of)}" for name, of in settings["groups"].items()) or "none",
        "Events": "; ".join(f"{when}: {what}" for when, what in settings["events"].items()) or "none",
        "Cleaning left out": ", ".join(settings["keep"]) or "nothing",
        "Words and phrases": f"in at least {count(settings['words']['least'], 'article')}",
        "Seed": settings["seed"],
        "Software": ", ".join([f"framing {manifest['framing']}", f"Python {manifest['python']}", *_packages(manifest)]),
    }
    told = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="{"hash" if name == "Run" else ""}" dir="auto">'
        f"{escape(str(value))}</td></tr>"
        for name, value in rows.items()
    )
    kept = {key: value for key, value in manifest.items() if key not in ("finished", "inputs")}
    whole = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
    read = folded(f"The {count(len(manifest['inputs']), 'file')} read, with their hashes", _inputs(manifest["inputs"]))
    all_of_it = folded("The manifest without the files", f"<pre>{escape(whole)}</pre>")
    return (
        f'<div class="scroll"><table class="settings"><tbody>{told}</tbody></table></div>'
        f'<div class="screen">{read}{all_of_it}</div>'
    )


def _packages(manifest: Mapping) -> Sequence[str]:
    return [f"{name} {version}" for name, version in manifest["packages"].items()]


def _inputs(inputs: Mapping) -> str:
    if len(inputs) > FILES:
        return f"<p>More than {FILES}: they are listed in manifest.json.</p>"
    rows = "".join(
        f'<tr><td dir="auto">{escape(name)}</td><td class="hash">{digest}</td></tr>' for name, digest in inputs.items()
    )
    return f'<div class="scroll"><table><tbody>{rows}</tbody></table></div>'
