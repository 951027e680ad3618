"""Where sentences end, for every use: what is read aloud, sheets for a chat, measures of plain language."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st
from leaflets import EDITION, SHIPPED, library_of

from lanpya.aloud import aloud_body, aloud_text, screen_names, without_menu_words
from lanpya.handout import Reader, outline
from lanpya.library import Page
from lanpya.rules.aloud import check_aloud
from lanpya.rules.plain import check_plain
from lanpya.splitting import lone_signs, sentence_ends, split_sentences

PRINTED = [page for page in SHIPPED.pages.values() if SHIPPED.has_leaflet(page.file)]
PAIRS = ("“”", "«»", "‹›", "「」", "『』", "()", "[]", "（）", "‘’")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def odd_signs(line: str) -> list[str]:
    """The kinds of quotation marks and brackets of which a line has one without its other."""
    bare = re.sub(r"(?<=\w)['’](?=\w)|(?<=soldiers)['’](?= phones)", "", line)  # as in don't
    odd = [pair for pair in PAIRS if bare.count(pair[0]) != bare.count(pair[1])]
    return odd + (['"'] if bare.count('"') % 2 else [])


# --- one splitter ---


@pytest.mark.parametrize(
    "wanted",
    [
        ['Call out: "Stop! Mine!"', "Then wait."],
        ['Say to the hurt person: "Do not move. Help is coming."', "Wait."],
        ['Call: "Stop! Stand still!"', "Call for help."],
        ['"Stop!" he said.', "Go."],
        ["“Stop!”", "“Go!”", "(Both stop.)", "Then wait."],
        ["A child may say: “I do not know. Please ask my mother.”"],
        ["Ask 'Who? Me?' twice.", "Then go."],
        ["‘The soldiers’ phones are gone. Stop.’", "Then go."],
        ["He said “don’t. Go ‘now. Or’ wait.”", "Then go."],
        ["The soldiers' phones don't ring.", "It's the neighbours' turn.", "Wait."],
        ["„Halt. Mine.“", "Go on."],
        ["«Stop. Mine.» he calls.", "Go."],
        ["Look (Settings. Back) here.", "So."],
        ["Wait (see [no. 2. Then 3] there. Or not) here.", "So."],
        ["A stray ) ends nothing.", "Nor does “ one.", "Go."],
        ['A pipe of 5" is thick.', 'Say "Stop! Mine!" at once.', "Go."],
        [
            "It is 1.5 km, e.g. a walk, i.e. near.",
            "At 10 p.m. the U.S. Army calls Dr. Brown.",
            "No. 5 waits.",
        ],
        ["They come at 10 p.m.", "Then wait for the bus, the car, etc.", "No.", "Go."],
        ["Wait… then go... on foot.", "What?!", "No!", "Go…", "Now."],
        ["1. Stop.", "Go no nearer."],
        ["၁။ ရပ်ပါ။", "အနား မတိုးပါနဲ့။"],
        ["“မသိဘူး။ အမေ့ကို မေးပါ” လို့ ပြောပါ။", "သွားပါ။"],
        ["“ရပ်!” လို့ အော်ပါ။", "စောင့်ပါ။"],
        ['သူက"ရပ်။ သွား"လို့ပြောပါ။', "သွားပါ။"],
        ['သူက ၃"ရပ်။ မိုင်း။"လို့ပြောပါ။', "သွားပါ။"],
        ['A 6" phone and a "big" one.', "Wait."],
        ["သူက'ရပ်။ သွား'လို့ပြောပါ။", "သွားပါ။"],
        ["「ရပ်။ မိုင်း။」 လို့ ပြောပါ။", "သွားပါ။"],
        ["ကြည့်ပါ (ဒီမှာ။ ဟိုမှာ) တစ်ခါ။", "ပြီးပြီ။"],
        ["ဖုန်း၊ ငွေ၊ စာ ယူပါ။", "သွားပါ။"],
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_sentence_ends_where_a_reader_draws_breath(wanted: list[str], gap: str) -> None:
    text = gap.join(wanted)
    assert split_sentences(text) == wanted
    assert [text[start:end].strip() for start, end in pairwise([0, *sentence_ends(text)])] == wanted


def test_burmese_needs_no_space_between_sentences() -> None:
    assert split_sentences("ရပ်ပါ။သွားပါ။“ရပ်။သွား”လို့ပြောပါ။") == ["ရပ်ပါ။", "သွားပါ။", "“ရပ်။သွား”လို့ပြောပါ။"]


@pytest.mark.parametrize(
    "text",
    [
        'A 6" phone and a "big" one.',
        '6"x4" of paper',
        "a) Don’t wait (or do) :) in the soldiers' phones",
        "Settings › Apps › “Files” («all», „old“, 「new」)",
        'သူက ၃"ရပ်။ မိုင်း။"လို့ ပြောတယ်။',
        "‘Stop,’ he said, in the ‘90s. Get ‘em. ‘The soldiers’ phones’ and ‘my brothers’ too",
    ],
)
def test_no_sign_is_without_partner(text: str) -> None:
    assert lone_signs(text) == []


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ('"Stop! Mine!”', [0, 12]),
        ("“Stop! Mine!“", [0, 12]),
        ('“Stop 3"', [0]),
        ('သူက ၃"ရပ်။', [5]),
        ("(Stop]", [0, 5]),
        ("Stop!»", [5]),
        ("He said ‘Stop! Mines!", [8]),
        ("‘ရပ်ပါ။ သွားပါ။", [0]),
    ],
)
def test_a_sign_without_partner_is_found(text: str, lone: list[int]) -> None:
    assert lone_signs(text) == lone


WORDS = {
    "en": [
        "don't",
        "1.5",
        "e.g.",
        "phones",
        "the",
        "soldiers’ phones",
        "i.e.",
        "3",
        "with Dr. Brown",
        "so…",
        "wait",
    ],
    "my": ["ဖုန်း", "SMS", "၁.၅", "ကျွန်တော့်", "မသွားပါနဲ့၊", "“ရပ်”", "ကို"],
}
STOPS = {"en": [".", "!", "?", "?!"], "my": ["။"]}


def speech(words: st.SearchStrategy[str], stops: list[str]) -> st.SearchStrategy[str]:
    """Words, some of them spoken or in brackets, in which there are sentences again."""

    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        some = st.lists(st.tuples(inner, st.sampled_from([*stops, ",", ""])), min_size=1, max_size=3)
        text = some.map(lambda parts: " ".join(f"{said}{stop}" for said, stop in parts))

        def spoken(said: str) -> st.SearchStrategy[str]:  # a pair stands in no other of its own kind
            free = [pair for pair in (*PAIRS, '""') if not set(pair) & set(said)]
            return st.sampled_from(free).map(lambda pair: f"{pair[0]}{said}{pair[1]}")

        return text.flatmap(spoken)

    return st.recursive(words, wrap, max_leaves=6)


def texts_in(language: str) -> st.SearchStrategy[list[str]]:
    stops = STOPS[language]
    some = st.lists(speech(st.sampled_from(WORDS[language]), stops), min_size=1, max_size=4).map(" ".join)
    first = "Now" if language == "en" else "အခု"
    sentence = st.tuples(some, st.sampled_from(stops)).map(lambda made: f"{first} {made[0]} here{made[1]}")
    return st.lists(sentence, min_size=1, max_size=5)


@pytest.mark.parametrize("language", ["en", "my"])
def test_whatever_is_said_no_line_has_half_of_it(language: str) -> None:
    @given(texts_in(language))
    def hold(sentences: list[str]) -> None:
        text = " ".join(sentences)
        lines = split_sentences(text)
        assert squeezed("".join(lines)) == squeezed(text)
        assert [line for line in lines if odd_signs(line)] == []
        assert lines == sentences

    hold()


@given(st.text("ab’'‘“”\"()[].!? \n။A1«»…", max_size=60))
def test_any_text_is_parted_without_loss(text: str) -> None:
    ends = sentence_ends(text)
    assert ends == sorted(set(ends))
    assert squeezed("".join(split_sentences(text))) == squeezed(text)
    assert all(line.strip() == line != "" for line in split_sentences(text))


def test_a_long_text_of_signs_alone_takes_no_time() -> None:
    for sign in ('"', "'", "‘", "’ a", "“", "(", "s’ b", ". ", "။", "a. b. ", "…\n"):
        assert squeezed("".join(split_sentences(sign * 40_000))) == squeezed(sign * 40_000)


# --- each use of it ---


@pytest.mark.parametrize("page", PRINTED, ids=lambda page: page.path[5:])
def test_no_line_of_a_guide_read_aloud_has_half_of_what_is_said(page: Page) -> None:
    for line in aloud_text(page, SHIPPED, EDITION).split("\n"):
        assert odd_signs(line) == [], line
        assert line == line.strip()


SAID = 'Call out: "Stop! Mine!" Then say: “Do not move. Help is coming.”'
LINES = ['Call out: "Stop! Mine!"', "Then say: “Do not move. Help is coming.”"]


def test_the_lines_read_aloud_and_the_sentences_of_a_sheet_are_the_same(project: Project) -> None:
    project.edit("docs/en/guide.md", "Somebody counted this.", f"1. {SAID}\n\nSomebody counted this.")
    library = library_of(project)
    page = library.pages["en", "guide.md"]
    first, second = LINES
    assert f"\n1. {first}\n{second}\n" in aloud_body(page, library)
    blocks = [block for part in outline(page, Reader(library.settings)) for block in part.blocks]
    assert LINES in [block.sentences() for block in blocks]


@pytest.mark.parametrize(("times", "told"), [(13, ["has 28 words"]), (10, [])])
def test_a_sentence_is_measured_with_what_is_said_in_it(
    project: Project, times: int, told: list[str]
) -> None:
    project.edit(
        "docs/en/guide.md", "Somebody counted this.", f"Call “{' '.join(['Go now.'] * times)}” here."
    )
    page = library_of(project).pages["en", "guide.md"]
    assert [re.findall(r"has \d+ words", problem.message)[0] for problem in check_plain([page])] == told


# --- words on a screen


NAMES = {language.code: screen_names(SHIPPED, language) for language in SHIPPED.settings.languages}


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Turn off location (Location).", "Turn off location."),
        ("Lock it (Screen lock) and hide it (PIN).", "Lock it and hide it."),
        ("Open (Settings › Apps › Permissions) first.", "Open first."),
        ("Look there (Your devices, Linked devices).", "Look there."),
        ("ဖုန်းကို မဖျက်ပါနဲ့ (Reset)။", "ဖုန်းကို မဖျက်ပါနဲ့။"),
        ("တည်နေရာ (Location) ပိတ်ပါ။", "တည်နေရာ ပိတ်ပါ။"),
        ("ကြည့်ပါ (Your devices၊ Linked devices)။", "ကြည့်ပါ။"),
        ("မှတ်တမ်း (History)၊ ကွတ်ကီး（Cookie）ကို ဖျက်ပါ။", "မှတ်တမ်း၊ ကွတ်ကီးကို ဖျက်ပါ။"),
    ],
)
def test_names_that_a_screen_shows_are_not_spoken(text: str, spoken: str) -> None:
    assert without_menu_words(text, NAMES["en" if text.isascii() or "›" in text else "my"]) == spoken


@pytest.mark.parametrize(
    "text",
    [
        "It fell (reported in 2022).",
        "Send the word (only once).",
        "Wait (Do nothing.) there.",
        "At full size (100 %, Actual size).",
        "Speak to him face to face (Not if you fear him).",
        "Wait (At least two hours), then go.",
        "Go (NOT at night).",
        "Go (NEVER).",
        "Ask her (Unless he is there) for help.",
        "Take the road (Not the path) home.",
        "Say “I do not know (He is away)”.",
        "Reset it (Not Reset).",
        "Look at what he has (Location, Not alone).",
        "Speak (Friends) there.",
        "ဆေး (Paracetamol) သောက်ပါ။",
        "မသွားပါနဲ့ (Danger)။",
        "တစ်ခါပဲ ပို့ပါ (သဘောတူထားတဲ့ စကားလုံး)။",
        "သတင်း (၂၀၂၂ သတင်း)။",
        "အကောင့် (၂၀၂၂ Backup)။",
        "(Location)",
        "Wait () here.",
        "",
    ],
)
def test_what_else_stands_in_brackets_is_spoken(text: str) -> None:
    assert without_menu_words(text, NAMES["en" if text.isascii() or "“" in text else "my"]) == text


def test_names_on_a_screen_stand_in_the_glossary_alone(project: Project) -> None:
    """Without the entry every bracket is read aloud."""
    text = "Set it back (Reset) (Not now) and wait (Wipe)."
    project.edit("docs/en/guide.md", "Somebody counted this.", text)
    library = library_of(project)
    assert text in aloud_body(library.pages["en", "guide.md"], library)
    with (project.root / "docs/data/glossary.yml").open("a", encoding="utf-8") as file:
        file.write("- {id: screen-names, means: names on a screen, use: {en: [Reset, Wipe]}}\n")
    library = library_of(project)
    assert "Set it back (Not now) and wait." in aloud_body(library.pages["en", "guide.md"], library)


def test_every_name_on_a_screen_has_a_capital() -> None:
    """A word in small letters can be part of a sentence."""
    for names in NAMES.values():
        assert names
        assert all(name[0].isupper() for name in names)


# --- what is news when it is spoken ---


def news_in(project: Project, text: str, file: str = "docs/en/guide.md") -> list[tuple[int, int]]:
    """Where a lead-in is told of in a text that stands in a printed section."""
    path = project.root / file
    before = path.read_text("utf-8")
    old = "Somebody counted this." if "/en/" in file else "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။"
    path.write_text(before.replace(old, f"{text}\n\n{old}"), "utf-8")
    library = library_of(project)
    page = library.page_at(file)
    assert page
    found = [(problem.line, problem.column) for problem in check_aloud(page, library)]
    path.write_text(before, "utf-8")
    return found


@pytest.mark.parametrize(
    "lead",
    [
        "Someone was arrested.",
        "A message was seen.",
        "Money was paid.",
        "The police came.",
        "Soldiers have come to the house.",
        "You are questioned.",
        "He calls or writes.",
        "Too much was sent.",
        "No answer.",
        "One of you is held.",
        "Everything on the phone was lost!",
    ],
)
@pytest.mark.parametrize("line", ["**{}** Say little.", "- **{}** Say little.", "2. **{}**\n   Say little."])
def test_a_lead_in_that_states_what_is_only_supposed_is_told(project: Project, lead: str, line: str) -> None:
    ((_, column),) = news_in(project, line.format(lead))
    assert column == line.index("*") + 1
    assert news_in(project, "**Somebody was seen**. Say little.")


@pytest.mark.parametrize(
    "text",
    [
        "**If someone was arrested:** say little.",
        "**Someone was arrested:** say little.",
        "**When he has come home.** Say little.",
        "**Do not go where a mine was seen.** Wait.",
        "**Keep what was agreed.** Wait.",
        "**Nobody goes back.** Wait.",
        "**Stop.** Go no nearer.",
        "**Let no one who was there call.** Wait.",
        "**In a house that was searched.** Wait.",
        "**It was agreed.**",
        "It was **agreed.** Wait.",
        "**The first five minutes**",
        "**Time:** it was today.",
    ],
)
def test_an_instruction_a_condition_and_a_label_are_no_news(project: Project, text: str) -> None:
    assert news_in(project, text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("**တစ်ယောက်ယောက် အဖမ်းခံရတယ်။** စကားနည်းနည်းပဲ ပြောပါ။", 1),
        ("**ဖုန်း အသိမ်းခံရပြီ။** မခေါ်ပါနဲ့။", 1),
        ("**အဖြေ မလာသေးဘူး။** စောင့်ပါ။", 1),
        ("**တစ်ယောက်ယောက် အဖမ်းခံရရင်။** စကားနည်းနည်းပဲ ပြောပါ။", 0),
        ("**တစ်ယောက်ယောက် အဖမ်းခံရရင်–** စကားနည်းနည်းပဲ ပြောပါ။", 0),
        ("**မသွားပါနဲ့။** စောင့်ပါ။", 0),
        ("**ပထမ ငါးမိနစ်**", 0),
    ],
)
def test_burmese_says_at_the_end_of_a_lead_in_whether_it_is_news(
    project: Project, text: str, count: int
) -> None:
    assert len(news_in(project, text, "docs/my/guide.md")) == count


def test_only_what_is_read_aloud_can_be_news(project: Project) -> None:
    text = "## Other {#other}\n\n**Someone was arrested.** Say little."
    assert news_in(project, text) == []
    assert news_in(project, text.replace("#other", "#other .print"))


def test_no_guide_says_as_news_what_it_only_supposes() -> None:
    found = [problem for page in SHIPPED.pages.values() for problem in check_aloud(page, SHIPPED)]
    assert [f"{problem.path}:{problem.line}: {problem.message}" for problem in found] == []
