"""Workbooks part by part as Excel, and as Google Sheets, write them, which openpyxl does not.

As files of theirs are that lie in public: the order of the parts, their names, namespaces and
attributes, shared strings with their runs and readings, cells that are only coloured, views,
filters, notes on cells. Texts that stand twice are shared; an empty cell has a style and no value.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_MS = "http://schemas.microsoft.com/office"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

Lines = Sequence[Sequence[str]]


class _Stream(io.BytesIO):
    """What cannot be wound back: sizes come behind each part, as Google has them."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def _packed(parts: Mapping[str, str], out: io.BytesIO) -> bytes:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _place(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row}"


def _texts(lines: Lines) -> dict[str, int]:
    """Return each text once, with its number."""
    found: dict[str, int] = {}
    for line in lines:
        for text in line:
            if text:
                found.setdefault(text, len(found))
    return found


def _filled(lines: Lines) -> int:
    return sum(bool(text) for line in lines for text in line)


def _xml(text: str) -> str:
    text = re.sub("_x[0-9A-Fa-f]{4}_", r"_x005F\g<0>", text)
    odd = "[\x00-\x08\x0b-\x1f\ufffe\uffff]"
    return escape(re.sub(odd, lambda found: f"_x{ord(found[0]):04X}_", text))


def _t(text: str) -> str:
    kept = ' xml:space="preserve"' if text.strip() != text or "\n" in text else ""
    return f"<t{kept}>{_xml(text)}</t>"


def _excel_item(text: str) -> str:
    """Return a shared string; some are written in two fonts, Japanese ones with a reading."""
    if re.search("[\u3040-\u30ff\u4e00-\u9fff]", text):
        return f'<si>{_t(text)}<rPh sb="0" eb="1"><t>カンジ</t></rPh><phoneticPr fontId="1"/></si>'
    first, space, rest = text.partition(" ")
    if space and len(text) % 2:
        font = '<rPr><b/><sz val="11"/><color theme="1"/><rFont val="Calibri"/></rPr>'
        return f"<si><r>{_t(first)}</r><r>{font}{_t(space + rest)}</r></si>"
    return f"<si>{_t(text)}</si>"


def excel(lines: Lines, notes: Mapping[str, str] | None = None, *, strict: bool = False) -> bytes:
    """Write a workbook as Excel does, with notes on cells.

    ``strict`` is its other form, "Strict Open XML Spreadsheet".
    """
    texts, width = _texts(lines), max(map(len, lines))
    rows = []
    for number, line in enumerate([*lines, *[[""] * width] * 3], 1):
        cells = "".join(
            f'<c r="{_place(number, at)}" s="{1 + (number == 1)}" t="s"><v>{texts[text]}</v></c>'
            if text
            else f'<c r="{_place(number, at)}" s="1"/>'
            for at, text in enumerate(line)
        )
        hidden = ' hidden="1"' if number == 3 else ""
        more = f'spans="1:{width}" ht="30"{hidden} x14ac:dyDescent="0.25"'
        rows.append(f'<row r="{number}" {more}>{cells}</row>')
    area = f"A1:{_place(len(lines), width - 1)}"
    ignored = (
        f'xmlns:mc="{_MC}" mc:Ignorable="x14ac xr" xmlns:x14ac="{_MS}/spreadsheetml/2009/9/ac" '
        f'xmlns:xr="{_MS}/spreadsheetml/2014/revision"'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE_TYPE}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in _EXCEL_TYPES.items()
            if notes or "omment" not in name
        )
        + "</Types>",
        "_rels/.rels": _rels(
            extended="docProps/app.xml", core="docProps/core.xml", officeDocument="xl/workbook.xml"
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}" {ignored}>'
        '<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="24312"/>'
        '<workbookPr defaultThemeVersion="166925"/>'
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x15"><x15ac:absPath url="/" '
        f'xmlns:x15ac="{_MS}/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="14805" windowHeight="8010"/>'
        '</bookViews><sheets><sheet name="ankigen" sheetId="1" r:id="rId1"/>'
        '<sheet name="Sheet1" sheetId="2" r:id="rId2"/></sheets>'
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"ankigen!${area.replace(':', ':$')}</definedName></definedNames>"
        '<calcPr calcId="191028"/></workbook>',
        "xl/_rels/workbook.xml.rels": _rels(
            worksheet="worksheets/sheet1.xml",
            worksheet_="worksheets/sheet2.xml",
            theme="theme/theme1.xml",
            styles="styles.xml",
            sharedStrings="sharedStrings.xml",
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}" {ignored} '
        'xr:uid="{E71872B3-05EE-FB42-9B87-C9CF64914CF4}"><sheetPr filterMode="1"/>'
        f'<dimension ref="{area}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="E4" sqref="E4"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>'
        '<cols><col min="1" max="7" width="17.85546875" style="1" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="{area}"><filterColumn colId="2"><filters><filter val="id"/></filters>'
        '</filterColumn></autoFilter><phoneticPr fontId="1"/>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        "</worksheet>",
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{_MAIN}" {ignored}>'
        '<dimension ref="A1"/><sheetData/></worksheet>',
        "xl/theme/theme1.xml": '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006'
        '/main" name="Office Theme"/>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}" {ignored}>'
        '<fonts count="2" x14ac:knownFonts="1"><font><sz val="11"/><color theme="1"/><name '
        'val="Calibri"/><family val="2"/><scheme val="minor"/></font><font><b/><sz val="11"/>'
        '<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
        'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
        'xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="0"/></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="{_filled(lines)}" '
        f'uniqueCount="{len(texts)}">{"".join(map(_excel_item, texts))}</sst>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
        '2006/extended-properties"><Application>Microsoft Excel</Application>'
        "<AppVersion>16.0300</AppVersion></Properties>",
    }
    if notes:
        parts |= {
            "xl/worksheets/_rels/sheet1.xml.rels": _rels(comments="../comments1.xml"),
            "xl/comments1.xml": _comments(notes, "tc={E71872B3}"),
        }
    parts = {name: f"{_HEAD}\r\n{text}" for name, text in parts.items()}
    if strict:
        usual = (
            r"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument|drawingml)/2006/"
        )
        strictly = r"http://purl.oclc.org/ooxml/\1/"
        parts = {name: re.sub(usual, strictly, text) for name, text in parts.items()}
    return _packed(parts, io.BytesIO())


_PACKAGE_TYPE = "application/vnd.openxmlformats-package"
_EXCEL_TYPES = {
    "xl/workbook.xml": f"{_TYPE}.spreadsheetml.sheet.main+xml",
    "xl/worksheets/sheet1.xml": f"{_TYPE}.spreadsheetml.worksheet+xml",
    "xl/worksheets/sheet2.xml": f"{_TYPE}.spreadsheetml.worksheet+xml",
    "xl/theme/theme1.xml": f"{_TYPE}.theme+xml",
    "xl/styles.xml": f"{_TYPE}.spreadsheetml.styles+xml",
    "xl/sharedStrings.xml": f"{_TYPE}.spreadsheetml.sharedStrings+xml",
    "xl/comments1.xml": f"{_TYPE}.spreadsheetml.comments+xml",
    "docProps/core.xml": f"{_PACKAGE_TYPE}.core-properties+xml",
    "docProps/app.xml": f"{_TYPE}.extended-properties+xml",
}


def _rels(**targets: str) -> str:
    """Return relations by their kinds; a second one of a kind has a line at its end."""
    kinds = {
        "core": f"{_PACKAGE}/relationships/metadata/core-properties",
        "extended": f"{_OFFICE}/extended-properties",
    }
    found = ""
    for number, (name, target) in enumerate(targets.items(), 1):
        kind = kinds.get(name) or f"{_OFFICE}/{name.rstrip('_')}"
        found += f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _comments(notes: Mapping[str, str], author: str) -> str:
    return (
        f'<comments xmlns="{_MAIN}"><authors><author>{author}</author></authors><commentList>'
        + "".join(
            f'<comment authorId="0" ref="{place}"><text><t xml:space="preserve">{_xml(text)}</t>'
            "</text></comment>"
            for place, text in notes.items()
        )
        + "</commentList></comments>"
    )


def google(lines: Lines, notes: Mapping[str, str] | None = None) -> bytes:
    """Write a workbook as Google Sheets does for "Download as .xlsx"."""
    texts, width = _texts(lines), max(map(len, lines))
    names = (
        f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}" xmlns:mx="{_MS}/mac/excel/2008/main" '
        f'xmlns:mc="{_MC}" xmlns:mv="urn:schemas-microsoft-com:mac:vml" '
        f'xmlns:x14ac="{_MS}/spreadsheetml/2009/9/ac"'
    )
    # What is beyond the texts is there as well, as far as the grid on the screen went.
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{_place(number, at)}" s="1" t="s"><v>{texts[text]}</v></c>'
            if text
            else f'<c r="{_place(number, at)}" s="2"/>'
            for at, text in enumerate([*line, *[""] * (26 - width)])
        )
        + "</row>"
        for number, line in enumerate([*lines, *[[""] * width] * 200], 1)
    )
    kinds = {
        "/xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
        "/xl/sharedStrings.xml": "spreadsheetml.sharedStrings",
        "/xl/drawings/drawing1.xml": "drawing",
        "/xl/styles.xml": "spreadsheetml.styles",
        "/xl/workbook.xml": "spreadsheetml.sheet.main",
    } | ({"/xl/comments1.xml": "spreadsheetml.comments"} if notes else {})
    more = {"comments": "../comments1.xml"} if notes else {}
    parts = {
        "xl/drawings/drawing1.xml": '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/'
        'drawingml/2006/spreadsheetDrawing"/>',
        **({"xl/comments1.xml": _comments(notes, "")} if notes else {}),
        "xl/worksheets/sheet1.xml": f"<worksheet {names}><sheetPr><outlinePr "
        'summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1.0" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection activeCell="B3" sqref="B3" pane="bottomLeft"/></sheetView></sheetViews>'
        '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
        '<cols><col customWidth="1" min="1" max="1" width="22.43"/></cols>'
        f'<sheetData>{rows}</sheetData><drawing r:id="rId1"/></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": _rels(drawing="../drawings/drawing1.xml", **more),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="{_filled(lines)}" '
        f'uniqueCount="{len(texts)}">{"".join(f"<si>{_t(text)}</si>" for text in texts)}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}" xmlns:mc="{_MC}"><fonts count="1"><font>'
        '<sz val="10.0"/><color rgb="FF000000"/><name val="Arial"/><scheme val="minor"/></font>'
        '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="lightGray"/></fill></fills><borders count="1"><border/>'
        '</borders><cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" '
        'applyAlignment="1" applyFont="1"/></cellStyleXfs><cellXfs count="3">'
        + '<xf borderId="0" fillId="0" fontId="0" numFmtId="49" xfId="0" applyAlignment="1" '
        'applyFont="1"><alignment readingOrder="0" shrinkToFit="0" wrapText="1"/></xf>'
        * 3
        + '</cellXfs><cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/>'
        '</cellStyles><dxfs count="0"/></styleSheet>',
        "xl/workbook.xml": f"<workbook {names}><workbookPr/><sheets>"
        '<sheet state="visible" name="ankigen" sheetId="1" r:id="rId3"/></sheets><definedNames/>'
        "<calcPr/></workbook>",
        "xl/_rels/workbook.xml.rels": _rels(
            styles="styles.xml",
            sharedStrings="sharedStrings.xml",
            worksheet="worksheets/sheet1.xml",
        ),
        "_rels/.rels": _rels(officeDocument="xl/workbook.xml"),
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default ContentType="application/xml" Extension="xml"/>'
        f'<Default ContentType="{_PACKAGE_TYPE}.relationships+xml" Extension="rels"/>'
        + "".join(
            f'<Override ContentType="{_TYPE}.{kind}+xml" PartName="{name}"/>'
            for name, kind in kinds.items()
        )
        + "</Types>",
    }
    return _packed({name: _HEAD + text for name, text in parts.items()}, _Stream())
