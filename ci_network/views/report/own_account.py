"""What the partners say themselves, beside the register."""

from __future__ import annotations

from collections.abc import Iterator

from ci_network.views.report.blocks import Blocks, Column, Material, Paragraph, Table, line, note
from ci_network.views.sentence import Period, Sentence, counted, said, span
from ci_network.views.source import Figure, Kind, Source


def who_answered(material: Material) -> Blocks:
    """How many have answered, and of how many pairs nobody has."""
    yield Paragraph(tuple(_answers(material.source)))


def _answers(source: Source) -> Iterator[Sentence]:
    yield counted(
        "{n} of {partners} partners has answered about {window}, {share}.",
        "{n} of {partners} partners have answered about {window}, {share}.",
        _figure(source, "answered"),
        partners=_figure(source, "partners"),
        window=Period(source.label),
        share=_figure(source, "share_answered", "share"),
    )
    partial, unknown = _figure(source, "partial"), _figure(source, "pairs_unknown")
    if partial.value:
        yield counted(
            "{n} of these has answered some of it.",
            "{n} of these have answered some of it.",
            partial,
        )
    if unknown.value:
        yield counted(
            "Of {n} pair neither has answered: what they do together is unknown, which is not the "
            "same as nothing.",
            "Of {n} pairs neither has answered: what they do together is unknown, which is not the "
            "same as nothing.",
            unknown,
        )


def who_says_so(material: Material) -> Blocks:
    """Ties without the secretariat, and the range, by who says so."""
    source = material.source
    rows = (
        (said("The register"), "register", None, "register"),
        (said("… and what both partners say"), "both", "new", "agreed"),
        (said("… and what one of the two says alone"), "one", None, "one"),
    )
    yield Table(
        said("Who says so"),
        (
            Column(said("Counted"), numeric=False),
            Column(said("Ties without the secretariat")),
            Column(said("Of these not in the register")),
            Column(said("Would stay connected"), "connectedness"),
        ),
        tuple(
            (
                name,
                _figure(source, key),
                "" if new is None else _figure(source, new),
                span(
                    *(_figure(source, f"ranges.{whose}.{end}", "share") for end in ("low", "high"))
                ),
            )
            for name, key, new, whose in rows
        ),
    )
    yield note(
        "The answer of this report counts what the register tells of or both partners say. "
        "What one of the two says alone is the generous end."
    )


def what_is_missed(material: Material) -> Blocks:
    """How many ties there are by the two lists, where that can be told."""
    source = material.source
    both = _figure(source, "missed.both")
    total = _figure(source, "missed.total", "amount")
    if not total.known:
        yield line(
            counted(
                "How much the register misses cannot be told: {n} tie stands on both lists, the "
                "register and the partners' own, and five are needed.",
                "How much the register misses cannot be told: {n} ties stand on both lists, the "
                "register and the partners' own, and five are needed.",
                both,
            )
        )
        return
    yield line(
        "Among the partners that have answered, the register tells of {register} ties without "
        "the secretariat, the partners of {survey}, and {both} stand on both lists. If the "
        "two lists are independent of each other, there are about {total} ({range}), of which "
        "{named} are known.",
        register=_figure(source, "missed.register"),
        survey=_figure(source, "missed.survey"),
        both=both,
        total=total,
        range=_between(source),
        named=_figure(source, "missed.named"),
    )
    yield note(
        "They seldom are: what is easily seen stands on both lists, and then there are more "
        "than this."
    )


def _between(source: Source) -> Sentence:
    return said(
        "95% interval {low} to {high}",
        low=_figure(source, "missed.low", "amount"),
        high=_figure(source, "missed.high", "amount"),
    )


def _figure(source: Source, key: str, kind: Kind = "count") -> Figure:
    return source.figure(f"survey.windows.{{answer}}.{key}", kind, "")
