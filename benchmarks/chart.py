"""Figures → an SVG of bars: the same figures give the same bytes."""

from __future__ import annotations

import math

_WIDTH, _ROW, _LEFT, _RIGHT, _TOP = 760, 22, 250, 150, 58
_COLOURS = {"plain": "#8a8f98", "events": "#c9ccd1", "database": "#c9ccd1"}
_OURS = "#2f6f9f"
_LEAST = 0.05
"""Seconds at the left edge: the scale is logarithmic."""


def chart(
    results: dict[str, dict[str, dict[str, float]]], cases: dict[str, str], names: dict[str, str]
) -> str:
    """Draw the seconds of every program on every deck, on one logarithmic scale."""
    decks = [case for case in cases if case in results]
    most = max((each["seconds"] for case in decks for each in results[case].values()), default=1)
    parts: list[str] = []
    y = _TOP
    for case in decks:
        parts.append(_text(16, y + 14, cases[case], "deck"))
        y += _ROW
        plain = results[case]["plain"]["seconds"]
        for name, each in results[case].items():
            parts += _bar(y, names[name].replace("`", ""), name, each["seconds"], plain, most)
            y += _ROW
        y += _ROW // 2
    title = _text(16, 24, "ankigen build, all four packages: seconds (logarithmic)", "title")
    note = _text(16, 42, "Shorter is faster. ×: times as fast as the plain program.", "label")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y}" '
            f'viewBox="0 0 {_WIDTH} {y}" font-family="sans-serif" role="img">',
            "<title>Benchmarks of ankigen build</title>",
            "<style>.title{font-size:16px;font-weight:bold}.deck{font-size:13px;font-weight:bold}"
            ".label{font-size:12px}text{fill:#24292f}</style>",
            f'<rect width="{_WIDTH}" height="{y}" fill="#ffffff"/>',
            title,
            note,
            *parts,
            "</svg>",
            "",
        ]
    )


def _bar(
    y: int, label: str, name: str, seconds: float, plain: float, most: float
) -> tuple[str, ...]:
    room = _WIDTH - _LEFT - _RIGHT
    share = math.log(max(seconds, _LEAST) / _LEAST) / math.log(max(most, 2 * _LEAST) / _LEAST)
    width = max(2.0, round(room * share, 1))
    colour = _COLOURS.get(name, _OURS)
    value = f"{seconds:.2f} s" + ("" if name == "plain" else f" · {plain / seconds:.1f}×")
    return (
        _text(24, y + 14, label, "label"),
        f'<rect x="{_LEFT}" y="{y + 3}" width="{width}" height="{_ROW - 7}" fill="{colour}"/>',
        _text(_LEFT + width + 6, y + 14, value, "label"),
    )


def _text(x: float, y: int, text: str, style: str) -> str:
    return f'<text x="{x:g}" y="{y}" class="{style}">{text}</text>'
