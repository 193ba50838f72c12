"""A map of a story as a picture: scenes in layers, from the beginning downwards, with arrows for where they go.

The layers and the order in them are igraph's Sugiyama layout (K. Sugiyama, S. Tagawa, M. Toda, 1981). An arrow that
passes layers gets a point in each, so that it goes between the scenes there and not across them.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from engine.characters import in_one_line
from engine.named_tuples import NamedTuple
from engine.symbols.outline import SceneOutline, StoryOutline

# A story with more scenes is drawn with its files folded, where it has several.
MOST_SCENES = 120
WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 180, 46, 28, 64, 30
MOST_LETTERS = 24
# Of a large map the order in its layers is settled in fewer rounds: they take long, and nobody follows each arrow.
CROSSING_ROUNDS, FEWER_ROUNDS, MANY = 24, 6, 1500
HUES = (28, 205, 145, 330, 260, 60, 180, 0)

STYLE = """
svg { background: #fbf7f0; font: 13px system-ui, sans-serif; }
rect { fill: hsl(var(--hue) 45% 93%); stroke: hsl(var(--hue) 30% 55%); }
.start rect { stroke-width: 3; }
.unwritten rect { stroke-dasharray: 5 4; fill: none; }
.file rect { stroke-width: 2; }
text { fill: #26211b; text-anchor: middle; }
text.small { font-size: 11px; fill: #6a5f51; }
path { fill: none; stroke: #8d8374; stroke-width: 1.3; }
path.visit { stroke-dasharray: 6 3; }
path.thread, path.drawn { stroke-dasharray: 2 3; }
marker path { fill: #8d8374; stroke: none; }
@media (prefers-color-scheme: dark) {
  svg { background: #1a1714; }
  rect { fill: hsl(var(--hue) 25% 20%); stroke: hsl(var(--hue) 30% 50%); }
  text { fill: #e6ddd0; }
  text.small { fill: #a99d8c; }
}
"""


class Box(NamedTuple):
    """A scene, a scene that is not written yet, or a folded file. `hue` tells files apart, `told` is its tooltip."""

    name: str
    line: str
    kind: str
    hue: int
    told: str


class Arrow(NamedTuple):
    """From a box to another; `kind` is a move, a visit, a thread (`<-`), or drawn by a tag."""

    start: str
    end: str
    kind: str


class SceneMap(NamedTuple):
    """What is drawn. Boxes are keyed by what arrows call them."""

    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]


def map_of(outline: StoryOutline, *, fold: bool | None = None, only: str | None = None) -> SceneMap:
    """The map of a story.

    `fold` draws each file as one box; if None, that is done where there are too many scenes. `only` is the name of a
    file whose scenes are shown while all others stay folded.
    """
    start = _start_of(outline)
    files = [source.name for source in outline.story.sources]
    if fold is None:
        fold = len(outline.scenes) > MOST_SCENES and len(files) > 1
    folded = {name for name in files if name != only} if fold or only else set()
    key_of = {one.scene.name: _key(one, folded) for one in outline.scenes}
    boxes: dict[str, Box] = {}
    for one in outline.scenes:
        file = one.scene.source.name
        hue = HUES[files.index(file) % len(HUES)]
        if file in folded:
            boxes.setdefault(file, _file_box(outline, file, hue))
        else:
            boxes[one.scene.name] = _scene_box(one, hue, one.scene.name == start)
    for name in outline.unwritten:
        boxes[name] = Box(name, "not written yet", "unwritten", 0, f"{name}: not written yet")
    return SceneMap(boxes, tuple(dict.fromkeys(_arrows(outline, key_of))))


def _start_of(outline: StoryOutline) -> str | None:
    """The scene in which the story begins."""
    named = (entry.value.strip() for entry in outline.story.entries if entry.key == "start")
    scenes = outline.story.scenes
    return next(named, None) or (scenes[0].name if scenes else None)


def _key(one: SceneOutline, folded: set[str]) -> str:
    file = one.scene.source.name
    return file if file in folded else one.scene.name


def _arrows(outline: StoryOutline, key_of: dict[str, str]) -> Iterator[Arrow]:
    tagged: dict[str, list[str]] = {}
    for one in outline.scenes:
        for tag in one.scene.heading.tags:
            tagged.setdefault(tag.partition("=")[0], []).append(one.scene.name)
    for one in outline.scenes:
        here = key_of[one.scene.name]
        ways = [*one.links, *(("drawn", name) for tag in one.drawn for name in tagged.get(tag, ()))]
        for kind, name in ways:
            there = key_of.get(name, name)
            if there != here:
                yield Arrow(here, there, kind)


def _scene_box(one: SceneOutline, hue: int, is_start: bool) -> Box:
    heading = one.scene.heading
    ends = f" · {_counted(len(one.endings), 'ending')}" if one.endings else ""
    line = f"{_counted(one.words, 'word')} · {_counted(one.choices, 'choice')}{ends}"
    told = [heading.title or heading.name, line, *(f"-> end: {name}" for name in one.endings)]
    place = f"{one.scene.source.name}:{one.scene.source.line_of(heading.at)}"
    return Box(heading.name, line, "start" if is_start else "scene", hue, "\n".join([*told, place]))


def _file_box(outline: StoryOutline, file: str, hue: int) -> Box:
    scenes = [one for one in outline.scenes if one.scene.source.name == file]
    line = f"{_counted(len(scenes), 'scene')} · {_counted(outline.words_by_file[file], 'word')}"
    return Box(file.rpartition("/")[2].removesuffix(".story"), line, "file", hue, f"{file}\n{line}")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


# ------------------------------------------------------------ the picture

Points = list[tuple[float, float]]


class MapLayout(NamedTuple):
    """A map that is laid out: its frame (x, y, width, height), where each box stands, and each arrow as an SVG path."""

    frame: tuple[float, float, float, float]
    places: dict[str, tuple[float, float]]
    ways: list[str]


def laid_out(scenes: SceneMap) -> MapLayout:
    """Lay a map out. Raises `ImportError` where igraph is not installed."""
    places, ways = _laid_out(scenes)
    left = min((x for x, _ in places.values()), default=0.0)
    right = max((x for x, _ in places.values()), default=0.0)
    bottom = max((y for _, y in places.values()), default=0.0)
    frame = (
        left - WIDTH / 2 - MARGIN,
        -HEIGHT / 2 - MARGIN,
        right - left + WIDTH + 2 * MARGIN,
        bottom + HEIGHT + 2 * MARGIN,
    )
    return MapLayout(frame, places, [_curve(points) for points in ways])


def picture_of(scenes: SceneMap) -> str:
    """The map as SVG."""
    picture = laid_out(scenes)
    x, y, width, height = picture.frame
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.0f} {y:.0f} {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}">',
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ]
    for arrow, way in zip(scenes.arrows, picture.ways, strict=True):
        lines.append(f'<path class="{arrow.kind}" marker-end="url(#tip)" d="{way}"/>')
    lines += [_drawn(box, *picture.places[key]) for key, box in scenes.boxes.items()]
    return "\n".join([*lines, "</svg>", ""])


def _laid_out(scenes: SceneMap) -> tuple[dict[str, tuple[float, float]], list[Points]]:
    """Where each box stands, and the points that each arrow goes through."""
    from igraph import Graph

    keys = {key: number for number, key in enumerate(scenes.boxes)}
    edges = [(keys[arrow.start], keys[arrow.end]) for arrow in scenes.arrows]
    first = Graph(len(keys), edges, directed=True).layout_sugiyama(maxiter=1) if keys else []
    layers = [round(y) for _, y in first]
    # A long arrow becomes a chain of short ones.
    chains: list[list[int]] = []
    pieces: list[tuple[int, int]] = []
    for start, end in edges:
        step = 1 if layers[end] >= layers[start] else -1
        chain = [start]
        for layer in range(layers[start] + step, layers[end], step):
            layers.append(layer)
            chain.append(len(layers) - 1)
        chain.append(end)
        chains.append(chain)
        pieces += pairwise(chain)
    graph = Graph(len(layers), pieces, directed=True)
    second = (
        graph.layout_sugiyama(layers=layers, maxiter=CROSSING_ROUNDS if len(layers) < MANY else FEWER_ROUNDS)
        if layers
        else []
    )
    at = [(x * (WIDTH + ACROSS), y * (HEIGHT + DOWN)) for x, y in second]
    places = {key: at[number] for key, number in keys.items()}
    return places, [_points([at[number] for number in chain]) for chain in chains]


def _points(chain: Points) -> Points:
    """The chain of an arrow from the edge of its first box to the edge of its last."""
    (x, y), (_, next_y) = chain[0], chain[1]
    down = 1 if next_y >= y else -1
    (end_x, end_y) = chain[-1]
    if next_y == y:
        side = WIDTH / 2 if end_x > x else -WIDTH / 2
        return [(x + side, y), (end_x - side, end_y)]
    return [(x, y + down * HEIGHT / 2), *chain[1:-1], (end_x, end_y - down * HEIGHT / 2)]


def _curve(points: Points) -> str:
    """A smooth path through points, upright at each of them."""
    (x, y), *rest = points
    parts = [f"M{x:.0f} {y:.0f}"]
    for next_x, next_y in rest:
        middle = (y + next_y) / 2
        parts.append(f"C{x:.0f} {middle:.0f} {next_x:.0f} {middle:.0f} {next_x:.0f} {next_y:.0f}")
        x, y = next_x, next_y
    return "".join(parts)


def _drawn(box: Box, x: float, y: float) -> str:
    name = in_one_line(box.name)
    if len(name) > MOST_LETTERS:
        name = name[: MOST_LETTERS - 1] + "…"
    told = escape("\n".join(map(in_one_line, box.told.splitlines())))
    return (
        f'<g class="{box.kind}" style="--hue: {box.hue}"><title>{told}</title>'
        f'<rect x="{x - WIDTH / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="8"/>'
        f'<text x="{x:.0f}" y="{y - 3:.0f}">{escape(name)}</text>'
        f'<text class="small" x="{x:.0f}" y="{y + 14:.0f}">{escape(box.line)}</text></g>'
    )
