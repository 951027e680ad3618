"""Medical claims are found however they are spelt, and nothing else is."""

from __future__ import annotations

import pytest
from support.project import ROOT

from lanpya.checks.claims import kinds_of
from lanpya.content.yaml_fields import read_fields

KINDS = kinds_of(read_fields((ROOT / "docs/data/medical_words.yml").read_text(encoding="utf-8")))

CLAIMS = """
Give 500 mg twice.
Give 500mg.
Give **500** mg.
Give five hundred mg.
Take two tablets now.
Take ၂ tablets.
Give half a tablet.
Give 1/2 tablet.
10ml of syrup is enough.
Take 1.5 g of it.
Give ten drops.
Two spoonfuls are enough.
Inject it into the muscle.
Within 72 hours of the rape, go.
After the attack, go within seventy-two hours.
A 72-hour window for the wound.
Rape: the 48–72 hours count.
Go to a clinic within three days.
Go to a clinic within 3 days.
It helps for 5 days after the assault.
He dies of the bleeding in five minutes.
Use a tourniquet.
No TOURNIQUETS.
Tie a cloth above the wound.
Twist the stick until the bleeding stops.
Tie-off the leg.
Put a belt around the thigh.
ဒဏ်ရာရပြီး ၇၂ နာရီအတွင်း သွားပါ။
ဒဏ်ရာရပြီး ၇၂နာရီ အတွင်း သွားပါ။
မုဒိမ်းကျင့်ခံရပြီး ခုနစ်ဆယ့်နှစ် နာရီအတွင်း သွားပါ။
မုဒိမ်းမှုဖြစ်ပြီး သုံးရက်အတွင်း သွားပါ။
ဆေးခန်းကို ခုနစ်ရက်အတွင်း သွားပါ။
အဓမ္မကျင့်ခံရရင် 72 hours အတွင်း သွားပါ။
ကိုယ်ဝန် မရအောင် ၁၂၀ နာရီအတွင်း သွားပါ။
ဆေး နှစ်လုံး သောက်ပါ။
ဆေးနှစ်လုံး သောက်ပါ။
၅၀၀ မီလီဂရမ် တိုက်ပါ။
၅၀၀မီလီဂရမ် တိုက်ပါ။
ငါးရာ မီလီဂရမ် တိုက်ပါ။
၅ စီစီ တိုက်ပါ။
၇၂ mg တိုက်ပါ။
တစ်နေ့ သုံးကြိမ် သောက်ပါ။
ဆေးထိုးပေးပါ။
သွေးထွက်ရင် ငါးမိနစ်အတွင်း သေနိုင်ပါတယ်။
ကြိုးနဲ့ ခြေထောက်ကို တင်းတင်းစည်းပါ။
ပေါင်ကို အဝတ်နဲ့ တင်းတင်း ချည်ပါ။
ပေါင်ကိုအဝတ်နဲ့ချည်ပါ။
တုတ်နဲ့ လိမ်ပြီး သွေးတိတ်အောင်လုပ်ပါ။
သွေးတား ကြိုး သုံးပါ။
ခြေထောက်ကို အဝတ်နဲ့ ကြပ်စည်းပါ။
ဒဏ်ရာရဲ့ အထက်မှာ ပတ်ချည်ပါ။
မုဒိမ်းမှုအတွက် ဆေးခန်းကို ၇၂ နာရီ ကျော်ရင်လည်း သွားပါ။
Medicine against HIV must begin within 72 hours.
"""
HARMLESS = """
Daily medicine in its packet, rehydration salts (ORS), clean cloth for wounds.
Wait, even for many hours.
Entries last 21 days.
After 21 days it counts as desertion.
Press hard on the wound with cloth.
Do not let go. Press with both hands.
Wait two hours, then write.
If there is fever, ask for a malaria test the same day.
Do not touch the rope or wire.
He has a phone and a tablet.
Do not remove the rope; the road behind it has mines.
Lay down your arms; do not tie the boat.
Firm shoes and a belt.
Read it some days later.
နာရီပေါင်းများစွာ ကြာရင်တောင် စောင့်ပါ။
အနာကို အဝတ်သန့်သန့်နဲ့ တင်းတင်း ဖိထားပါ။
ဒဏ်ရာကို လက်နဲ့ တင်းတင်း ဖိထားပါ။
ဆေး၊ ရေကို အိတ်တစ်လုံးထဲ ထည့်ထားပါ။
ခြံစည်းရိုးနား မသွားပါနဲ့။
အနာစည်းဖို့ အဝတ်သန့်သန့် ယူပါ။
လက်မှတ် မထိုးပါနဲ့။
ဒဏ်ရာကို အဝတ်နဲ့ ဖိပါ၊ ပစ္စည်း မယူပါနဲ့။
နှစ်ရက် စောင့်ပါ။
၂၁ ရက်ကျော်ရင် ထွက်ပြေးတယ်လို့ သတ်မှတ်ပါတယ်။
"""


def found_in(text: str, context: str = "") -> list[str]:
    return [found for kind in KINDS for _, found in kind.found_in(text, context)]


@pytest.mark.parametrize("text", CLAIMS.strip().splitlines())
def test_a_medical_claim_is_found(text: str) -> None:
    assert found_in(text)


@pytest.mark.parametrize("text", HARMLESS.strip().splitlines())
def test_what_is_no_medical_claim_is_not(text: str) -> None:
    assert found_in(text) == []


def test_hours_are_a_claim_below_a_heading_that_makes_them_one() -> None:
    assert found_in("Go within 72 hours.") == []
    assert found_in("Go within 72 hours.", "## After a rape {#after}") == ["72 hours"]


def test_the_place_of_a_claim_is_that_in_the_text_as_typed() -> None:
    text = "Give **500** mg."
    assert [(start, found) for kind in KINDS for start, found in kind.found_in(text)] == [(7, "500 mg")]
