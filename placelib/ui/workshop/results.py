"""What a room found: the downloads of the console, and the lens Room of the quadrant's page."""

from __future__ import annotations

import json
from functools import partial

import streamlit as st

from placelib.areas.naming import name_for_file
from placelib.content import text
from placelib.errors import PlaceError
from placelib.exports import Brief, BriefPicture, Origin, Section
from placelib.exports.spreadsheets import MIME, write_csv, write_xlsx
from placelib.exports.writers import write_one_page, write_slides
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components import chart_display, page_address, present_mode
from placelib.ui.workshop import board, empty_room, live_workshops, room_comparison, workshop_access
from placelib.ui.workshop.revealed import HEIGHT, keep_revealed, list_revealed, show_revealed
from placelib.urls import (
    AREA,
    CONSOLE,
    LENS,
    QUADRANT,
    RESULTS,
    WORKSHOP,
    Page,
    address,
)
from placelib.views import pictures, snapshot_records
from placelib.views import workshop as workshop_view
from placelib.views.room_comparison import MOST_ROOMS
from placelib.views.table_rows import build_arrow_table
from placelib.views.workshop_rows import Row, build_result_rows, build_text_rows, build_vote_rows
from placelib.workshop import clock
from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import QuestionKind, Room
from placelib.workshop.tallies import let_through

NO_TITLE = "What the room thinks"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def show_downloads(facilitator: Facilitator) -> None:
    """What has been revealed, as files; drawn by the console."""
    st.header("Results", anchor=False)
    room = live_workshops.read_room(facilitator.workshop.id, all_=True)
    total, revealed_room = len(room.workshop.questions), keep_revealed(room)
    revealed = len(revealed_room.workshop.questions)
    if not revealed:
        st.caption("Nothing has been revealed yet. What you reveal can be saved here.")
        return
    if revealed < total:
        st.caption(f"The files hold what has been revealed: {revealed} of {total} questions.")
    save(revealed_room, CONSOLE, key="console")


def save(room: Room, page: Page, *, key: str) -> None:
    """The buttons that save a room's results, on a page."""
    names = workshop_access.list_tier_names(room)
    rows, notes = build_result_rows(room, names), build_result_notes(room)
    texts = build_text_rows(room)
    with st.container(horizontal=True, gap="small"):
        _save_rows("Results", "", rows, room, key=key)
        st.download_button(
            f"Results, XLSX ({chart_display.format_row_count(len(rows))})",
            data=partial(write_xlsx, rows, notes),
            file_name=f"{name_file(room)}.xlsx",
            mime=MIME,
            key=f"{key} results xlsx",
            on_click="ignore",
        )
        _save_rows("Single votes", "-votes", build_vote_rows(room, names), room, key=key)
        if texts:
            _save_rows("Texts", "-texts", texts, room, key=key)
    with st.container(horizontal=True, gap="small"):
        _show_handouts(room, page, key=key)


def _save_rows(label: str, ending: str, rows: list[Row], room: Room, *, key: str) -> None:
    st.download_button(
        f"{label}, CSV ({chart_display.format_row_count(len(rows))})",
        data=partial(write_csv, rows),
        file_name=f"{name_file(room)}{ending}.csv",
        mime="text/csv",
        key=f"{key} csv{ending}",
        on_click="ignore",
    )


def name_file(room: Room) -> str:
    """The name of a file of the room, with its place and code, without its ending."""
    area = snapshot_records.get_registry()[room.workshop.area]
    return f"workshop-{name_for_file(area)}-{room.workshop.code}"


def _show_handouts(room: Room, page: Page, *, key: str) -> None:
    """The summary as a picture, a PDF and a slide, each made when it is asked for."""
    if not any(
        question.kind is not QuestionKind.WORDS and room.answered.get(question.position)
        for question in list_revealed(room)
    ):
        st.caption("A summary to hand out is made once an answer has been revealed.")
        return
    # Made now: a file is written in a thread of its own, which knows nothing of the visitor.
    where = build_result_origin(room, page)
    for label, ending, mime, make in (
        ("Summary (PNG)", "png", "image/png", draw_result_picture),
        ("Summary (PDF)", "pdf", "application/pdf", write_result_pdf),
        ("Summary (PowerPoint)", "pptx", PPTX, write_result_slides),
    ):
        st.download_button(
            label,
            data=partial(make, room, where),
            file_name=f"{name_file(room)}.{ending}",
            mime=mime,
            key=f"{key} {ending}",
            on_click="ignore",
        )


def _build_brief(room: Room, where: Origin) -> Brief:
    sections = []
    for question in list_revealed(room):
        shown_question = workshop_view.build_question(
            room, question, HEIGHT, present=False, dark=False
        )
        picture = None
        if shown_question.figure:
            (png,) = pictures.render_pictures((json.dumps(shown_question.figure),))
            picture = BriefPicture(png, shown_question.sentence)
        texts = tuple(let_through(room, question)) if question.kind is QuestionKind.WORDS else ()
        sentences = texts or ((shown_question.sentence,) if shown_question.sentence else ())
        chart = shown_question.editable
        sections.append(Section(question.prompt, "", picture, sentences, chart=chart))
    about = " ".join(build_result_notes(room)[:2])
    return Brief(room.workshop.title, about, tuple(sections), where)


def write_result_pdf(room: Room, where: Origin) -> bytes:
    """The revealed questions on one side of paper."""
    return write_one_page(_build_brief(room, where))


def write_result_slides(room: Room, where: Origin) -> bytes:
    """The revealed questions, a slide each."""
    return write_slides(_build_brief(room, where))


def draw_result_picture(room: Room, where: Origin) -> bytes:
    """Every revealed question that has a chart, below the workshop's title, as one PNG.

    Raises NotAnAnswer where nothing has been revealed from five answers on.
    """
    charts = []
    for question in list_revealed(room):
        shown_question = workshop_view.build_question(
            room, question, HEIGHT, present=False, dark=False
        )
        if shown_question.figure:
            charts.append(workshop_view.add_prompt(shown_question, question.prompt))
    if not charts:
        raise NotAnAnswer(
            "Nothing has been revealed from five answers on. Reveal a question first."
        )
    about = " ".join(build_result_notes(room)[:2])
    source = (
        f"Votes of the people in the room; published points: Bend the Line, data {where.version}."
    )
    frame = pictures.PictureFrame(room.workshop.title, about, source)
    return pictures.draw_framed_picture(charts, frame, "png")


def build_result_origin(room: Room, page: Page) -> Origin:
    """Where a handout of the room comes from."""
    evidence = address(QUADRANT, {AREA: room.workshop.area, LENS: "evidence"})
    return Origin(
        sources=tuple(build_result_notes(room)),
        licence="Votes: by the people in the room. Published point: Open Government Licence v3.0.",
        link=f"{page_address.find_root(page)}/{evidence}",
        version=snapshot_records.get_metadata()["data_version"],
        made_on=clock.convert_moment(clock.now()).date(),
    )


def build_result_notes(room: Room) -> list[str]:
    """The lines that travel with a download of votes."""
    made_on = clock.convert_moment(room.workshop.created_at)
    return [
        f"Workshop “{room.workshop.title}” of {made_on.day} {made_on:%B %Y}, {room.joined} joined.",
        "Answers of the people in the room, from 0 to 100: opinions, not measurements.",
        "Nothing is given of fewer than five answers.",
    ]


def show_room_lens() -> None:
    """The lens Room: a workshop's votes on the axes of the evidence, for who has the link."""
    token = str(st.query_params.get(RESULTS, ""))
    if not token and present_mode.is_on():
        code = workshop_access.find_running_code()
        if code:
            present_mode.leave_size()
            board.show_board(code, QUADRANT)
        else:
            empty_room.show_empty_room()
        return
    if not token:
        present_mode.show_headline(NO_TITLE)
        st.markdown(text("quadrant_room"))
        st.page_link(router.get_page(WORKSHOP), label="Create a workshop")
        room_comparison.ask_for_link("Results link from a facilitator", "Show it", "")
        return
    links = list(dict.fromkeys(token.split(room_comparison.BETWEEN)))
    if len(links) > 1:
        room_comparison.show_rooms(links)
    else:
        _show_room(token)
    if len(links) < MOST_ROOMS and not present_mode.is_on():
        st.subheader("Set another room beside it", anchor=False)
        st.caption("With the results link of another workshop, from its facilitator.")
        room_comparison.ask_for_link("Another results link", "Set it beside", token)


def _show_room(token: str) -> None:
    try:
        workshop = workshop_access.open_results(token)
    except PlaceError as refused:
        present_mode.show_headline(NO_TITLE)
        st.info(plain_markdown(str(refused)))
        return
    _show_results(keep_revealed(live_workshops.read_current_room(workshop.id)))


def _show_results(room: Room) -> None:
    made_on = clock.convert_moment(room.workshop.created_at)
    present_mode.show_headline(f"{NO_TITLE}: {room.workshop.title}")
    st.caption(
        f"Workshop of {made_on.day} {made_on:%B %Y}, {room.joined} joined. Opinions, not figures."
    )
    if not list_revealed(room):
        st.markdown("The facilitator has revealed nothing yet. Come back when they have.")
        return
    show_revealed(room, QUADRANT)
    rows = build_result_rows(room, workshop_access.list_tier_names(room))
    opened = st.expander(
        f"Table ({chart_display.format_row_count(len(rows))})", key="room table", on_change="rerun"
    )
    if opened.open:
        with opened:
            st.dataframe(build_arrow_table(rows), hide_index=True, width="stretch")
    save(room, QUADRANT, key="room")
