"""What a run was computed with: the software itself and the packages it used, each with its version and its work."""

from collections.abc import Iterable, Mapping

from framing.report.references import cite

OWN = "framing"
ALWAYS = {"numpy": "harris2020", "pandas": "mckinney2010", "scipy": "virtanen2020", "pyarrow": "arrow"}
DRAWN = {"matplotlib": "hunter2007"}
MEASURED = {
    "balanced accuracy": {"scikit-learn": "pedregosa2011"},
    "dale_chall_readability_score": {"textstat": "textstat"},
    "linsear_write_formula": {"textstat": "textstat"},
}
PAGES = (".html", ".htm")
READ = {"trafilatura": "barbaresi2021"}


def has_pages(inputs: Iterable[str]) -> bool:
    """Return whether saved web pages are among the files read."""
    return any(name.lower().endswith(PAGES) for name in inputs)


def used(manifest: Mapping, measures: Iterable[str]) -> dict[str, str]:
    """Return the packages a run used, each with the key of its work."""
    found = dict(ALWAYS) | (DRAWN if manifest.get("figures") else {}) | (READ if has_pages(manifest["inputs"]) else {})
    for measure in measures:
        found |= MEASURED.get(measure, {})
    return {name: key for name, key in found.items() if name in manifest["packages"]}


def versions(manifest: Mapping) -> dict[str, str]:
    """Return the version of each work that is software, by its key in the references."""
    keys = {key: name for group in (ALWAYS, DRAWN, READ, *MEASURED.values()) for name, key in group.items()}
    packages = manifest["packages"]
    return {key: packages[name] for key, name in keys.items() if name in packages} | {OWN: manifest["framing"]}


def computed_with(manifest: Mapping, measures: Iterable[str]) -> list[str]:
    """Return what all numbers were made with, and what identifies the run."""
    named = [f"{name} {manifest['packages'][name]} {cite(key)}" for name, key in used(manifest, measures).items()]
    *first, last = named
    return [
        f"All numbers were made with framing {manifest['framing']} {cite(OWN)} and Python {manifest['python']}, using "
        f"{', '.join(first)} and {last}.",
        f"The run is identified by the hash {manifest['sha256']} of its manifest.",
    ]
