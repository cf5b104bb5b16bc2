"""A printed table as a Word document: caption above, three rules, notes below."""

import unicodedata

from framing.report.package import packed, relations, xml_text
from framing.report.printed import Printed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WIDE = 7
PAGE = (11906, 16838, 1134)
RULE, THIN = 12, 6


def word_document(table: Printed, stem: str) -> bytes:
    """Return a document that holds the table; with more than seven columns the page lies on its side."""
    body = [_paragraph(table.caption or stem, "Caption"), _table(table)]
    body += [_paragraph(note, "Notes") for note in table.notes or ("",)]
    width, height, margin = PAGE if len(table.columns) <= WIDE else (PAGE[1], PAGE[0], PAGE[2])
    turned = ' w:orient="landscape"' if width > height else ""
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    section = f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar {sides} w:header="708" w:footer="708" '
    section += 'w:gutter="0"/></w:sectPr>'
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{section}</w:body></w:document>',
        "word/styles.xml": _styles(),
        "word/_rels/document.xml.rels": relations({"styles": "styles.xml"}),
    }
    kinds = {
        "word/document.xml": f"{_TYPE}.document.main+xml",
        "word/styles.xml": f"{_TYPE}.styles+xml",
    }
    return packed(parts, kinds, "word/document.xml")


def _table(table: Printed) -> str:
    if not table.columns:
        return _paragraph("no columns", "Normal")
    grid = "".join("<w:gridCol/>" for _ in table.columns)
    numeric = [column.numeric for column in table.columns]
    head = _row([column.header for column in table.columns], numeric, head=True)
    rows = "".join(_row(row, numeric) for row in table.rows)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{RULE}" w:space="0" w:color="000000"/>' for side in ("top", "bottom")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row(cells: list[str] | tuple[str, ...], numeric: list[bool], *, head: bool = False) -> str:
    kept = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
    rule = f'<w:tcBorders><w:bottom w:val="single" w:sz="{THIN}" w:space="0" w:color="000000"/></w:tcBorders>'
    inside = f'<w:tcPr><w:tcW w:w="0" w:type="auto"/>{rule if head else ""}</w:tcPr>'
    return f"<w:tr>{kept}" + "".join(
        f"<w:tc>{inside}{_paragraph(cell, 'Cell', right=number, bold=head)}</w:tc>"
        for cell, number in zip(cells, numeric, strict=True)
    ) + "</w:tr>"  # fmt: skip


def _paragraph(text: str, style: str, *, right: bool = False, bold: bool = False) -> str:
    leftward = _right_to_left(text)
    how = "<w:bidi/>" * leftward + '<w:jc w:val="right"/>' * (right and not leftward)
    run = "<w:b/>" * bold + "<w:rtl/>" * leftward
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{how}</w:pPr><w:r>{f"<w:rPr>{run}</w:rPr>" if run else ""}'
        f'<w:t xml:space="preserve">{xml_text(text)}</w:t></w:r></w:p>'
    )


def _right_to_left(text: str) -> bool:
    strong = (kind for mark in text if (kind := unicodedata.bidirectional(mark)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr>{keep}<w:spacing w:before="0" w:after="{after}"/></w:pPr><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>'
        "</w:style>"
        for name, shown, keep, after, bold, size in (
            ("Caption", "caption", "<w:keepNext/>", 80, "<w:b/>", 20),
            ("Cell", "Table cell", "", 0, "", 18),
            ("Notes", "Table notes", "", 0, "", 16),
        )
    )
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="20"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/></w:style>{styles}</w:styles>'
    )
