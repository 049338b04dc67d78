"""The containers and elements of a page as HTML, laid out as Streamlit lays them out.

`page.css` beside this holds the measures. What a page may hold and its prerendered copy leaves out
(a file upload, a slider's thumb) has its height and its words: nothing moves when the page comes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from streamlit.proto.Block_pb2 import Block

from placelib.charts.deck_picture import draw_deck
from placelib.ui.components.beside import RIGHT, count_left_elements
from placelib.ui.prerender.markdown_html import write_html, write_inline
from placelib.ui.prerender.page_run import MAIN, STYLES, PageNode
from placelib.ui.prerender.plain_html import clean_html

# “$$ID-21a6fcde2f0bf6c1aa8a601ad787b587-finder”: what follows the mark is the container's key.
_KEY = re.compile(r"\$\$ID-[0-9a-f]+-(.+)", re.DOTALL)
# What is no letter, figure, line or hyphen becomes a hyphen in the class of a key.
_NO_CLASS = re.compile(r"[^A-Za-z0-9_-]")
# The streets between what stands in a container, by Streamlit's names, in rem.
_GAPS = {0: 0.0, 1: 1.0, 2: 2.0, 3: 4.0, 4: 0.0, 5: 0.25, 6: 0.5, 7: 6.0, 8: 8.0}
_ALIGNMENTS = {1: "start", 2: "end", 3: "center"}
# The names by which Streamlit's own page knows its parts, for the rules of style that name them.
_PARTS = {"vertical": "stVerticalBlock", "horizontal": "stHorizontalBlock"}

# A chart by its place in the page: its picture, or nothing while it has none.
Pictures = Mapping[int, str]


def write_page(root: PageNode, pictures: Pictures) -> str:
    """The page's main part; ``pictures`` are those of its charts, by the number of their node."""
    main, styles = (root.children.get(part, PageNode()) for part in (MAIN, STYLES))
    content = _write_children(main, pictures)
    return (
        f"{_write_children(styles, {})}"
        f'<main data-part="stMain"><div data-part="stMainBlockContainer">'
        f'<div class="pr-v" data-part="stVerticalBlock">{content}</div></div></main>'
    )


def list_charts(node: PageNode, share: float = 1.0) -> list[PageNode]:
    """The nodes that are charts of Vega's, in their order on the page; each gets its share."""
    charts = []
    left = count_left_elements(node.block.id) if node.block is not None else 0
    for position, child in sorted(node.children.items()):
        inside = share
        if left:
            inside = share * (1 - RIGHT if position < left else RIGHT)
        elif child.block is not None and child.block.WhichOneof("type") == "column":
            inside = share * child.block.column.weight
        if child.element is not None and child.element.WhichOneof("type") == "vega_lite_chart":
            child.share = inside
            charts.append(child)
        charts += list_charts(child, inside)
    return charts


def _write_children(node: PageNode, pictures: Pictures) -> str:
    return "".join(_write_node(child, pictures) for _, child in sorted(node.children.items()))


def _write_node(node: PageNode, pictures: Pictures) -> str:
    if node.element is not None:
        return _write_element(node, pictures)
    block = node.block
    if block is None:
        return _write_children(node, pictures)
    kind = block.WhichOneof("type")
    if kind == "popover":
        label = f'<span class="pr-box pr-menu">{write_inline(block.popover.label)}</span>'
        return _wrap(label, block, "pr-fit")
    if kind == "expandable":
        return _write_expander(node, block, pictures)
    if kind == "column":
        return _write_column(node, block, pictures)
    content = _write_children(node, pictures)
    if kind == "grid_container":
        grid = block.grid_container
        least = f"max({grid.min_column_width_px}px,{100 / (grid.columns + 1):.1f}%)"
        style = f"grid-template-columns:repeat(auto-fill,minmax(min(100%,{least}),1fr))"
        key = _write_key(block.id)
        return f'<div class="pr-grid{key}" style="{style}">{content}</div>'
    if kind == "flex_container":
        return _write_flex(block, content)
    return content


def _write_flex(block: Block, content: str) -> str:
    flex = block.flex_container
    is_horizontal = flex.direction == Block.FlexContainer.HORIZONTAL
    gap = _GAPS.get(flex.gap_config.gap_size, 1.0)
    style = f"gap:{gap:g}rem"
    align = _ALIGNMENTS.get(flex.align)
    if is_horizontal and align:
        style += f";align-items:{align}"
    name = "horizontal" if is_horizontal else "vertical"
    classes = f"pr-{name[0]}{_write_key(block.id)}"
    width = block.width_config.pixel_width
    style += f";width:{width}px" if width else ""
    border = " pr-border" if flex.border or block.HasField("grid_cell") else ""
    flexed = (
        f'<div class="{classes}{border}" data-part="{_PARTS[name]}" style="{style}">{content}</div>'
    )
    # What its key takes out of the flow leaves its place, as on the page.
    return f"<div>{flexed}</div>" if block.id else flexed


def _write_column(node: PageNode, block: Block, pictures: Pictures) -> str:
    share = 100 * block.column.weight
    gap = _GAPS.get(block.column.gap_config.gap_size, 1.0)
    align = {1: ";align-self:center", 2: ";align-self:end"}.get(block.column.vertical_alignment, "")
    style = f"flex-basis:calc({share:g}% - {gap:g}rem){align}"
    content = _write_children(node, pictures)
    return f'<div class="pr-column" style="{style}"><div class="pr-v">{content}</div></div>'


def _write_expander(node: PageNode, block: Block, pictures: Pictures) -> str:
    """Open or closed as on the page; closed ones are sent empty."""
    content = _write_children(node, pictures)
    label = f'<span class="pr-label">{write_inline(block.expandable.label)}</span>'
    compact = " pr-compact" if block.expandable.type == Block.Expandable.COMPACT else ""
    inside = f'<div class="pr-v pr-inside">{content}</div>' if content else ""
    return _wrap(f'<div class="pr-expander{compact}">{label}{inside}</div>', block)


def _wrap(content: str, block: Block, extra_class: str = "") -> str:
    classes = f"{extra_class}{_write_key(block.id)}".strip()
    return f'<div class="{classes}">{content}</div>'


def _write_key(identity: str) -> str:
    match = _KEY.fullmatch(identity)
    return f" st-key-{_NO_CLASS.sub('-', match[1])}" if match else ""


def _write_element(node: PageNode, pictures: Pictures) -> str:
    element = node.element
    assert element is not None
    kind = element.WhichOneof("type") or ""
    inside = getattr(element, kind, None)
    if kind == "vega_lite_chart":
        content = _write_chart(inside, pictures.get(id(node), ""))
    elif kind in _WRITERS:
        content = _WRITERS[kind](inside)
    else:
        return ""
    if not content:
        return ""
    width = element.width_config
    style, size = "", ""
    if width.pixel_width:
        style = f' style="width:{width.pixel_width}px"'
    elif width.use_content:
        size = " pr-fit"
    key = _write_key(getattr(inside, "id", ""))
    return f'<div class="pr-el pr-{kind.replace("_", "-")}{size}{key}"{style}>{content}</div>'


def _write_chart(chart: Any, picture: str) -> str:
    """A chart's picture; while it has none, its room and its words."""
    height = json.loads(chart.spec).get("height", 300)
    room = f' style="min-height:{height}px"' if isinstance(height, int | float) else ""
    return f'<div role="img" aria-label="{escape(chart.alt)}"{room}>{picture}</div>'


def _write_heading(heading: Any) -> str:
    anchor = f' id="{escape(heading.anchor)}"' if heading.anchor else ""
    return f"<{heading.tag}{anchor}>{write_inline(heading.body)}</{heading.tag}>"


def _write_markdown(markdown: Any) -> str:
    is_caption = markdown.element_type == markdown.CAPTION
    kind = "pr-caption" if is_caption else "pr-text"
    return f'<div class="{kind}">{write_html(markdown.body)}</div>'


def _write_marks(html: Any) -> str:
    # Rules of style name Streamlit's parts; here the parts have the names under another attribute.
    return clean_html(html.body.replace("data-testid", "data-part"))


def _write_alert(alert: Any) -> str:
    kind = alert.Format.Name(alert.format).lower()
    return f'<div class="pr-alert pr-{kind}">{write_html(alert.body)}</div>'


def _write_page_link(link: Any) -> str:
    address = f"./{link.page}" + (f"?{link.query_string}" if link.query_string else "")
    # The rules of a page let the links that stay on it stand out, as Streamlit does.
    to = f"pr-to-{_NO_CLASS.sub('-', link.page) or 'start'}"
    return f'<a class="{to}" href="{escape(address)}">{write_inline(link.label)}</a>'


def _write_button(button: Any) -> str:
    return f'<span class="pr-box">{write_inline(button.label)}</span>'


def _write_selectbox(box: Any) -> str:
    chosen = box.options[box.default] if box.HasField("default") and box.options else ""
    if box.HasField("raw_value"):
        chosen = box.raw_value
    return f'{_write_label(box)}<span class="pr-field pr-menu">{escape(chosen)}</span>'


def _write_choices(group: Any) -> str:
    chosen = {*group.raw_values, *(group.options[number].content for number in group.default)}
    words = "".join(
        f'<span class="{"pr-chosen" if option.content in chosen else ""}">'
        f"{write_inline(option.content)}</span>"
        for option in group.options
    )
    return f'{_write_label(group)}<span class="pr-choices">{words}</span>'


def _write_slider(slider: Any) -> str:
    return (
        f'{_write_label(slider)}<span class="pr-slider">{escape(" ".join(slider.raw_value))}</span>'
    )


def _write_label(widget: Any) -> str:
    """A label that is seen: the others are for screen readers and stand beside what they name."""
    if not widget.label or widget.label_visibility.value:
        return ""
    return f'<span class="pr-name">{write_inline(widget.label)}</span>'


def _write_component(component: Any) -> str:
    """The search box, which works once the page has come, and drawings of ours."""
    if component.component_name.endswith("place_finder"):
        label = str(_read_data(component).get("placeholder", ""))
        return f'<span class="pr-field pr-finder">{escape(label)}</span>'
    if component.component_name.endswith("inline_picture"):
        data = _read_data(component)
        drawings = {"wide": data["wide"], "narrow": data.get("narrow") or ""}
        has_both = bool(drawings["narrow"])
        inside = "".join(
            f'<div class="{f"pr-{name}" if has_both else ""}">{clean_html(drawing)}</div>'
            for name, drawing in drawings.items()
            if drawing
        )
        # The script that draws it on the page: by then it has come.
        script = '<link rel="modulepreload" href="./app/static/inline_picture.js">'
        name = escape(data["alternative"])
        return f'{script}<div role="img" aria-label="{name}">{inside}</div>'
    return ""


def _read_data(component: Any) -> dict[str, Any]:
    text = component.json or component.mixed.json
    data: dict[str, Any] = json.loads(text) if text else {}
    return data


def _write_deck(deck: Any) -> str:
    content = json.loads(deck.json)
    files = dict.fromkeys(
        layer["data"] for layer in content["layers"] if isinstance(layer.get("data"), str)
    )
    # The outlines that the map asks for once its engine has come.
    ahead = "".join(
        f'<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="./{escape(file)}">'
        for file in files
    )
    picture, name = draw_deck(content), escape(deck.alt)
    return f'{ahead}<div class="pr-deck" role="img" aria-label="{name}">{picture}</div>'


_WRITERS: dict[str, Callable[[Any], str]] = {
    "heading": _write_heading,
    "markdown": _write_markdown,
    "html": _write_marks,
    "alert": _write_alert,
    "page_link": _write_page_link,
    "button": _write_button,
    "download_button": _write_button,
    "selectbox": _write_selectbox,
    "button_group": _write_choices,
    "slider": _write_slider,
    "bidi_component": _write_component,
    "deck_gl_json_chart": _write_deck,
}
