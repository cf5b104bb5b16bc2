"""A printed table as an Excel workbook: numbers stay numbers, texts are never formulas."""

from framing.report.package import OFFICE, packed, relations, xml_text
from framing.report.printed import SPREADSHEET, Printed, Values

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PLAIN, HEAD, TITLE, FIRST_FORMAT = 0, 1, 2, 3
FORMATS = tuple(SPREADSHEET.values())
WIDEST = 48


def workbook(table: Printed, stem: str) -> bytes:
    """Return a workbook of one sheet: the table with a fixed heading, its caption and notes below it."""
    columns = [values for column in table.columns for values in column.values]
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{xml_text(_sheet_name(stem))}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": _sheet(table, columns),
    }
    kinds = {
        "xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "xl/styles.xml": f"{_TYPE}.styles+xml",
        "xl/worksheets/sheet1.xml": f"{_TYPE}.worksheet+xml",
    }
    return packed(parts, kinds, "xl/workbook.xml")


def _sheet_name(stem: str) -> str:
    return "".join("-" if mark in r"[]:*?/\'" else mark for mark in stem)[:31] or "table"


def _sheet(table: Printed, columns: list[Values]) -> str:
    rows = [[(values.header, HEAD) for values in columns]]
    rows += [
        [(values.values[place], FIRST_FORMAT + FORMATS.index(values.formats[place])) for values in columns]
        for place in range(len(table.rows))
    ]
    below = [(table.caption, TITLE)] * bool(table.caption) + [(note, PLAIN) for note in table.notes]
    rows += [[]] * bool(below) + [[line] for line in below]
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{_width(values)}" customWidth="1"/>'
        for place, values in enumerate(columns, start=1)
    )
    inner = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"{f'<cols>{widths}</cols>' if widths else ''}<sheetData>{inner}</sheetData></worksheet>"
    )


def _width(values: Values) -> int:
    cells = (f"{value:.2f}" if isinstance(value, float) else str(value) for value in values.values if value is not None)
    return min(WIDEST, max(map(len, (values.header, *cells))) + 2)


def _row(number: int, cells: list[tuple[object, int]]) -> str:
    inner = "".join(_cell(f"{_letters(place)}{number}", *cell) for place, cell in enumerate(cells))
    return f'<row r="{number}">{inner}</row>'


def _letters(place: int) -> str:
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _cell(where: str, value: object, style: int) -> str:
    if value is None or value == "":
        return f'<c r="{where}" s="{style}"/>'
    if isinstance(value, int | float):
        return f'<c r="{where}" s="{style}"><v>{value!r}</v></c>'
    return f'<c r="{where}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml_text(value)}</t></is></c>'


def _styles() -> str:
    """Return the styles: plain, heading, caption, wrapped, then one for each number format; texts stay texts."""
    formats = "".join(f'<numFmt numFmtId="{170 + i}" formatCode="{xml_text(f)}"/>' for i, f in enumerate(FORMATS))
    numbers = "".join(
        f'<xf numFmtId="{49 if code == "@" else 170 + i}" fontId="0" fillId="0" borderId="0" xfId="0" '
        f'applyNumberFormat="1" quotePrefix="{int(code == "@")}"/>'
        for i, code in enumerate(FORMATS)
    )
    empty = "<left/><right/><top/>"
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        f'</fill></fills><borders count="2"><border>{empty}<bottom/><diagonal/></border>'
        f'<border>{empty}<bottom style="thin"/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{FIRST_FORMAT + len(FORMATS)}">'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyFont="1" applyBorder="1" '
        'applyAlignment="1"><alignment wrapText="1" vertical="bottom"/></xf>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1"/>'
        f'{numbers}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
