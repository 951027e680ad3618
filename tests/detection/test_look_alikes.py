"""Letters that stand in for others are seen; names, units and other languages beside Burmese are not."""

from __future__ import annotations

import pytest

from lanpya.checks.registry_addresses import look_alike
from lanpya.detection.look_alikes import mixed_words

DISGUISED = """
    pаypal Теlegram Signаl gοοgle νiber օffice һelpline Ꮤhatsapp faсebook mеssenger Τelegram սser Ꭺmnesty
    vіber gဝဝgle ဝffice tဝwn n၀te wa၎ micrဝsoft ပnited helဝ c၀de သater acသunt Signaါ
    paסword faсeЬook Vіber հelp teΙegram siǥnalа paаss
    ကo oတ်စုံ တoင် ဖုန်းo သoက oန်ထမ်း အoက် ကူaီ ကiို
"""
HARMLESS = """
    Signalကို Facebookက Telegramနဲ့Viberမှာ Wi-Fiကို VPNမသုံးပါနဲ့ မsave ဖုန်းSIM
    app၂ခု USBကြိုး SIMကတ် July၅ရက်
    ၅GB ၁၀kg ၁km ၅mAh ၃G 4Gလိုင်း 2FA H2O (Location)၊ ဝဝ ဘဝ အစ
    ใช้VPNของ เปิดTelegramไว้ เปิด4Gไว้ ໃຊ້VPNຂອງ ប្រើVPNរបស់ 用Signal发送 VPNを使う 텔레그램Signal앱
    الVPN بـWhatsApp وSignal לSignal הVPN וSignal मेंVPN የVPN VPN-сервис SIM-карта Њујорк Київ
    Помогите Ελληνικά Nguyễn Đức Ångström Straße ၵႃႈၵၢၼ်ႇ Facebookၼႆႉ Signalတႃႇ
"""
PAIRS = {
    ("https://signal.org", "https://ѕіgnаl.org"): True,
    ("https://myitta.org/", "https://rnyitta.org/"): True,
    ("https://clinic.org/", "https://c1inlc.org/"): True,
    ("https://welcome.net", "https://vve1come.net"): True,
    ("https://daily.org", "https://clai1y.org"): True,
    ("https://myitta.org", "https://nyitta.org"): True,
    ("mailto:info@safe.org", "mailto:lnf0@5afe.org"): True,
    ("https://t.me/north_help", "https://t.me/south_care"): False,
    ("https://msf.org", "https://irc.org"): False,
    ("mailto:help@sea.org", "mailto:talk@sky.org"): False,
}


@pytest.mark.parametrize("word", DISGUISED.split())
def test_a_word_in_letters_of_two_scripts_is_seen(word: str) -> None:
    ((start, end),) = mixed_words(f"One {word} more")
    assert 4 <= start < end <= 4 + len(word)


@pytest.mark.parametrize("word", HARMLESS.split())
def test_a_name_a_unit_or_another_language_is_no_disguise(word: str) -> None:
    assert list(mixed_words(f"One {word} more")) == []


@pytest.mark.parametrize(("pair", "is_alike"), PAIRS.items())
def test_addresses_that_look_alike(pair: tuple[str, str], is_alike: bool) -> None:
    assert look_alike(*pair) is is_alike
    assert look_alike(*reversed(pair)) is is_alike
