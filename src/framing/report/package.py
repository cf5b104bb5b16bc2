"""The zip files office programs read, the same bytes each time."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def xml_text(text: object) -> str:
    """Return ``text`` for XML: escaped, with a sign in place of what XML cannot hold."""
    return escape(_UNWRITABLE.sub("\ufffd", str(text)), {'"': "&quot;"})


def packed(parts: Mapping[str, str], kinds: Mapping[str, str], main: str) -> bytes:
    """Return the zip file of an office document.

    ``parts`` maps a path to its XML, ``kinds`` the path of a part to its content type; ``main`` is the first part.
    """
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    files = {"[Content_Types].xml": types, "_rels/.rels": relations({"officeDocument": main}), **parts}
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(entry, _DECLARED + content)
    return target.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Return the part that says which other parts belong to one: kind of relation -> path."""
    inner = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
