"""Every byte of every output of made-up alliances, searched for what was hidden."""

from __future__ import annotations

import csv
import html
import io
import itertools
import json
import random
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from random_alliances import random_alliance

from ci_network.commands.run import run
from ci_network.record.keys import read_key
from ci_network.record.names import folded

FIRST = ["Zanqe", "Bøvrik", "Ælfrun", "Jürxen", "Østmunda", "Qitte"]
LAST = ["Zolmqvist", "Graßhof", "Vaxelby", "Åsqvam", "Nørxen", "Wrzesny"]
CALLED = ["Xyklubben", "Qværkstedet", "Fjordzskolen", "Wexforening", "Kvornhuset", "Zibutikken"]
LIKE_CODES = ["A01", "S01", "#01", "P02", "R1"]


def alliance(seed: int) -> tuple[list[dict[str, str]], list[dict[str, str]], list[str], list[str]]:
    """Nodes and edges full of names, words that only persons have, and words of all others."""
    rng = random.Random(seed)
    drawn = (random_alliance(one) for one in itertools.count(seed, 10_000))
    nodes, edges = next(found for found in drawn if found[1])
    rng.shuffle(FIRST)
    rng.shuffle(LAST)
    rng.shuffle(CALLED)
    persons, others = [], []
    new: dict[str, str] = {}
    label: dict[str, str] = {}
    for n, row in enumerate(nodes):
        if n % 2 and n < 2 * len(FIRST):
            name = f"{FIRST[n // 2]} {LAST[n // 2]}"
            new[row["id"]] = rng.choice([name, f"{LAST[n // 2].lower()}{n}x"])
            label[row["id"]] = name
            row["type"] = "person"
            persons += [*name.split(), new[row["id"]]]
        else:
            called = CALLED[(n // 2) % len(CALLED)] + "abcdefgh"[n // 2]
            new[row["id"]] = rng.choice([called, f"{called}-id", *LIKE_CODES[:1]])
            while list(new.values()).count(new[row["id"]]) > 1:
                new[row["id"]] = f"{called}-{n}"
            label[row["id"]] = called
            row["type"] = "organisation"
            others += [called, new[row["id"]]]

    def spelt(name: str) -> str:
        first, *_, last = name.split()
        return rng.choice(
            [name, f"{name}s", f"{last}, {first}", f"{first}  {last}", f"{first}\u00a0{last}",
             name.upper(), name.lower(), f"{last}s", name.replace("ß", "ss"), f"{first}_{last}",
             f"{first.lower()}.{last.lower()}@example.dk"]
        )  # fmt: skip

    said = [name for name in label.values() if " " in name] or ["Zanqe Zolmqvist"]
    for row in nodes:
        name = row["id"]
        row["id"], row["label"] = new[name], label[name]
        row["note"] = f"ring til {spelt(rng.choice(said))}"
        if rng.random() < 0.3:
            row["sector"] = rng.choice([f"{spelt(rng.choice(said))} m.fl.", row.get("sector", "")])
        if row["type"] == "organisation" and rng.random() < 0.3:
            row["label"] = f"{row['label']} ved {spelt(rng.choice(said))}"
    named: dict[str, str] = {}
    for row in edges:
        row["actor"] = new[row["actor"]]
        old = row["activity"]
        if old not in named:
            about = [
                old,
                f"{old} hos {spelt(rng.choice(said))}",
                f"{spelt(rng.choice(said))} {old}",
            ]
            named[old] = f"Brzavent {rng.choice(about)}"
        row["activity"] = named[old]
        row["recorded_by"] = rng.choice([spelt(rng.choice(said)), "Kxontoret", "S01", ""])
        row["evidence"] = f"fortalt af {spelt(rng.choice(said))}"
        if row.get("role") in ("facilitator", "member"):
            row["role"] = f"{row['role']} for {spelt(rng.choice(said))}"
    persons = [word for word in persons if any(map(str.isalpha, word))]
    return nodes, edges, persons, [*others, "Brzavent", "Kxontoret", "fortalt", "ring til"]


def written(place: Path, seed: int) -> tuple[Path, list[str], list[str]]:
    """The data in a folder, and the words of persons and of all."""
    nodes, edges, persons, others = alliance(seed)
    folder = place / "Zibutikkens data"
    folder.mkdir()
    for name, rows in (("nodes", nodes), ("edges", edges)):
        header = list(dict.fromkeys(key for row in rows for key in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")
    return folder, persons, [*persons, *others]


NEED_A_WINDOW = {"plan", "ask", "survey"}
OUTPUTS = [
    ["metrics", "--format", "json", "-o", "{out}/metrics.json"],
    ["metrics", "--format", "csv", "-o", "-"],
    ["metrics", "--inference", "--null", "5", "--format", "json", "-o", "{out}/inference.json"],
    ["answer", "--format", "json", "-o", "{out}/answer.json"],
    ["answer", "-o", "-"],
    ["ties", "--format", "json", "-o", "{out}/ties.json"],
    ["ties", "--format", "csv", "-o", "-"],
    ["partners", "-o", "-"],
    ["partners", "--format", "csv", "-o", "{out}/partners.csv"],
    ["map", "-o", "{out}/map.html", "--layout", "{out}/layout.csv"],
    ["report", "--null", "5", "-o", "{out}/report"],
    ["plan", "-o", "{out}/plan.xlsx"],
    ["plan", "--format", "json", "-o", "{out}/plan.json"],
    ["ask", "-o", "{out}/questions.xlsx"],
    ["ask", "-o", "-"],
    ["survey", "--lang", "da", "-o", "{out}/survey"],
    ["export", "--to", "csv", "-o", "{out}/csv"],
    ["export", "--to", "xlsx", "-o", "{out}/all.xlsx"],
    *[["export", "--to", form, "-o", "{out}/all." + form]
      for form in ("gexf", "graphml", "pajek", "kumu", "hif", "json")],
]  # fmt: skip


def texts(content: bytes) -> list[str]:
    """Every way in which the bytes can be read."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [text for name in archive.namelist() for text in texts(archive.read(name))]
    text = content.decode("utf-8")
    once = html.unescape(text)
    spelt = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), once)
    return [text, spelt, unquote_plus(spelt)]


def left(place: Path, words: list[str], *streams: str) -> list[tuple[str, str]]:
    """Files and the words that are in them still."""
    found = []
    parts = {path.name: texts(path.read_bytes()) for path in place.rglob("*") if path.is_file()}
    for name, ways in {**parts, "streams": list(streams)}.items():
        whole = "\n".join(ways)
        there, plain = {folded(word) for word in re.findall(r"[^\W_]+", whole)}, folded(whole)
        for word in words:
            code = word in LIKE_CODES
            if not code and ((folded(word) in there) if word.isalpha() else folded(word) in plain):
                found.append((name, word))
    return found


def nobody_is_named(place: Path, seed: int, capfd: pytest.CaptureFixture[str]) -> None:
    folder, persons, everybody = written(place, seed)
    for mode, words in (([], persons), (["--pseudonyms"], everybody)):
        out = place / f"out{len(mode)}"
        out.mkdir()
        key = place / f"key{len(mode)}.csv"
        for command, *options in OUTPUTS:
            more = [option.format(out=out) for option in options]
            code = run([command, str(folder), *more, *mode, "--key", str(key)])
            stdout, stderr = capfd.readouterr()
            assert code == 0 or (code == 2 and command in NEED_A_WINDOW), stderr
            shown = stderr.replace(str(out), "")
            assert not left(place / "nothing", words, stdout, shown), (command, mode)
        assert not left(out, words)
        names = set(read_key(key).actors) | set(read_key(key).activities)
        codes = set(read_key(key).actors.values()) | set(read_key(key).activities.values())
        assert not codes & (names | set(LIKE_CODES) & set(everybody))
        ties = json.loads((out / "ties.json").read_text(encoding="utf-8"))
        if mode:
            assert {tie[end] for tie in ties for end in ("source", "target")} <= codes


@pytest.mark.parametrize("seed", [3, pytest.param(11, marks=pytest.mark.slow)])
def test_nobody_is_named(tmp_path, seed, capfd):
    nobody_is_named(tmp_path, seed, capfd)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(300))
def test_nobody_is_named_in_three_hundred_alliances(tmp_path, seed, capfd):
    nobody_is_named(tmp_path, 1000 + seed, capfd)
