"""Small bad and odd inputs, each with all that must be said of it.

A problem is written as ``severity code file:row column``; what a place does not have is left out.
`SAME` inputs hold the facts of `NODES` and `EDGES` and must give the same record.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl

NODES = """\
id,label,sector,secretariat
S,Sekretariatet,,ja
A,Ålborg Forening,civil,
B,Skolen på Øen,kommune,nej
"""
EDGES = """\
activity,actor,role,start,end
Møde,S,lead,2018,
Møde,A,,2018,
Møde,B,,2018,
Tur,A,lead,2018-06,
Tur,B,,2018-06,
"""
PAIRS = """\
source,target,activity,start,end,secretariat
A,B,Møde,2018,,led
A,B,Tur,2018-06,,none
"""

Content = str | bytes
Make = Callable[[Path], None]


@dataclass(frozen=True)
class Odd:
    """An input and what must be said of it.

    Attributes
    ----------
    name
        What is odd.
    files
        Content by name, or a function that fills the folder.
    says
        All problems, in the order in which they are told.
    words
        What the sentences must hold, in English.
    same
        Whether the record must be that of `NODES` and `EDGES`.
    data
        What the command is called with, within the folder.
    """

    name: str
    files: Mapping[str, Content] | Make
    says: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    same: bool = False
    data: str = ""

    def make(self, folder: Path) -> Path:
        """Write the input and give the path to call the command with."""
        folder.mkdir(parents=True, exist_ok=True)
        if callable(self.files):
            self.files(folder)
        else:
            for name, content in self.files.items():
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder / self.data if self.data else folder


def folder(nodes: Content = NODES, edges: Content = EDGES, **more: Content) -> dict[str, Content]:
    """Files of a data folder."""
    return {"nodes.csv": nodes, "edges.csv": edges, **more}


def made(name: str, content: Callable[[], bytes]) -> Make:
    """One file, whose bytes are made when the folder is."""

    def write(place: Path) -> None:
        (place / name).write_bytes(content())

    return write


def nodes(name: str, content: Content, *says: str, words: tuple[str, ...] = ()) -> Odd:
    """The usual edges with other nodes."""
    return Odd(name, folder(nodes=content), says, words)


def edges(name: str, content: Content, *says: str, words: tuple[str, ...] = ()) -> Odd:
    """The usual nodes with other edges."""
    return Odd(name, folder(edges=content), says, words)


def node_rows(*rows: str, header: str = "id,label,sector,secretariat") -> str:
    """nodes.csv with a secretariat S, A and B, and further rows from row 5 on."""
    return "\n".join([NODES.replace("id,label,sector,secretariat", header).rstrip("\n"), *rows, ""])


def edge_rows(*rows: str, header: str = "activity,actor,role,start,end") -> str:
    """edges.csv with these rows after the usual ones, from row 7 on."""
    return "\n".join([EDGES.replace("activity,actor,role,start,end", header).rstrip(), *rows, ""])


def with_last_column(text: str, name: str, *cells: str) -> str:
    """A CSV text with one column more."""
    lines = text.rstrip("\n").split("\n")
    return (
        "\n".join(f"{line},{cell}" for line, cell in zip(lines, (name, *cells), strict=False))
        + "\n"
    )


def separated(text: str, separator: str) -> str:
    """The same table with another separator."""
    return text.replace(",", separator)


# -------------------------------------------------------------------------- what must be the same

CODECS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16 LE": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "Windows-1252": lambda text: text.encode("cp1252"),
}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
LINE_ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


def written(separator: str, codec: str, line_end: str) -> Odd:
    """The usual data, written in one way of many."""

    def encode(text: str) -> bytes:
        text = separated(text, SEPARATORS[separator]).replace("\n", LINE_ENDS[line_end])
        return CODECS[codec](text)

    return Odd(f"{separator}, {codec}, {line_end}", folder(encode(NODES), encode(EDGES)), same=True)


def same(name: str, nodes: Content = NODES, edges: Content = EDGES) -> Odd:
    """Another way to write the usual data."""
    return Odd(name, folder(nodes, edges), same=True)


def quoted(text: str) -> str:
    """Every cell in quotation marks."""
    return "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in text.splitlines()
    )


SAME = [
    *(written(*each) for each in product(SEPARATORS, CODECS, LINE_ENDS)),
    same("no line end at the end", NODES.rstrip("\n"), EDGES.rstrip("\n")),
    same("many line ends at the end", NODES + "\n\n\n", EDGES + "\r\n\r\n"),
    same("line sep=;", "sep=;\n" + separated(NODES, ";"), "sep=;\r\n" + separated(EDGES, ";")),
    same(
        "line sep=; in quotes",
        '"sep=;"\n' + separated(NODES, ";"),
        "SEP=;\n" + separated(EDGES, ";"),
    ),
    same("line sep=, although it is plain", "sep=,\n" + NODES, "sep=,\n" + EDGES),
    same("line sep=tab", "sep=\t\n" + separated(NODES, "\t"), EDGES),
    same("line sep=; after a mark", b"\xef\xbb\xbfsep=;\r\n" + separated(NODES, ";").encode()),
    same("UTF-16 with sep=;", CODECS["UTF-16 LE"]("sep=;\r\n" + separated(NODES, ";"))),
    same(
        "each file in its own way",
        separated(NODES, ";"),
        CODECS["UTF-16 BE"](separated(EDGES, "\t")),
    ),
    same("everything in quotation marks", quoted(NODES), quoted(EDGES)),
    same(
        "blank rows between",
        NODES.replace("\n", "\n\n"),
        EDGES.replace("\nTur", "\n,,,,\n \nTur", 1),
    ),
    same("blank rows before the header", "\n\n" + NODES, ",,,,\n;;\n".replace(";", ",") + EDGES),
    same(
        "trailing separators on every row",
        NODES.replace("\n", ",,,\n"),
        EDGES.replace("\n", ";\n".replace(";", ",")),
    ),
    same(
        "trailing separators on the rows but not the header",
        NODES.split("\n", 1)[0] + "\n" + NODES.split("\n", 1)[1].replace("\n", ",,\n"),
    ),
    same("blank columns between", NODES.replace(",", ",,")),
    same("spaces around cells", NODES.replace(",", " , "), EDGES.replace(",", "  ,")),
    same(
        "no-break spaces around cells",
        NODES.replace("S,", "\u00a0S\u00a0,"),
        EDGES.replace("A,", "A\u00a0,"),
    ),
    same("accents apart", NODES.replace("Å", "A\u030a"), EDGES),
    same(
        "Danish headers",
        NODES.replace("id,label,sector,secretariat", "id,navn,sektor,sekretariat"),
        EDGES.replace("activity,actor,role,start,end", "aktivitet,aktør,rolle,start,slut"),
    ),
    same(
        "Danish headers in capitals",
        NODES.replace("id,label,sector,secretariat", "ID,Navn,SEKTOR, Sekretariat "),
        EDGES.replace("activity,actor,role,start,end", "Aktivitet,AKTØR,Rolle,Startdato,Slutdato"),
    ),
    same("Danish headers without æøå", NODES, EDGES.replace("activity,actor", "aktivitet,aktoer")),
    same(
        "Danish headers in Windows-1252",
        NODES,
        EDGES.replace("activity,actor", "aktivitet,aktør").encode("cp1252"),
    ),
    same(
        "columns in another order",
        "secretariat,id,sector,label\nja,S,,Sekretariatet\n"
        ",A,civil,Ålborg Forening\nnej,B,kommune,Skolen på Øen\n",
    ),
    same(
        "rows in another order",
        NODES,
        "\n".join([EDGES.splitlines()[0], *reversed(EDGES.splitlines()[1:])]) + "\n",
    ),
    *(
        same(f"{word} in the column secretariat", NODES.replace(",ja", f",{word}"))
        for word in ("true", "TRUE", "True", "yes", "Ja", "JA", "1", "SAND", "sand")
    ),
    *(
        same(f"{word or 'blank'} in the column secretariat", NODES.replace(",nej", f",{word}"))
        for word in ("", "false", "FALSE", "no", "No", "0", "FALSK", "Nej")
    ),
    *(
        same(f"the role {word}", NODES, EDGES.replace("lead", word))
        for word in (
            "leader",
            "Lead",
            "co-lead",
            "organiser",
            "organizer",
            "host",
            "tovholder",
            "leder",
            "ARRANGØR",
            "vært",
            "Vært",
        )
    ),
    *(
        same(f"the date {date}", NODES, EDGES.replace("2018-06,", f"{date},"))
        for date in ("2018-6", "2018-06")
    ),
    *(
        Odd(f"the day {date}", folder(edges=EDGES.replace("2018-06,", f"{date},")))
        for date in (
            "2018-03-14",
            "14-03-2018",
            "14.03.2018",
            "14/3 2018",
            "14/3-2018",
            "14. 3. 2018",
            "14/03/2018",
            "2018-Q2",
            "2018-03-14 10:30",
            "2018-03-14T10:30:00",
            "14-03-2018 10:30",
        )
    ),
    *(
        Odd(f"the end {word}", folder(edges=EDGES.replace("2018-06,\n", f"2018-06,{word}\n")))
        for word in ("ongoing", "Ongoing", "løbende", "LØBENDE", "2018", "2019-01")
    ),
    *(
        Odd(f"left {word}", folder(nodes=with_last_column(NODES, "left", "", word, "")))
        for word in ("unknown", "ukendt", "Ukendt", "2019", "2018-12-31", "31-12-2018")
    ),
    *(
        Odd(
            f"an actor called {word}",
            folder(NODES.replace("\nA,", f"\n{word},"), EDGES.replace(",A,", f",{word},")),
        )
        for word in (
            "NA",
            "N/A",
            "nan",
            "NaN",
            "None",
            "null",
            "NULL",
            "TRUE",
            "False",
            "SAND",
            "007",
            "7",
            "1e5",
            "1E5",
            "7.0",
            "0",
            "-",
            "inf",
            "2018-03-14",
            "=A1",
            "+45",
            "@a",
            "'A",
            "Æ",
            "中",
            "A;B".replace(";", "|"),
        )
    ),
    Odd(
        "extra columns",
        folder(
            with_last_column(NODES, "evidence", "x", "y", "z"),
            with_last_column(EDGES, "recorded_by,source,evidence,type,place", *["a,b,c,d,e"] * 5),
        ),
    ),
    Odd(
        "further columns with ordinary names",
        folder(
            with_last_column(
                NODES,
                "kind,note,website,founded,members,contact,level,state",
                *["1,2,3,4,5,6,7,8"] * 3,
            ),
            with_last_column(
                EDGES,
                "note,state,status,name,size,topic,hours,target group",
                *["1,2,3,4,5,6,7,8"] * 5,
            ),
        ),
    ),
    Odd("the partnership shape", folder(edges=PAIRS)),
    Odd("a quoted line end in a cell", folder(edges=EDGES.replace("Tur,", '"Tur\ni skoven",'))),
    Odd("a quoted separator in a cell", folder(edges=EDGES.replace("Tur,", '"Tur, lang",'))),
    Odd("a doubled quotation mark", folder(edges=EDGES.replace("Tur,", '"Tur ""ud""",'))),
    Odd("a quotation mark within a cell", folder(edges=EDGES.replace("Tur,", 'Tur "ud",'))),
    Odd(
        "a line separator of Unicode within a cell",
        folder(edges=EDGES.replace("Tur,", "Tur\u2028\u0085ud,")),
    ),
    Odd(
        "a folder with æøå and spaces",
        {f"År 2018 – æøå/{name}": text for name, text in folder().items()},
        same=True,
        data="År 2018 – æøå",
    ),
    Odd("names of files in capitals", {"Nodes.csv": NODES, "EDGES.CSV": EDGES}, same=True),
    Odd(
        "other files beside",
        folder(**{"README.md": "x", "layout.csv": "id,x,y\n", "~$book.xlsx": b"x"}),
        same=True,
    ),
]

# ----------------------------------------------------------------------------- files and folders


def link(name: str, to: str, **files: Content) -> Make:
    """A folder in which a name is a link."""

    def make(place: Path) -> None:
        for each, content in files.items():
            (place / f"{each}.csv").write_text(str(content), encoding="utf-8")
        (place / name).symlink_to(to)

    return make


def directory_for_nodes(place: Path) -> None:
    (place / "nodes.csv").mkdir()
    (place / "edges.csv").write_text(EDGES, encoding="utf-8")


FILES = [
    Odd("nothing there", {}, ("error missing-data nowhere",), data="nowhere"),
    Odd("a file twice", folder(**{"Nodes.csv": NODES}), ("error file-twice ",), ("Nodes.csv",)),
    Odd("an empty folder", {}, ("error missing-file ", "error missing-file ")),
    Odd("edges.csv missing", {"nodes.csv": NODES}, ("error missing-file ",), ("edges.csv",)),
    Odd("nodes.csv missing", {"edges.csv": EDGES}, ("error missing-file ",), ("nodes.csv",)),
    Odd(
        "node.csv for nodes.csv",
        {"node.csv": NODES, "edges.csv": EDGES},
        ("error missing-file-near ",),
        ("node.csv",),
    ),
    Odd("one CSV file", folder(), ("error one-csv nodes.csv",), data="nodes.csv"),
    *(
        Odd(
            f"one file {ending}",
            {f"data{ending}": "x"},
            (f"error {code} data{ending}",),
            data=f"data{ending}",
        )
        for ending, code in [
            (".TSV", "one-csv"),
            (".txt", "one-csv"),
            (".xls", "old-workbook"),
            (".xlsb", "old-workbook"),
            (".Numbers", "old-workbook"),
            ("", "no-data"),
        ]
    ),
    Odd("a text file", {"data.docx": "x"}, ("error no-data data.docx",), data="data.docx"),
    Odd(
        "CSV files and a workbook",
        folder(**{"book.xlsx": b"x"}),
        ("error two-sources ",),
        ("book.xlsx",),
    ),
    Odd(
        "two workbooks",
        {"a.xlsx": b"x", "b.ods": b"y"},
        ("error two-workbooks ",),
        ("a.xlsx", "b.ods"),
    ),
    Odd(
        "an old workbook",
        {"a.xls": b"\xd0\xcf\x11\xe0"},
        ("error old-workbook a.xls",),
        data="a.xls",
    ),
    Odd(
        "a workbook that is called CSV",
        folder(nodes=b"PK\x03\x04rest"),
        ("error workbook-as-csv nodes.csv",),
    ),
    Odd("a folder called nodes.csv", directory_for_nodes, ("error folder-for-file nodes.csv",)),
    Odd(
        "a link to nothing",
        link("nodes.csv", "gone.csv", edges=EDGES),
        ("error dead-link nodes.csv",),
    ),
    Odd(
        "a link to itself",
        link("nodes.csv", "nodes.csv", edges=EDGES),
        ("error link-loop nodes.csv",),
    ),
    Odd(
        "a link to a device",
        link("nodes.csv", "/dev/zero", edges=EDGES),
        ("error not-a-file nodes.csv",),
    ),
    Odd("nothing in nodes.csv", folder(nodes=""), ("error empty-file nodes.csv",)),
    Odd(
        "nothing in either",
        folder("", ""),
        ("error empty-file nodes.csv", "error empty-file edges.csv"),
    ),
    Odd("only a mark", folder(nodes=b"\xef\xbb\xbf"), ("error empty-file nodes.csv",)),
    Odd("only a mark of UTF-16", folder(nodes=b"\xff\xfe"), ("error empty-file nodes.csv",)),
    Odd("only blank lines", folder(nodes="\n\n ,,\n"), ("error empty-file nodes.csv",)),
    Odd("only sep=;", folder(nodes="sep=;\n"), ("error empty-file nodes.csv",)),
    nodes("only a header of nodes", "id,label\n", "error no-actors nodes.csv:1"),
    edges(
        "only a header of edges",
        "activity,actor,role,start,end\n",
        "warning no-activities edges.csv:1",
    ),
    nodes("bytes of a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "error not-text nodes.csv"),
    same("how DOS ends a file", edges=EDGES + "\x1a"),
    edges(
        "a NUL byte in the header", EDGES.replace("role", "ro\0le"), "error nul-byte edges.csv:1 C"
    ),
    nodes(
        "letters as web pages write them, and twice garbled",
        node_rows("C,S&oslash;nderborg,,", "D,SÃƒÂ¸nder,,", "E,B&U Kbh; x,,", "F,Sacré-Cœur,,"),
        "warning garbled-text nodes.csv:5 label",
        "warning garbled-text nodes.csv:6 label",
    ),
    edges("a page to log in", "\n<!DOCTYPE html><p>Log ind</p>\n", "error no-table edges.csv"),
    nodes("data of another program", '[{"id": "A"}]\n', "error no-table nodes.csv"),
    edges("a NUL byte", EDGES.replace("Tur,B", "T\0r,B"), "error nul-byte edges.csv:6 activity"),
    nodes("UTF-16 without a mark", NODES.encode("utf-16-le"), "error utf16-without-mark nodes.csv"),
    nodes(
        "half a letter of UTF-16",
        CODECS["UTF-16 LE"](NODES)[:-1],
        "error mixed-encoding nodes.csv:4 secretariat",
    ),
    edges(
        "a file padded with NUL bytes", EDGES.encode() + bytes(900), "error nul-byte edges.csv:7"
    ),
    edges(
        "UTF-8 and Windows-1252 in one file",
        EDGES.encode() + "Fælles,A,,2018,\n".encode("cp1252"),
        "error mixed-encoding edges.csv:7 activity",
        words=("F\ufffdlles", "UTF-8"),
    ),
    edges(
        "bytes that are no UTF-8, below a cell of two lines",
        EDGES.encode().replace("Møde".encode(), '"Mø\nde"'.encode()).replace(b"Tur", b"T\xf8r"),
        "error mixed-encoding edges.csv:5 activity",
        "error mixed-encoding edges.csv:6 activity",
    ),
    nodes(
        "bytes that are no UTF-8, in an id",
        NODES.encode().replace(b"A,", b"A\xe6,"),
        "error mixed-encoding nodes.csv:3 id",
    ),
    edges(
        "no UTF-8 letter but a dash",
        EDGES.encode().replace("Møde".encode(), "M – de".encode()).replace(b"Tur,B", b"T\xf8r,B"),
        "error mixed-encoding edges.csv:6 activity",
    ),
    edges(
        "bytes that Windows-1252 does not have",
        b"activity,actor\nM\x81de,A\n",
        "error mixed-encoding edges.csv:2 activity",
        words=("Windows-1252",),
    ),
    nodes(
        "letters as an old Mac wrote them",
        NODES.replace("Ålborg Forening", "Sønder Forening").encode("mac_roman"),
        "warning garbled-text nodes.csv:3 label",
        "warning garbled-text nodes.csv:4 label",
    ),
    edges(
        "letters garbled by an earlier program",
        EDGES.replace("Møde", "MÃ¸de"),
        *(f"warning garbled-text edges.csv:{row} activity" for row in (2, 3, 4)),
    ),
    edges(
        "letters lost by an earlier program",
        EDGES.replace("Tur,B", "T\ufffdr,B"),
        "warning one-participant edges.csv:5 activity",
        "warning garbled-text edges.csv:6 activity",
        "warning one-participant edges.csv:6 activity",
    ),
    nodes(
        "a separator that is not read", separated(NODES, "|"), "error unknown-separator nodes.csv"
    ),
    nodes(
        "sep= with another separator",
        "sep=|\n" + separated(NODES, "|"),
        "error unknown-separator nodes.csv",
    ),
]

# ---------------------------------------------------------------------------- rows and quotation

TITLES = "Deltagelse 2018,,,,\nUdtræk fra regneark,,,,\n\n"
ROWS = [
    edges(
        "a title above the header keeps the rows' numbers",
        TITLES + EDGES + "Tur,X,,2018,\n",
        "error unknown-actor edges.csv:10 actor",
    ),
    edges(
        "a row with a cell too many",
        edge_rows("Fest,A,,2018,,x"),
        "error ragged-row edges.csv:7",
        words=("6", "5"),
    ),
    edges("a row with a cell too few", edge_rows("Fest,A,"), "error ragged-row edges.csv:7"),
    edges(
        "the first row with a cell too many",
        EDGES.replace("2018,\n", "2018,,x\n", 1),
        "error ragged-row edges.csv:2",
    ),
    edges(
        "two ragged rows",
        edge_rows("Fest,A", "Fest,B,,2018,", "Fest,S,,2018,,,1"),
        "error ragged-row edges.csv:7",
        "error ragged-row edges.csv:9",
    ),
    nodes(
        "a ragged row of nodes does not make its actor unknown",
        NODES.replace("B,Skolen på Øen", "B,Skolen, på Øen"),
        "error ragged-row nodes.csv:4",
    ),
    edges(
        "an unclosed quotation mark",
        EDGES.replace("Tur,A", '"Tur,A'),
        "error unclosed-quote edges.csv:5",
    ),
    edges(
        "rows above a quotation mark that is never closed",
        EDGES.replace("Møde,A", "Møde,X").replace("Tur,B", '"Tur,B'),
        "error unknown-actor edges.csv:3 actor",
        "error unclosed-quote edges.csv:6",
    ),
    nodes(
        "actors below a quotation mark that is never closed",
        NODES.replace("B,Skolen", '"B,Skolen').replace("nej", "måske"),
        "error unclosed-quote nodes.csv:4",
    ),
    edges(
        "two texts after a quotation mark",
        EDGES.replace("Møde,A", '"M"ø,A').replace("Tur,B", '"T"ur,B').replace("Tur,A", "Tur,X"),
        "error stray-quote edges.csv:3",
        "error unknown-actor edges.csv:5 actor",
        "error stray-quote edges.csv:6",
    ),
    nodes(
        "a comma in a text, and a blank cell at the end",
        node_rows("C,Klub, nord,kommune,"),
        "error ragged-row nodes.csv:5",
        words=("5 cells",),
    ),
    edges(
        "an unclosed quotation mark at the end",
        edge_rows('Fest,A,"lead,2018,'),
        "error unclosed-quote edges.csv:7",
    ),
    edges(
        "an unclosed quotation mark in the header", '"' + EDGES, "error unclosed-quote edges.csv:1"
    ),
    edges(
        "an unclosed quotation mark before a quoted cell",
        EDGES.replace("Møde,A", '"Møde,A') + '"Fest",A,,2018,\n',
        "error unclosed-quote edges.csv:3",
    ),
    edges(
        "two quotation marks far apart",
        EDGES.replace("Møde,S", '"Møde,S').replace("Tur,A", 'Tur",A'),
        "error rows-in-a-cell edges.csv:2",
    ),
    edges(
        "words after a closing quotation mark",
        EDGES.replace("Tur,A", '"Tur" lang,A'),
        "error stray-quote edges.csv:5",
    ),
    edges(
        "quoted line ends count as one row",
        EDGES.replace("Møde,", '"Møde\nmed\nkage",') + "Tur,X,,2018,\n",
        "error unknown-actor edges.csv:7 actor",
    ),
    edges(
        "blank rows count as rows",
        EDGES.replace("\nTur", "\n\n\nTur", 1) + "Tur,X,,2018,\n",
        "error unknown-actor edges.csv:9 actor",
    ),
    edges(
        "a line sep= is no row",
        "sep=,\n" + EDGES + "Tur,X,,2018,\n",
        "error unknown-actor edges.csv:7 actor",
    ),
    edges(
        "rows that end in CR are rows",
        (EDGES + "Tur,X,,2018,\n").replace("\n", "\r"),
        "error unknown-actor edges.csv:7 actor",
    ),
    edges(
        "a filled column without a name",
        with_last_column(EDGES, "", "", "", "x"),
        "error unnamed-column edges.csv:1 F",
        words=("4",),
    ),
    edges(
        "a filled column without a name between",
        EDGES.replace("role", ""),
        "error unnamed-column edges.csv:1 C",
    ),
    edges(
        "a cell error of a spreadsheet",
        EDGES.replace("Tur,B", "#N/A,B"),
        "error error-cell edges.csv:6 activity",
    ),
    edges(
        "a cell error of a Danish spreadsheet",
        EDGES.replace("Tur,B", "Tur,#I/T"),
        "error error-cell edges.csv:6 actor",
    ),
    edges(
        "a control character",
        EDGES.replace("Tur,B", "Tur\x07,B"),
        "error control-character edges.csv:6 activity",
    ),
    edges(
        "rows above the header that are data",
        "Fest,A,lead,2018,\nFest,B,,2018,\n" + EDGES,
        "error rows-above-header edges.csv:1",
        "error rows-above-header edges.csv:2",
    ),
]

# ---------------------------------------------------------------------------------------- columns

COLUMNS = [
    edges(
        "a column missing",
        EDGES.replace("actor", "who"),
        "error missing-column edges.csv:1 actor",
        words=("who",),
    ),
    edges(
        "both columns missing",
        "a,b\nx,y\n",
        "error missing-column edges.csv:1 activity",
        "error missing-column edges.csv:1 actor",
    ),
    nodes(
        "id missing",
        NODES.replace("id,", "x,").replace("label", "y"),
        "error missing-column nodes.csv:1 id",
    ),
    nodes(
        "id missing where there is a number",
        NODES.replace("id,", "nr,"),
        "error missing-column-near nodes.csv:1 id",
        words=("nr",),
    ),
    nodes(
        "id missing where there is a name",
        NODES.replace("id,label", "code,name"),
        "error missing-column-near nodes.csv:1 id",
        words=("name",),
    ),
    Odd(
        "columns of both files are told at once",
        folder(NODES.replace("id,", "x,").replace("label", "y"), EDGES.replace("actor", "who")),
        ("error missing-column nodes.csv:1 id", "error missing-column edges.csv:1 actor"),
        ("who",),
    ),
    *(
        edges(
            f"the column {wrong}",
            EDGES.replace(right, wrong, 1),
            f"error near-column edges.csv:1 {wrong}",
            words=(right,),
        )
        for right, wrong in (
            ("activity", "activty"),
            ("activity", "acitvity"),
            ("actor", "actr"),
            ("actor", "actors"),
            ("activity", "activities"),
            ("role", "roles"),
            ("start", "strat"),
            ("end", "ends"),
            ("end", "edn"),
        )
    ),
    edges(
        "a misspelt Danish column",
        EDGES.replace("activity", "aktivitt"),
        "error near-column edges.csv:1 aktivitt",
        words=("aktivitet",),
    ),
    nodes(
        "the column secretriat",
        NODES.replace("secretariat", "secretriat", 1),
        "error near-column nodes.csv:1 secretriat",
        words=("secretariat",),
    ),
    nodes(
        "the column sekretariatt",
        NODES.replace("secretariat", "sekretariatt", 1),
        "error near-column nodes.csv:1 sekretariatt",
        words=("sekretariat",),
    ),
    nodes(
        "the column lable",
        NODES.replace("label", "lable", 1),
        "error near-column nodes.csv:1 lable",
        words=("label",),
    ),
    nodes(
        "the column joind",
        with_last_column(NODES, "joind", "", "2018", ""),
        "error near-column nodes.csv:1 joind",
        words=("joined",),
    ),
    edges(
        "a misspelt column of pairs",
        PAIRS.replace("source", "sorce"),
        "error near-column edges.csv:1 sorce",
        words=("source",),
    ),
    edges(
        "a column twice",
        with_last_column(EDGES, "actor", *"ABABA"),
        "error column-twice edges.csv:1 actor",
    ),
    edges(
        "a column in both languages",
        with_last_column(EDGES, "aktør", *"ABABA"),
        "error column-twice edges.csv:1 aktør",
    ),
    edges(
        "a column twice with cells that are no dates",
        with_last_column(EDGES.replace("end", "startdato"), "end", *["x"] * 5),
        "error column-twice edges.csv:1 startdato",
        "error bad-date edges.csv:2 end",
        "error bad-date edges.csv:3 end",
        "error bad-date edges.csv:4 end",
        "error bad-date edges.csv:5 end",
        "error bad-date edges.csv:6 end",
    ),
    edges(
        "a further column twice",
        with_last_column(EDGES, "note,note", *["1,2"] * 5),
        "error column-twice edges.csv:1 note",
    ),
    edges(
        "the columns of both shapes",
        with_last_column(EDGES, "source,target", *["A,B"] * 5),
        "error two-shapes edges.csv:1",
    ),
]

# ------------------------------------------------------------------------------------ actors' cells


def node_cells(header: str, *cells: str) -> str:
    """nodes.csv with further columns; A's cells stand in row 3."""
    blank = "," * header.count(",")
    lines = NODES.rstrip("\n").split("\n")
    shown = [header, blank, *cells, *[blank] * 3]
    return "\n".join(f"{line},{cell}" for line, cell in zip(lines, shown, strict=False)) + "\n"


NODE_CELLS = [
    nodes(
        "an id twice", node_rows("A,Igen,,"), "error duplicate-id nodes.csv:5 id", words=("row 3",)
    ),
    nodes(
        "an id three times",
        node_rows("A,Igen,,", "A,Mere,,"),
        "error duplicate-id nodes.csv:5 id",
        "error duplicate-id nodes.csv:6 id",
    ),
    nodes(
        "an id twice after trimming", node_rows(" A ,Igen,,"), "error duplicate-id nodes.csv:5 id"
    ),
    nodes(
        "an id twice with accents apart",
        node_rows("Ål,Et,,", "A\u030al,To,,"),
        "error duplicate-id nodes.csv:6 id",
    ),
    nodes(
        "ids that differ by case",
        node_rows("a,Andet,,"),
        "error case-id nodes.csv:5 id",
        words=("“A”", "row 3"),
    ),
    nodes("an id blank", node_rows(",Uden,,"), "error blank-cell nodes.csv:5 id"),
    nodes(
        "ids that differ by a space",
        node_rows("Blå Kors,Et,,", "Blå  Kors,To,,"),
        "warning near-id nodes.csv:6 id",
        words=("Blå Kors", "row 5"),
    ),
    nodes(
        "a name within another",
        node_rows("Trussell,Et,,", "Trussell Trust,To,,"),
        "warning within-id nodes.csv:6 id",
    ),
    nodes(
        "a word written short",
        node_rows("Unge mod Vold and Crime,Et,,", "Unge mod Vold & Crime,To,,"),
        "warning near-id nodes.csv:6 id",
    ),
    nodes(
        "ids that differ by a hyphen",
        node_rows("blaa-kors,Et,,", "blaa kors,To,,"),
        "warning near-id nodes.csv:6 id",
    ),
    nodes(
        "ids with å and aa",
        node_rows("Ålborg Hus,Et,,", "Aalborg Hus,To,,"),
        "warning near-id nodes.csv:6 id",
    ),
    nodes(
        "ids with ø and oe",
        node_rows("Søhuset,Et,,", "Soehuset,To,,"),
        "warning near-id nodes.csv:6 id",
    ),
    nodes(
        "ids with a letter less",
        node_rows("Erhverv,Et,,", "Erverv,To,,"),
        "warning near-id nodes.csv:6 id",
        words=("Erhverv", "row 5"),
    ),
    nodes(
        "ids with two letters swapped",
        node_rows("Kommunen,Et,,", "Kommunne,To,,"),
        "warning near-id nodes.csv:6 id",
    ),
    nodes(
        "ids that are like one another and differ",
        node_rows(
            "Hold 1,x,,",
            "Hold 2,y,,",
            "Hal A,z,,",
            "Hal B,w,,",
            "Skolen Nord,v,,",
            "Skolen Syd,u,,",
            "a-1,t,,",
            "a-2,s,,",
        ),
    ),
    nodes(
        "labels that are written twice",
        node_rows("C,Ålborg  forening,,"),
        "warning near-id nodes.csv:5 label",
    ),
    nodes(
        "a word that is neither yes nor no",
        NODES.replace("nej", "måske"),
        "error bad-yes-no nodes.csv:4 secretariat",
    ),
    nodes(
        "a number that is neither yes nor no",
        NODES.replace("nej", "2"),
        "error bad-yes-no nodes.csv:4 secretariat",
    ),
    nodes(
        "an unknown type", node_cells("type", "forening"), "warning unknown-type nodes.csv:3 type"
    ),
    nodes("a person", node_cells("type", "Person")),
    nodes(
        "left before joined",
        node_cells("joined,left", "2018,2017"),
        "error left-before-joined nodes.csv:3 left",
    ),
    nodes("joined and left in one year", node_cells("joined,left", "2018-06,2018")),
    nodes(
        "joined on no day",
        node_cells("joined", "31-02-2018"),
        "error impossible-date nodes.csv:3 joined",
    ),
    nodes(
        "a word for joined", node_cells("joined", "forår 2018"), "error bad-date nodes.csv:3 joined"
    ),
    nodes(
        "joined as a serial number",
        node_cells("joined", "43173"),
        "error excel-serial nodes.csv:3 joined",
        words=("2018-03-14",),
    ),
    nodes(
        "a term without a secretariat",
        node_cells("secretariat_from", "2018"),
        "error term-without-flag nodes.csv:3 secretariat_from",
    ),
    nodes(
        "a term that is reversed",
        "id,secretariat,secretariat_from,secretariat_until\nS,ja,2019,2018\nA,,,\nB,,,\n",
        "error term-reversed nodes.csv:2 secretariat_until",
    ),
    nodes(
        "a term outside the record",
        "id,secretariat,secretariat_from,secretariat_until\nS,ja,2011,2012\nA,,,\nB,,,\n",
        "warning term-outside-record nodes.csv:2 secretariat",
    ),
    nodes("no secretariat", NODES.replace(",ja", ","), "warning no-secretariat nodes.csv"),
    nodes("no column secretariat", "id\nS\nA\nB\n", "warning no-secretariat nodes.csv"),
    nodes(
        "a name like the secretariat's, of which nothing is said",
        "id,label,secretariat\nS,Sekretariatet,ja\nA,Sekr.,\nB,,\n",
        "error like-secretariat nodes.csv:3",
        words=("row 2",),
    ),
    nodes(
        "a name like the secretariat's, which is none",
        "id,label,secretariat\nS,Sekretariatet,ja\nA,Sekr.,nej\nB,,\n",
        "warning near-secretariat nodes.csv:3",
    ),
    nodes(
        "two secretariats",
        NODES.replace("nej", "ja"),
        "warning two-secretariats nodes.csv:4 secretariat",
    ),
    nodes(
        "three secretariats, two of them within the term of the first",
        "id,secretariat,secretariat_from,secretariat_until\n"
        "S,ja,2015,2020\nA,ja,2018-01,2018-02\nB,ja,2018-06,2018-07\n",
        "warning two-secretariats nodes.csv:3 secretariat",
        "warning two-secretariats nodes.csv:4 secretariat",
        words=("row 2",),
    ),
    nodes(
        "two secretariats one after the other",
        "id,secretariat,secretariat_from,secretariat_until\nS,ja,,2018-03\nA,,,\nB,ja,2018-04,\n",
    ),
    nodes(
        "a secretariat that takes part in nothing",
        node_rows("T,Tom,,")
        .replace("S,Sekretariatet,,ja", "S,Sekretariatet,,")
        .replace("T,Tom,,", "T,Tom,,ja"),
        "warning idle-secretariat nodes.csv:5 secretariat",
    ),
]

# ------------------------------------------------------------------------------------- edges' cells


def date_in_row_7(start: str, end: str = "") -> str:
    """edges.csv with a date in row 7."""
    return edge_rows(f"Tur,S,,{start},{end}")


EDGE_CELLS = [
    edges(
        "an unknown actor", edge_rows("Tur,Xylofon,,2018,"), "error unknown-actor edges.csv:7 actor"
    ),
    edges(
        "an unknown actor that is a label",
        edge_rows("Tur,Skolen på Øen,,2018,"),
        "error unknown-actor-near edges.csv:7 actor",
        words=("“B”",),
    ),
    edges(
        "an unknown actor in another case",
        edge_rows("Tur,b,,2018,"),
        "error unknown-actor-near edges.csv:7 actor",
        words=("“B”",),
    ),
    Odd(
        "an unknown actor nearly spelt",
        folder(node_rows("Erhvervsrådet,x,,"), edge_rows("Tur,Erhversrådet,,2018,")),
        ("error unknown-actor-near edges.csv:7 actor",),
        ("Erhvervsrådet",),
    ),
    Odd(
        "a number without its noughts",
        folder(node_rows("007,Bond,,"), edge_rows("Tur,7,,2018,")),
        ("error unknown-actor-near edges.csv:7 actor",),
        ("007",),
    ),
    edges("a blank actor", edge_rows("Tur,,,2018,"), "error blank-cell edges.csv:7 actor"),
    edges("a blank activity", edge_rows(",A,,2018,"), "error blank-cell edges.csv:7 activity"),
    edges(
        "all errors at once",
        edge_rows("Tur,X,,2018,", ",A,,2018,", "Tur,A,,2018-13,", "Tur,A,,2019,2018"),
        "error unknown-actor edges.csv:7 actor",
        "error blank-cell edges.csv:8 activity",
        "error impossible-date edges.csv:9 start",
        "error end-before-start edges.csv:10 end",
    ),
    Odd(
        "errors of both files at once",
        folder(node_rows("A,Igen,,"), edge_rows("Tur,X,,2018,")),
        ("error duplicate-id nodes.csv:5 id", "error unknown-actor edges.csv:7 actor"),
    ),
    *(
        edges(f"no day: {date}", date_in_row_7(date), "error impossible-date edges.csv:7 start")
        for date in (
            "31-02-2018",
            "2018-02-30",
            "29.02.2019",
            "2018-13",
            "2018-00",
            "2018-04-31",
            "32/1 2018",
            "0000",
        )
    ),
    *(
        edges(f"no date: {date}", date_in_row_7(date), "error bad-date edges.csv:7 start")
        for date in ("forår", "ca. 2018", "2018?", "18", "2018-Q5", "TRUE", "ongoing", "2017-2019")
    ),
    *(
        edges(
            f"a date in other words: {date}",
            date_in_row_7(f'"{date}"'),
            "error bad-date-near edges.csv:7 start",
            words=(meant,),
        )
        for date, meant in (
            ("14. marts 2018", "2018-03-14"),
            ("14-03-18", "2018-03-14"),
            ("14.3.18", "2018-03-14"),
            ("marts 2018", "2018-03"),
            ("2018/03/14", "2018-03-14"),
            ("3/2018", "2018-03"),
            ("20180314", "2018-03-14"),
            ("March 14, 2018", "2018-03-14"),
        )
    ),
    *(
        edges(
            f"a serial number: {date}",
            date_in_row_7(date),
            "error excel-serial edges.csv:7 start",
            words=("2018-03-14",),
        )
        for date in ("43173", "43173.4375", '"43173,5"')
    ),
    *(
        edges(
            f"far away in time: {date}",
            date_in_row_7(date),
            "warning implausible-date edges.csv:7 start",
        )
        for date in (
            "1866",
            "1818",
            "1899-12-31",
            "2181-01",
            "0001",
            "0201",
            "1066",
            "1799",
            "2918-03-14",
            "2200",
            "9998",
        )
    ),
    edges(
        "an end for ever",
        date_in_row_7("2018", "31-12-9999"),
        "error far-date edges.csv:7 end",
        words=("ongoing",),
    ),
    edges(
        "a year that was made a date",
        date_in_row_7("1905-07-10"),
        "error year-as-date edges.csv:7 start",
        words=("2018",),
    ),
    edges(
        "a day of 1905 in an activity of 1905",
        edge_rows("London 10 July 1905,A,,1905-07-10,", "London 10 July 1905,S,,1905-07-10,"),
    ),
    edges(
        "a day of 1905 in a record of that time",
        edge_rows("Treaty,A,,1905-07-10,", "Treaty,S,,1898,"),
        "warning year-as-date edges.csv:7 start",
        "warning implausible-date edges.csv:8 start",
    ),
    edges(
        "an end before its start",
        date_in_row_7("2018", "2017-12"),
        "error end-before-start edges.csv:7 end",
        words=("2018",),
    ),
    edges("an end in the middle of its start", date_in_row_7("2018", "2018-03")),
    edges(
        "an end without a start",
        date_in_row_7("", "2018"),
        "warning end-without-start edges.csv:7 end",
    ),
    edges(
        "ongoing without a start",
        date_in_row_7("", "ongoing"),
        "warning ongoing-without-start edges.csv:7 end",
    ),
    edges(
        "a repeated row",
        edge_rows("Tur,B,,2018-06,"),
        "warning repeated-row edges.csv:7",
        words=("row 6",),
    ),
    edges(
        "a row repeated twice",
        edge_rows("Tur,B,,2018-06,", "Tur,B,,2018-06,"),
        "warning repeated-row edges.csv:7",
        "warning repeated-row edges.csv:8",
    ),
    edges("an actor again with another role", edge_rows("Tur,B,lead,2018-06,")),
    edges(
        "an activity of one",
        edge_rows("Fest,A,,2018,"),
        "warning one-participant edges.csv:7 activity",
        words=("Fest",),
    ),
    edges(
        "an activity of one in two rows",
        edge_rows("Fest,A,,2018,", "Fest,A,lead,2018,"),
        "warning one-participant edges.csv:7 activity",
    ),
    edges(
        "an activity without dates",
        edge_rows("Fest,A,,,", "Fest,B,,,"),
        "warning undated-activity edges.csv:7 activity",
        words=("Fest",),
    ),
    edges("a row that takes its activity's dates", edge_rows("Tur,S,,,")),
    edges(
        "nothing dated", "activity,actor\nTur,A\nTur,B\nTur,S\n", "warning nothing-dated edges.csv"
    ),
    edges(
        "activities nearly of one name",
        edge_rows("tur ,A,,2018,", "tur ,B,,2018,"),
        "warning near-activity edges.csv:7 activity",
        words=("Tur",),
    ),
    edges(
        "a role that nearly leads",
        EDGES.replace("2018-06,\nTur,B,,", "2018-06,\nTur,B,tovhodler,"),
        "warning nearly-lead-role edges.csv:6 role",
    ),
    Odd(
        "before it joined",
        folder(node_cells("joined", "2019")),
        ("warning before-joined edges.csv:3 actor", "warning before-joined edges.csv:5 actor"),
        ("2019-01-01",),
    ),
    Odd(
        "after it left",
        folder(node_cells("left", "2017")),
        ("warning after-left edges.csv:3 actor", "warning after-left edges.csv:5 actor"),
        ("2017-12-31",),
    ),
    edges(
        "a row again with its date written otherwise",
        edge_rows("Tur,S,,2018-03-14,", "Tur,S,,14.3.2018,", "Tur,S,,2018-03,"),
        "warning repeated-row edges.csv:8",
    ),
    edges(
        "the header once more",
        edge_rows("activity,actor,role,start,end", "Tur,S,,2018,"),
        "error header-again edges.csv:7",
    ),
    edges(
        "dates in a column of another name",
        "activity,actor,tidspunkt,antal\nTur,A,14. marts 2018,9\nTur,S,2018,8\n",
        "warning date-column edges.csv:1 tidspunkt",
        "warning nothing-dated edges.csv",
    ),
    edges(
        "the month before the day",
        date_in_row_7("03/14/2018"),
        "error month-first edges.csv:7 start",
        words=("2018-03-14",),
    ),
    edges(
        "several actors in a cell",
        edge_rows('Fest,"A, B",,2018,', 'Fest,"S\nA og B",,2018,', 'Fest,"A, X",,2018,'),
        "error several-actors edges.csv:7 actor",
        "error several-actors edges.csv:8 actor",
        "error unknown-actor edges.csv:9 actor",
        words=("ci-network import",),
    ),
    edges(
        "a figure too many in a year",
        date_in_row_7("20017"),
        "error far-date edges.csv:7 start",
    ),
    Odd(
        "before it was founded",
        folder(node_cells("Stiftet", "2018-07")),
        ("warning before-founded edges.csv:5 actor",),
        ("2018-07-01",),
    ),
    Odd("a founding that is no date", folder(node_cells("founded", "i 1870'erne"))),
    Odd("perhaps before it joined", folder(node_cells("joined", "2018-05"))),
    Odd("joined within the year", folder(node_cells("joined", "2018"))),
]

PAIR_CELLS = [
    Odd(
        "a pair before one joined and the other was founded",
        folder(node_cells("joined,founded", "2018-07,", ",2019"), PAIRS),
        (
            "warning before-founded edges.csv:2 target",
            "warning before-joined edges.csv:3 source",
            "warning before-founded edges.csv:3 target",
        ),
    ),
    edges(
        "two actors in a cell of pairs",
        PAIRS + 'A,"B, S",,2018,,\n',
        "error several-actors edges.csv:4 target",
    ),
    edges(
        "pairs from and to",
        "fra,til,start\nA,B,2018\n",
        "error missing-column-near edges.csv:1 source",
        "error missing-column-near edges.csv:1 target",
        words=("fra", "til"),
    ),
    edges("a self tie", PAIRS + "A,A,,2018,,\n", "error self-tie edges.csv:4 target"),
    edges("an unknown target", PAIRS + "A,X,,2018,,\n", "error unknown-actor edges.csv:4 target"),
    edges(
        "both ends unknown",
        PAIRS + "X,Y,,2018,,\n",
        "error unknown-actor edges.csv:4 source",
        "error unknown-actor edges.csv:4 target",
    ),
    edges("a blank source", PAIRS + ",A,,2018,,\n", "error blank-cell edges.csv:4 source"),
    edges(
        "an involvement that is none",
        PAIRS + "A,B,,2019,,maybe\n",
        "error bad-involvement edges.csv:4 secretariat",
    ),
    edges("involvement in Danish", PAIRS.replace("led", "ledet").replace("none", "ingen")),
    Odd(
        "involvement without a secretariat",
        folder("id\nA\nB\n", PAIRS),
        ("warning no-secretariat nodes.csv", "error secretariat-unmarked edges.csv:2 secretariat"),
    ),
    edges(
        "a pair told from both sides",
        PAIRS + "B,A,Tur,2018-06,,none\n",
        "warning mirrored-row edges.csv:4",
        words=("row 3",),
    ),
    edges(
        "a repeated pair",
        PAIRS + "A,B,Tur,2018-06,,none\n",
        "warning repeated-row edges.csv:4",
        words=("row 3",),
    ),
    Odd(
        "the secretariat said to be there out of its term",
        folder("id,secretariat,secretariat_until\nS,ja,2017\nA,,\nB,,\n", PAIRS),
        (
            "warning term-outside-record nodes.csv:2 secretariat",
            "warning secretariat-out-of-term edges.csv:2 secretariat",
        ),
    ),
    edges(
        "the secretariat said to be away from its own activity",
        PAIRS + "S,A,Tur,2018-06,,\n",
        "warning none-but-present edges.csv:3 secretariat",
        words=("row 4",),
    ),
    edges("an undated pair", PAIRS + "A,B,,,,\n", "warning undated-row edges.csv:4"),
    edges(
        "only the required columns of pairs",
        "source,target\nA,B\n",
        "warning nothing-dated edges.csv",
    ),
]

# ------------------------------------------------------------------------------------- workbooks


def workbook(
    nodes: list[list[Any]], edges: list[list[Any]], change: Callable[[Any], None] = lambda _: None
) -> bytes:
    """A workbook with two sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (("nodes", nodes), ("edges", edges)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(text: str) -> list[list[Any]]:
    """Rows of a CSV text, blank cells as None."""
    return [[cell or None for cell in line.split(",")] for line in text.splitlines()]


def book(
    name: str,
    change: Callable[[Any], None] = lambda _: None,
    *says: str,
    words: tuple[str, ...] = (),
    same: bool = False,
) -> Odd:
    """The usual data in a workbook, changed."""
    return Odd(
        name,
        made("data.xlsx", lambda: workbook(cells(NODES), cells(EDGES), change)),
        says,
        words,
        same,
        "data.xlsx",
    )


def put(sheet: str, **values: Any) -> Callable[[Any], None]:
    """Put values into cells."""

    def change(book: Any) -> None:
        for place, value in values.items():
            book[sheet][place] = value

    return change


def merge(sheet: str, area: str) -> Callable[[Any], None]:
    return lambda book: book[sheet].merge_cells(area)


def rename(old: str, new: str) -> Callable[[Any], None]:
    return lambda book: setattr(book[old], "title", new)


def hide(book: Any) -> None:
    book["edges"].sheet_state = "hidden"


def titled(book: Any) -> None:
    book["edges"].insert_rows(1, 3)
    book["edges"]["A1"] = "Deltagelse 2018"
    book["edges"].merge_cells("A1:E1")


def error_cell(book: Any) -> None:
    book["edges"]["B6"].value = "#REF!"
    book["edges"]["B6"].data_type = "e"


def formatted(sheet: str, form: str, **values: Any) -> Callable[[Any], None]:
    """Put values into cells that show them in this number format."""

    def change(book: Any) -> None:
        put(sheet, **values)(book)
        for place in values:
            book[sheet][place].number_format = form

    return change


def filtered(book: Any) -> None:
    book["edges"].auto_filter.ref = "A1:E6"
    for row in (3, 5, 6, 40):
        book["edges"].row_dimensions[row].hidden = True


def hidden_columns(book: Any) -> None:
    for name in "DEK":
        book["edges"].column_dimensions[name].hidden = True


SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "manifest")
)


def ods(*changes: tuple[str, str], encrypted: bool = False) -> bytes:
    """The usual data as an ods file, with pieces of its content replaced."""

    def table(name: str, text: str) -> str:
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
                "</table:table-cell>"
                if cell
                else "<table:table-cell/>"
                for cell in line.split(",")
            )
            + "</table:table-row>"
            for line in text.splitlines()
        )
        return f'<table:table table:name="{name}">{rows}</table:table>'

    body = table("nodes", NODES) + table("edges", EDGES)
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    content = (
        f"<office:document-content{SPACES}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    lock = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        f"<manifest:manifest{SPACES}>"
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{lock}</manifest:file-entry></manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", bytes(range(200)) if encrypted else content.encode())
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def ods_cell(cell: str, attributes: str, shown: str) -> tuple[str, str]:
    """Another cell for all of this text."""
    start = "<table:table-cell"
    return (
        f'{start} office:value-type="string"><text:p>{cell}</text:p>',
        f"{start} {attributes}><text:p>{shown}</text:p>",
    )


def ods_book(
    name: str, *says: str, changes: tuple[tuple[str, str], ...] = (), same: bool = False
) -> Odd:
    return Odd(name, {"data.ods": ods(*changes)}, says, (), same, "data.ods")


def more_sheets(book: Any) -> None:
    book.create_sheet("vejledning")["A1"] = "Udfyld arkene"
    book.create_sheet("lister").sheet_state = "hidden"


def rezipped(content: bytes, change: Callable[[str, bytes], bytes], without: str = "") -> bytes:
    """An archive with its parts changed, and without one of them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in filter(without.__ne__, old.namelist()):
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def bomb() -> bytes:
    """An archive of five megabytes that unpacks to more than one gigabyte."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(1100):
            part.write(bytes(1 << 20))
    return out.getvalue()


def heavy() -> bytes:
    """A sheet of a few kilobytes that is 30 GB of text."""
    cell = f'<table:table-cell office:value-type="string"><text:p>{"x" * 30_000}</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-cell>'
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="nodes">{row}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
    return out.getvalue()


def with_entities(name: str, part: bytes) -> bytes:
    if name != "xl/workbook.xml":
        return part
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    return laughs + part.split(b"?>", 1)[-1]


def far_cell(book: Any) -> None:
    book["nodes"]["XFD1048576"] = "x"


def far_on_another(book: Any) -> None:
    book.create_sheet("noter")["XFD1048576"] = "x"


BASE = workbook(cells(NODES), cells(EDGES))
DAY = dt.date(2018, 3, 14)
FLOAT, DATE = 'office:value-type="float"', 'office:value-type="date"'
BOOKS = [
    ods_book("an ods file", same=True),
    ods_book(
        "an ods file with months, years and days as they are shown",
        same=True,
        changes=(
            ods_cell("2018-06", f'{DATE} office:date-value="2018-06-01"', "juni 2018"),
            ods_cell("2018", f'{FLOAT} office:value="2018"', "2018"),
        ),
    ),
    ods_book(
        "an ods file with ids that show zeros",
        "error unknown-actor-near data.ods [edges]:4 actor",
        "error unknown-actor-near data.ods [edges]:6 actor",
        changes=(
            ods_cell("A", f'{FLOAT} office:value="7"', "007"),
            ods_cell("nej", f'{FLOAT} office:value="0"', "0"),
            (">B<", ">7<"),
            (
                '<table:table-row><table:table-cell office:value-type="string"><text:p>7',
                '<table:table-row><table:table-cell office:value-type="string"><text:p>B',
            ),
        ),
    ),
    ods_book(
        "an ods file with an error behind a nought",
        "error error-cell data.ods [nodes]:4 secretariat",
        changes=(ods_cell("nej", f'table:formula="of:=1/0" {FLOAT} office:value="0"', "#DIV/0!"),),
    ),
    ods_book(
        "an ods file with a filter",
        "warning hidden-rows data.ods [nodes]:4",
        changes=(
            (
                '<table:table-row><table:table-cell office:value-type="string"><text:p>B',
                '<table:table-row table:visibility="filter">'
                '<table:table-cell office:value-type="string"><text:p>B',
            ),
        ),
    ),
    Odd(
        "an ods file with a password",
        {"data.ods": ods(encrypted=True)},
        ("error old-workbook data.ods",),
        ("password",),
        data="data.ods",
    ),
    book("a workbook", same=True),
    Odd("a workbook in a folder", {"data.xlsx": BASE}, same=True),
    Odd("a workbook in capitals", {"DATA.XLSX": BASE}, same=True, data="DATA.XLSX"),
    book("further sheets, some hidden", more_sheets, same=True),
    book("names of sheets in capitals", rename("nodes", "Nodes "), same=True),
    book("a title above the header, merged", titled, same=True),
    book("a date of the spreadsheet", put("edges", D5=DAY)),
    book("a date with a time of day", put("edges", D5=dt.datetime(2018, 3, 14, 10, 30))),
    book("a year as a number", put("edges", D5=2018)),
    book("yes as a truth value", put("nodes", D2=True, D4=False), same=True),
    book("yes as a number", put("nodes", D2=1, D4=0), same=True),
    book("ids as numbers", lambda b: [put("nodes", A3=7)(b), put("edges", B3=7, B5=7.0)(b)]),
    book(
        "an id as text and as a number",
        lambda b: [put("nodes", A3="7")(b), put("edges", B3=7, B5=7.0)(b)],
    ),
    book(
        "a serial number",
        put("edges", D5=43173),
        "error excel-serial data.xlsx [edges]:5 start",
        words=("2018-03-14",),
    ),
    book(
        "a year in a cell for dates",
        put("edges", D5=dt.date(1905, 7, 10)),
        "error year-as-date data.xlsx [edges]:5 start",
        words=("2018",),
    ),
    book("a blank row between", lambda b: b["edges"].insert_rows(3), same=True),
    book(
        "a blank row counts",
        lambda b: [b["edges"].insert_rows(3), put("edges", B7="X")(b)],
        "error unknown-actor data.xlsx [edges]:7 actor",
    ),
    book(
        "merged cells",
        merge("edges", "A2:A3"),
        "error merged-cells data.xlsx [edges]:2 activity",
        "error blank-cell data.xlsx [edges]:3 activity",
        words=("A2:A3",),
    ),
    book("merged cells beside the table", merge("edges", "H2:H4"), same=True),
    book("a cell far out on a sheet that is not read", far_on_another, same=True),
    book(
        "rows that a filter hides",
        filtered,
        "warning hidden-rows data.xlsx [edges]:3",
        words=("3, 5–6.",),
    ),
    book(
        "hidden columns",
        hidden_columns,
        "warning hidden-columns data.xlsx [edges]:1",
        words=("start",),
    ),
    book(
        "ids that show zeros by their format",
        lambda b: [
            formatted("nodes", "000", A3=7)(b),
            formatted("edges", "000", B3=7)(b),
            put("edges", B5="007")(b),
        ],
    ),
    book(
        "ids that show text by their format",
        lambda b: [
            formatted("nodes", '"SK-"000', A3=7)(b),
            formatted("nodes", "00-0000", A4=1234567)(b),
            put("edges", B3="SK-007", B5="SK-007", B4="123-4567", B6="123-4567")(b),
        ],
    ),
    book(
        "ids that show zeros in one sheet only",
        lambda b: [formatted("nodes", "000", A3=7)(b), put("edges", B3=7, B5="007")(b)],
        "error unknown-actor-near data.xlsx [edges]:3 actor",
        words=("007",),
    ),
    book(
        "months and years as dates of the spreadsheet",
        lambda b: [
            formatted("edges", "mmm\\-yy", D5=dt.date(2018, 6, 1), D6=dt.date(2018, 6, 1))(b),
            formatted("edges", "yyyy", **{f"D{n}": dt.date(2018, 1, 1) for n in (2, 3, 4)})(b),
        ],
        same=True,
    ),
    book(
        "a date of the first year of the spreadsheet",
        put("edges", D5=dt.date(1900, 1, 1)),
        "warning implausible-date data.xlsx [edges]:5 start",
    ),
    book(
        "a note beside the table",
        put("edges", H20="husk"),
        "error unnamed-column data.xlsx [edges]:1 H",
    ),
    book("a hidden sheet", hide, "warning hidden-sheet data.xlsx [edges]"),
    book(
        "an error in a cell",
        error_cell,
        "error error-cell data.xlsx [edges]:6 actor",
        words=("#REF!",),
    ),
    book(
        "a formula that was never worked out",
        put("edges", B6="=B5"),
        "error formula-without-result data.xlsx [edges]:6 actor",
        words=("=B5",),
    ),
    book(
        "a sheet missing",
        lambda b: b.remove(b["edges"]),
        "error missing-sheet data.xlsx",
        words=("edges", "nodes"),
    ),
    book(
        "a sheet twice",
        lambda b: b.create_sheet("aktører"),
        "error sheet-twice data.xlsx",
        words=("aktører",),
    ),
    book(
        "a sheet nearly called so",
        rename("edges", "edge"),
        "error missing-sheet-near data.xlsx",
        words=("edge",),
    ),
    book(
        "a column missing in a sheet",
        put("edges", B1="who"),
        "error missing-column data.xlsx [edges]:1 actor",
    ),
    book("a cell far out", far_cell, "error too-many-cells data.xlsx [nodes]"),
    Odd(
        "no workbook inside",
        {"data.xlsx": b"hello"},
        ("error no-workbook data.xlsx",),
        data="data.xlsx",
    ),
    Odd(
        "an empty workbook file",
        {"data.xlsx": b""},
        ("error empty-file data.xlsx",),
        data="data.xlsx",
    ),
    Odd(
        "half a workbook",
        {"data.xlsx": BASE[: len(BASE) // 2]},
        ("error no-workbook data.xlsx",),
        data="data.xlsx",
    ),
    Odd(
        "a workbook with a password",
        {"data.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)},
        ("error old-workbook data.xlsx",),
        ("password",),
        data="data.xlsx",
    ),
    Odd(
        "an archive that is no workbook",
        {"data.xlsx": rezipped(BASE, lambda _, part: part)[:-5]},
        ("error no-workbook data.xlsx",),
        data="data.xlsx",
    ),
    Odd(
        "a workbook without its list of sheets",
        {"data.xlsx": rezipped(BASE, lambda _, part: part, "xl/workbook.xml")},
        ("error no-workbook data.xlsx",),
        data="data.xlsx",
    ),
    Odd(
        "a zip bomb",
        made("data.xlsx", bomb),
        ("error unpacks-too-large data.xlsx",),
        data="data.xlsx",
    ),
    Odd(
        "one long text in a million rows",
        made("data.ods", heavy),
        ("error heavy-workbook data.ods",),
        words=("768 MB", "10 seconds"),
        data="data.ods",
    ),
    Odd(
        "an entity bomb",
        {"data.xlsx": rezipped(BASE, with_entities)},
        ("error unsafe-workbook data.xlsx",),
        data="data.xlsx",
    ),
    Odd(
        "a part cut short",
        {"data.xlsx": rezipped(BASE, lambda name, part: part[:200] if "sheet1" in name else part)},
        ("error no-workbook data.xlsx",),
        data="data.xlsx",
    ),
]

# ---------------------------------------------------------------------------------------- limits


def too_large(place: Path) -> None:
    (place / "edges.csv").write_text(EDGES, encoding="utf-8")
    (place / "nodes.csv").touch()
    os.truncate(place / "nodes.csv", (1 << 30) + 1)


LIMITS = [
    Odd(
        "a file too large",
        too_large,
        ("error too-large nodes.csv",),
    ),
    edges(
        "a huge cell",
        EDGES.replace("Tur,B", "T" * 40_000 + ",B"),
        "error long-cell edges.csv:6 activity",
    ),
    edges(
        "a huge cell in quotation marks",
        EDGES.replace("Tur,B", '"' + "T" * 3_000_000 + '",B'),
        "error long-cell edges.csv:6 activity",
    ),
    nodes(
        "very many columns",
        "id," + ",".join(f"c{n}" for n in range(100_000)) + "\nA\n",
        "error too-many-columns nodes.csv:1",
    ),
]

ALL = [*SAME, *FILES, *ROWS, *COLUMNS, *NODE_CELLS, *EDGE_CELLS, *PAIR_CELLS, *BOOKS, *LIMITS]
