"""Colours of charts: Okabe and Ito's, which people who do not see all colours can tell apart."""

INK, SOFT, LINE, PAPER = "#17212b", "#5b6673", "#d5dbe1", "#ffffff"
BLUE, ORANGE, GREEN, SKY, VERMILION, PURPLE = (
    "#0072B2", "#E69F00", "#009E73", "#56B4E9", "#D55E00", "#CC79A7",
)  # fmt: skip
PALE, GREY = "#cfe3f1", "#aab4be"
