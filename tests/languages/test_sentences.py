"""Where sentences end, for every use: what is read aloud, sheets for a chat, measures of plain language."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.leaflets import EDITION, SHIPPED, library_of
from support.project import ROOT, Project

from lanpya.checks.context import CheckContext
from lanpya.checks.plain_language import check_plain
from lanpya.checks.read_aloud import check_aloud
from lanpya.content.library import Page
from lanpya.languages.sentences import sentence_ends, split_sentences, unpaired_marks
from lanpya.leaflets.read_aloud import aloud_body, screen_names, script_to_read, without_menu_words
from lanpya.translation.chat.segments import Reader, outline

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
        ["“Stop!” “Go!” (Both stop.)", "Then wait."],
        ["A child may say: “I do not know. Please ask my mother.”"],
        ["Ask 'Who? Me?' twice.", "Then go."],
        ["‘The soldiers’ phones are gone. Stop.’ Then go.", "Wait."],
        ["No!", "‘The soldiers’ phones are gone. Stop.’ he said.", "Go."],
        ["He said “don’t. Go ‘now. Or’ wait.”", "Then go."],
        ["The soldiers' phones don't ring.", "It's the neighbours' turn.", "Wait."],
        ["He calls „Halt. Mine.“", "Go on."],
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


@pytest.mark.parametrize(
    "wanted",
    [
        ["ስልክዎን ይተዉ፡፡", "ማን ያየዋል?", "እሺ።"],  # two word spaces, as most people type the full stop
        ["የሰው፡ልጅ፡ሁሉ፡ነጻ፡ነው።", "ሕሊና፡አለው።"],
        ["ཁྱིམ་ཚང་།", "ཡག་པོ་རེད། །", "གཉིས་པ་ནི།"],
        ["Նա ասաց․ մի գնա։", "Ի՞նչ անել։"],  # a semicolon, which is no full stop
    ],
)
def test_a_sentence_ends_as_each_script_writes_it(wanted: list[str]) -> None:
    assert split_sentences(" ".join(wanted)) == wanted


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
        "iii) three, xiv) more",
        "see 1.) and 2.), 1.2) or B.)",
        "6” pipe, 5’6” and 5'6\"",
        'Say “a 6” pipe” now, or "a 6" one" there, or “5’6””',
        "‘Stop,’ he said, in the ‘90s. Get ‘em. ‘The soldiers’ phones’ and ‘my brothers’ too",
    ],
)
def test_no_sign_is_without_partner(text: str) -> None:
    assert unpaired_marks(text) == []


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ('"Stop! Mine!”', [0, 12]),
        ("“Stop! Mine!“", [0, 12]),
        ('“Stop 3"', [0]),
        ('သူက ၃"ရပ်။', [5]),
        ('Say "Stop. Do not say "Go now. Come.', [4, 22]),
        ('Take 6" pipes. Say "Stop. Do not say "Go now. Come.', [19, 37]),
        ("He did) it", [6]),
        ("(Stop]", [0, 5]),
        ("Stop!»", [5]),
        ("He said ‘Stop! Mines!", [8]),
        ("‘ရပ်ပါ။ သွားပါ။", [0]),
    ],
)
def test_a_sign_without_partner_is_found(text: str, lone: list[int]) -> None:
    assert unpaired_marks(text) == lone


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


# A quotation alone says what the whole denies, and so does half of one.
@pytest.mark.parametrize(
    "wanted",
    [
        ["Liars write: “It is safe.” “Come today.”", "Do not believe them."],
        ["Liars write: “It is safe.” “Come today,” they add.", "Do not believe them."],
        ["Liars write.", "Do not say: “He left.” “He is free.” “He is dead.”"],
        ["Do not say: ‘He left.’ ‘He is free.’ ‘He is dead.’", "Wait."],
        ['Do not say: "He left." "He is free." "He is dead."', "Wait."],
        ["Do not say: “He left.” Or: “He is free.” Nor “He is dead.”", "Wait."],
        ["Do not say: “He left.” Also: “He is free.” Then: “He is dead.”", "Then wait."],
        ["Do not say Stop! – to him.", "Wait."],
        ["Do not say “He left”. “He is free”. “He is dead”.", "Wait."],
        ["Do not say: “He left.” (Or: “He is free.”) “He is dead.”", "Wait."],
        ["“Stop,” he said. “It is safe.”", "Do not believe him."],
        ["'Stop,' he said. 'It is safe.'", "Do not believe him."],
        ["«Stop,» he said. «It is safe.» «Come.»", "Do not believe him."],
        ["Liars write. “It is safe.”", "Do not believe them."],
        ["“It is safe.” “Come.” Do not believe it.", "Go."],
        ["1. “It is safe.” Do not believe it.", "Go."],
        ["He waits.", "“Come,” he says.", "Go."],
        ["Never say… “He is free” to anybody.", "Wait…", "Then go."],
        ['Do not write "I left. He said "Go now. Do not wait." I went." anywhere.', "Go."],
        ['Do not write "He said "Go." Wait. He said "Stop." Then." anywhere.', "Go."],
        ['Do not say ""Go," he said. Wait." to him.', "Go."],
        ['Never write "a 6" pipe. He is dead. Go." to him.', "Go."],
        ["Never write “a 6” pipe. He is dead. Go.” to him.", "Go."],
        ["Never say ‘They have the boys’. Pay now.’ to him.", "Go."],
        ["Never say ‘Go to the Mothers’ House. It is safe.’ to him.", "Go."],
        ["Never say ‘Is he with the boys’? Pay now.’ to him.", "Go."],
        ["Never say ‘He is at the girls’ – come. Bring money.’ to him.", "Go."],
        ["Never say ‘He is goin’ home. Come now.’ to him.", "Go."],
        ["Never say 'I'm at the soldiers'. Come now.' to him.", "Go."],
        ["Say ‘the boys’.", "Then say ‘the girls’.", "Go."],
    ],
)
def test_no_line_is_a_quotation_or_half_of_one(wanted: list[str]) -> None:
    assert split_sentences(" ".join(wanted)) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        ["It is not true that U. Tin is free.", "Go."],
        ["Do not say that Pvt. Aung is here.", "Go."],
        ["Do not say that pvt. Aung or CPL. Tin is here.", "Go."],
        ["J. K. Aung, Lt. K. Tin, Rev. Tin and Brig. Gen. Aung are not free.", "Go."],
        ["Never write to Sr. Gen. Mindon.", "Go."],
        ["It is not true that Naw. Tin is free.", "Go."],
        ["Use this until Feb. 20.", "Then burn it."],
        ["Use this until feb. 20 or DEC. 5.", "Then burn it."],
        ["5 Dec. 2023: desertion brings death.", "Go."],
        ["Do not go to Rd. 5, Blk. 3 or para. 7.", "Go."],
        ["သူက Naw. Tin လို့ မပြောပါနဲ့။", "သွားပါ။"],
        ["It is not true of Min, Naw. Tin or Daw. Aung.", "Then go.", "Wait.", "Go.", "Mine."],
        ["Ask Tin.", "Then wait.", "Stop.", "Mine.", "By SMS.", "Then call."],
    ],
)
def test_a_word_cut_short_ends_no_sentence(wanted: list[str]) -> None:
    assert split_sentences(" ".join(wanted)) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        ["သူ သေပြီ! လို့ မပြောပါနဲ့။", "သွားပါ။"],
        ["သူ သေပြီလား? လို့ မမေးပါနဲ့။", "သွားပါ။"],
        ["သူ သေပြီ။ လို့ မပြောပါနဲ့။", "သွားပါ။"],
        ["သူ သေပြီ! ဆိုတာ မဟုတ်ဘူး။", "ဆိုင်မှာ စောင့်ပါ။", "ဆိုးရင် သွားပါ။"],
        ["သူ သေပြီ! တဲ့။", "မယုံပါနဲ့။", "ဟုတ်ပါတယ်။"],
        ["သူ သေပြီ! ၊ ရောက်ပြီ! လို့ မပြောပါနဲ့။", "သွားပါ။"],
        ["သူက Stop! လို့ အော်ရင် ရပ်ပါ။", "လိုအပ်ရင် မေးပါ။", "ကိုယ် သွားပါ။"],
        ["သူ သေပြီ! ဟု မရေးပါနဲ့။", "သွားပါ။"],
    ],
)
def test_what_goes_on_behind_burmese_speech_is_not_parted_from_it(wanted: list[str]) -> None:
    assert split_sentences(" ".join(wanted)) == wanted


def test_who_measures_takes_a_quotation_by_itself() -> None:
    text = "Call: “Stop.” “Go.” Wait."
    ends = [text[:end] for end in sentence_ends(text, clauses=True)]
    assert ends == ["Call:", "Call: “Stop.”", "Call: “Stop.” “Go.”", text]


STOPS = {"en": [".", "!", "?", "?!"], "my": ["။"]}


def speech(words: st.SearchStrategy[str], stops: list[str]) -> st.SearchStrategy[str]:
    """Words, some of them spoken or in brackets, in which there are sentences again."""

    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        some = st.lists(st.tuples(inner, st.sampled_from([*stops, ",", ""])), min_size=1, max_size=3)
        text = some.map(lambda parts: " ".join(f"{said}{stop}" for said, stop in parts))

        def spoken(said: str) -> st.SearchStrategy[str]:  # a pair is in no other of the same kind
            free = [pair for pair in (*PAIRS, '""') if not set(pair) & set(said)]
            if said.endswith("s"):  # ‘phones’ may be theirs, and what is said goes on
                free = [pair for pair in free if pair != "‘’"]
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
@pytest.mark.proof
@pytest.mark.slow
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


@pytest.mark.slow
def test_a_long_text_of_signs_alone_takes_no_time() -> None:
    for sign in ('"', "'", "‘", "’ a", "“", "(", "s’ b", ". ", "။", "a. b. ", "…\n"):
        assert squeezed("".join(split_sentences(sign * 40_000))) == squeezed(sign * 40_000)


# --- each use of it ---


@pytest.mark.parametrize("page", PRINTED, ids=lambda page: page.path[5:])
def test_no_line_of_a_guide_read_aloud_has_half_of_what_is_said(page: Page) -> None:
    for line in script_to_read(page, SHIPPED, EDITION).split("\n"):
        assert odd_signs(line) == [], line
        assert line == line.strip()


SAID = 'Call out: "Stop! Mine!" Then say: “Do not move. Help is coming.”'
LINES = ['Call out: "Stop! Mine!"', "Then say: “Do not move. Help is coming.”"]


def test_the_lines_read_aloud_and_the_sentences_of_a_sheet_are_the_same(sources: Project) -> None:
    sources.edit("docs/en/guide.md", "Somebody counted this.", f"1. {SAID}\n\nSomebody counted this.")
    library = library_of(sources)
    page = library.pages["en", "guide.md"]
    first, second = LINES
    assert f"\n1. {first}\n{second}\n" in aloud_body(page, library)
    blocks = [block for part in outline(page, Reader(library.settings)) for block in part.blocks]
    assert LINES in [block.sentences() for block in blocks]


@pytest.mark.parametrize(("times", "reported"), [(13, ["has 28 words"]), (10, [])])
def test_a_sentence_is_measured_with_what_is_said_in_it(
    sources: Project, times: int, reported: list[str]
) -> None:
    sources.edit(
        "docs/en/guide.md", "Somebody counted this.", f"Call “{' '.join(['Go now.'] * times)}” here."
    )
    library = library_of(sources)
    found = check_plain(library.pages["en", "guide.md"], CheckContext(library, sources.docs, EDITION))
    assert [re.findall(r"has \d+ words", problem.message)[0] for problem in found] == reported


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
def test_what_else_is_in_brackets_is_spoken(text: str) -> None:
    assert without_menu_words(text, NAMES["en" if text.isascii() or "“" in text else "my"]) == text


def test_names_on_a_screen_stand_in_the_glossary_alone(sources: Project) -> None:
    """Without the entry every bracket is read aloud."""
    text = "Set it back (Reset) (Not now) and wait (Wipe)."
    sources.edit("docs/en/guide.md", "Somebody counted this.", text)
    library = library_of(sources)
    assert text in aloud_body(library.pages["en", "guide.md"], library)
    with (sources.root / "docs/data/glossary.yml").open("a", encoding="utf-8") as file:
        file.write("- {id: screen-names, means: names on a screen, use: {en: [Reset, Wipe]}}\n")
    library = library_of(sources)
    assert "Set it back (Not now) and wait." in aloud_body(library.pages["en", "guide.md"], library)


def test_every_name_on_a_screen_has_a_capital() -> None:
    """A Latin word in small letters can be part of a sentence."""
    for names in NAMES.values():
        assert names
        assert all(name[0].isupper() for name in names if name.isascii())


# --- what is news when it is spoken ---


def news_in(project: Project, text: str, file: str = "docs/en/guide.md") -> list[tuple[int, int]]:
    """Where a lead-in is mentioned in a text that is in a printed section."""
    path = project.root / file
    before = path.read_text("utf-8")
    old = "Somebody counted this." if "/en/" in file else "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။"
    path.write_text(before.replace(old, f"{text}\n\n{old}"), "utf-8")
    library = library_of(project)
    page = library.page_at(file)
    assert page
    context = CheckContext(library, project.docs, EDITION)
    found = [(problem.line, problem.column) for problem in check_aloud(page, context)]
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
        "Brother arrested.",
        "Your brother arrested by the army.",
        "Gone without a word.",
        "Posted too much.",
        "In our house someone was arrested.",
        "On the road, somebody was shot.",
        "At home someone died.",
        "As of today he is dead.",
        "Soldiers search the house.",
        "Police search the house.",
    ],
)
@pytest.mark.parametrize("line", ["**{}** Say little.", "- **{}** Say little.", "2. **{}**\n   Say little."])
def test_a_lead_in_that_states_what_is_only_supposed_is_reported(
    sources: Project, lead: str, line: str
) -> None:
    ((_, column),) = news_in(sources, line.format(lead))
    assert column == line.index("*") + 1
    assert news_in(sources, "**Somebody was seen**. Say little.")


@pytest.mark.parametrize(
    "text",
    [
        "**If someone was arrested:** say little.",
        "**Someone was arrested:** say little.",
        "**When he has come home.** Say little.",
        "**Do not go where a mine was seen.** Wait.",
        "**Keep what was agreed.** Wait.",
        "**Nobody goes back.** Wait.",
        "**Help the wounded.** Wait.",
        "**Ask anyone hurt.** Wait.",
        "**Use only trusted helpers.** Wait.",
        "**Need to go.** Wait.",
        "**On the day he comes.** Wait.",
        "**At home.** Wait.",
        "**Armed men.** Wait.",
        "**Soldiers and officers.** Wait.",
        "**What was agreed counts.** Wait.",
        "**Is he free?** Ask.",
        "**Stop.** Go no nearer.",
        "**Let no one who was there call.** Wait.",
        "**In a house that was searched.** Wait.",
        "**It was agreed.**",
        "It was **agreed.** Wait.",
        "**The first five minutes**",
        "**Time:** it was today.",
    ],
)
def test_an_instruction_a_condition_and_a_label_are_no_news(sources: Project, text: str) -> None:
    assert news_in(sources, text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("**တစ်ယောက်ယောက် အဖမ်းခံရတယ်။** စကားနည်းနည်းပဲ ပြောပါ။", 1),
        ("**ဖုန်း အသိမ်းခံရပြီ။** မခေါ်ပါနဲ့။", 1),
        ("**အဖြေ မလာသေးဘူး။** စောင့်ပါ။", 1),
        ("**တစ်ယောက်ယောက် အဖမ်းခံရရင်။** စကားနည်းနည်းပဲ ပြောပါ။", 0),
        ("**တစ်ယောက်ယောက် အဖမ်းခံရရင်–** စကားနည်းနည်းပဲ ပြောပါ။", 0),
        ("**သူတို့ လာတော့မယ်။** စောင့်ပါ။", 1),
        ("**သူ သေသွားတာပါ။** စောင့်ပါ။", 1),
        ("**သူ သေသွားပြီတဲ့။** စောင့်ပါ။", 1),
        ("**တစ်ယောက်ယောက် အဖမ်းခံရတယ်–** စကားနည်းနည်းပဲ ပြောပါ။", 1),
        ("**တစ်ယောက်ယောက် အဖမ်းခံရတယ်**– စကားနည်းနည်းပဲ ပြောပါ။", 1),
        ("**ခြိမ်းခြောက်တာ–** ငြင်းရင် ဘာဖြစ်မယ်လို့ ပြောတယ်။", 0),
        ("**ဖုန်းလာရင် မကိုင်ရဘူး။** စောင့်ပါ။", 0),
        ("**ဒီမှာ စောင့်ရမယ်။** မသွားပါနဲ့။", 0),
        ("**မသွားပါနဲ့။** စောင့်ပါ။", 0),
        ("**ပထမ ငါးမိနစ်**", 0),
    ],
)
def test_burmese_says_at_the_end_of_a_lead_in_whether_it_is_news(
    sources: Project, text: str, count: int
) -> None:
    assert len(news_in(sources, text, "docs/my/guide.md")) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Someone was arrested.", 1),
        ("Somebody was hurt", 1),
        ("Brother arrested", 1),
        ("At home someone died", 1),
        ("If somebody was hurt", 0),
        ("No medicine to keep quiet", 0),
        ("Captives and the wounded", 0),
        ("The dead", 0),
        ("The place he left", 0),
        ("Those who are held", 0),
        ("This hour: if it was taken", 0),
        ("A stolen phone", 0),
    ],
)
def test_a_title_is_read_aloud_too(sources: Project, title: str, count: int) -> None:
    assert len(news_in(sources, f'!!! danger "{title}"\n    Wait.')) == count
    assert len(news_in(sources, f"## {title} {{#other .print}}\n\nWait.")) == count
    assert news_in(sources, f"## {title} {{#other}}\n\nWait.") == []


def test_only_what_is_read_aloud_can_be_news(sources: Project) -> None:
    text = "## Other {#other}\n\n**Someone was arrested.** Say little."
    assert news_in(sources, text) == []
    assert news_in(sources, text.replace("#other", "#other .print"))


def test_no_guide_says_as_news_what_it_only_supposes() -> None:
    context = CheckContext(SHIPPED, ROOT / "docs", EDITION)
    found = [problem for page in SHIPPED.pages.values() for problem in check_aloud(page, context)]
    assert [f"{problem.path}:{problem.line}: {problem.message}" for problem in found] == []
