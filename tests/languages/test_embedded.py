"""Which pieces inside text from right to left keep their own direction."""

from __future__ import annotations

import pytest

from lanpya.languages.embedded import ltr_spans, with_rtl_lines

ARABIC = "اكتب"


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "*#06#",
            "*123#",
            "##002#",
            "*#٠٦#",
            "+95 9 123 456",
            "+95-9-123",
            "C++",
            "/home",
            "@names",
            "#tag1",
        ),
        *("https://example.org/", "example.org/ar/", "12+a", "1-a", "4/7b", "file_", "2001:db8::1"),
    ],
)
def test_pieces_that_would_show_turned_round_are_found_without_punctuation_around(piece: str) -> None:
    for before, after in (
        ("", ""),
        (f"{ARABIC} ", f" {ARABIC}"),
        (f"{ARABIC} (", f")، {ARABIC}."),
        (f"{ARABIC} ", "."),
    ):
        text = before + piece + after
        assert [text[slice(*span)] for span in ltr_spans(text)] == [piece]


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{ARABIC} 4/7",
            f"{ARABIC} 4-7",
            f"{ARABIC} 2026-11-30",
            f"{ARABIC} 50%",
            f"{ARABIC} 10:30",
            "3 - 5",
        ),
        *(
            f"{ARABIC} Wi-Fi {ARABIC}",
            f"({ARABIC} SIM)",
            "Settings › Privacy",
            f"{ARABIC}5",
            f"{ARABIC} 3G.",
            "192.168.1.1",
        ),
        *(ARABIC, "", " ", f"{ARABIC} – {ARABIC}", f"«{ARABIC} PIN»", "...", "*", f"{ARABIC} #"),
    ],
)
def test_what_runs_rightly_by_itself_is_left_alone(text: str) -> None:
    assert ltr_spans(text) == []


def test_several_pieces_in_a_line_are_found_in_order() -> None:
    text = f"{ARABIC} *#06# {ARABIC} C++، +95 1 23"
    assert [text[slice(*span)] for span in ltr_spans(text)] == ["*#06#", "C++", "+95 1 23"]


def test_lines_of_a_text_file_run_from_right_to_left_in_any_program() -> None:
    text = f"Do not send it.\n{ARABIC} 3.\n\n1. {ARABIC} SIM {ARABIC}\n"
    shown = f"Do not send it.\n\u202b{ARABIC} 3.\u202c\n\n\u202b1. {ARABIC} SIM {ARABIC}\u202c\n"
    assert with_rtl_lines(text) == shown
