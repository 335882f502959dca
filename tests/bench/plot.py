"""A small line plot as SVG: a logarithmic axis to the right, milliseconds upwards."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 40, 60, 40
COLOURS = ("#1264a3", "#e01e5a", "#2eb67d")
STEPS = 4


@dataclass(frozen=True)
class Curve:
    """What was measured, and milliseconds at each size."""

    name: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class _Axes:
    smallest: int
    largest: int
    highest: float

    @classmethod
    def around(cls, curves: Sequence[Curve]) -> _Axes:
        sizes = [size for curve in curves for size, _ in curve.points]
        return cls(min(sizes), max(sizes), _round_up(max(time for curve in curves for _, time in curve.points)))

    def x(self, size: int) -> float:
        share = math.log(size / self.smallest) / math.log(self.largest / self.smallest)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, time: float) -> float:
        return round(HEIGHT - BOTTOM - time / self.highest * (HEIGHT - TOP - BOTTOM), 1)


def svg(title: str, curves: Sequence[Curve]) -> str:
    """The plot as a document; titles and names are ours, and hold nothing that XML would read."""
    axes = _Axes.around(curves)
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" fill="#333">'
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    named = _text(LEFT, 22, title, "start", 15)
    return "\n".join((head, ground, named, *_grid(axes, curves), *_lines(axes, curves), "</svg>\n"))


def _grid(axes: _Axes, curves: Sequence[Curve]) -> Iterator[str]:
    for step in range(STEPS + 1):
        time = axes.highest * step / STEPS
        yield f'<path d="M{LEFT} {axes.y(time)}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text(LEFT - 8, axes.y(time) + 4, f"{time:g} ms", "end")
    for size, _ in curves[0].points:
        yield _text(axes.x(size), HEIGHT - BOTTOM + 20, f"{size:,}", "middle")


def _lines(axes: _Axes, curves: Sequence[Curve]) -> Iterator[str]:
    for number, curve in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        places = [(axes.x(size), axes.y(time)) for size, time in curve.points]
        path = " ".join(f"{x},{y}" for x, y in places)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
        yield f'<rect x="{LEFT + number * 130}" y="34" width="10" height="10" fill="{colour}"/>'
        yield _text(LEFT + number * 130 + 16, 43, curve.name, "start")


def _text(x: float, y: float, words: str, anchor: str, size: int = 11) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{words}</text>'


def _round_up(time: float) -> float:
    """To 1, 2, 4 or 8 times a power of ten, so that quarters of it are short numbers."""
    power = 10.0 ** math.floor(math.log10(time))
    return next(each * power for each in (1, 2, 4, 8, 10) if time <= each * power)
