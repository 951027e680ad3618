"""Properties of readers that few share: their languages, phones, and where they found a link.

A server could show something else to some of them. So the verifier imitates other readers in each run, and no
server knows beforehand who asks for which page.
"""

from __future__ import annotations

import string
from random import Random

from lanpya.releases.remote.request_headers import CHROME

# languages of a phone in Burmese, in English, or in both, as Chrome and Safari send them
LANGUAGES = (
    "my,en-US;q=0.9,en;q=0.8",
    "my-MM,my;q=0.9,en-US;q=0.8,en;q=0.7",
    "en-US,en;q=0.9",
    "en-US,en;q=0.9,my;q=0.8",
    "en-GB,en-US;q=0.9,en;q=0.8",
)
VERSIONS = tuple(str(int(CHROME) - older) for older in range(5))  # of Chrome
# Where a link was found; of another site browsers send only the host (strict-origin-when-cross-origin).
SEARCHED = (
    *("https://www.google.com/", "https://www.google.com.mm/", "https://www.google.co.th/"),
    *("https://www.bing.com/", "https://duckduckgo.com/", "https://yandex.com/", "https://search.yahoo.com/"),
)
SHARED = (
    *("https://m.facebook.com/", "https://l.facebook.com/", "https://lm.facebook.com/"),
    *("https://www.facebook.com/", "https://web.telegram.org/", "https://t.co/", "https://www.youtube.com/"),
)
_PHONES = ("SM-A135F", "SM-A055F", "RMX3231", "CPH2209", "V2120", "Redmi Note 9", "M2006C3LG", "vivo 1906")
_APPS = ("org.telegram.messenger", "com.viber.voip", "com.zhiliaoapp.musically", "com.google.android.gm")
_FACEBOOK = (
    ("com.facebook.katana", "[FB_IAB/FB4A;FBAV/{};IABMV/1;]"),
    ("com.facebook.orca", "[FB_IAB/Orca-Android;FBAV/{};IABMV/1;]"),
    ("com.facebook.lite", "[FBAN/EMA;FBLC/my_MM;FBAV/{};FBCX/modulariab;]"),
)
_SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
_IPHONES = (
    f"{_SAFARI} Version/18.5 Mobile/15E148 Safari/604.1",
    f"{_SAFARI} Version/17.6 Mobile/15E148 Safari/604.1",
    f"{_SAFARI} Version/26.1 Mobile/15E148 Safari/604.1",
    f"{_SAFARI} CriOS/{CHROME}.0.8078.46 Mobile/15E148 Safari/604.1",
    f"{_SAFARI} Mobile/15E148 [FBAN/FBIOS;FBAV/{{}};FBDV/iPhone12,8;FBMD/iPhone;FBSN/iOS;FBLC/my_MM;FBOP/5]",
)
_OLD_PHONES = (
    *("Android 7.0; SM-G570F", "Android 6.0.1; SM-G532G", "Android 5.1.1; SM-J200G"),
    *("Android 7.1.2; Redmi 5A", "Android 8.1.0; vivo 1724"),
)
_OLD_VERSIONS = ("59.0.3071.125", "61.0.3163.98", "64.0.3282.137", "67.0.3396.87", "70.0.3538.110")
_FIREFOXES = ("153.0", "152.0", "151.0", "140.0", "128.0")
_LETTERS = string.ascii_letters + string.digits + "-_"


def iphone(chance: Random) -> str:
    """Return the User-Agent of an iPhone some years old."""
    system = chance.choice(("17_6_1", "18_5", "18_6", "18_7"))
    agent = f"Mozilla/5.0 (iPhone; CPU iPhone OS {system} like Mac OS X) {chance.choice(_IPHONES)}"
    return agent.format(_version(chance))


def old_android(chance: Random) -> str:
    """Return the User-Agent of Chrome on an old phone, which includes the model."""
    return (
        f"Mozilla/5.0 (Linux; {chance.choice(_OLD_PHONES)}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{chance.choice(_OLD_VERSIONS)} Mobile Safari/537.36"
    )


def firefox(chance: Random) -> str:
    """Return the User-Agent of Firefox on a phone."""
    version = chance.choice(_FIREFOXES)
    return f"Mozilla/5.0 (Android 10; Mobile; rv:{version}) Gecko/{version} Firefox/{version}"


def in_facebook(chance: Random, trusted: bool) -> dict[str, str]:
    """Return the additional headers of the browser inside an app of Facebook."""
    package, own = chance.choice(_FACEBOOK)
    headers = {"User-Agent": f"{_inside(chance)} {own.format(_version(chance))}", "X-Requested-With": package}
    found_at = chance.choice(("", "http://m.facebook.com/", *(SHARED[:3] if trusted else ())))
    return headers | ({"Referer": found_at} if found_at else {})


def in_an_app(chance: Random) -> dict[str, str]:
    """Return the additional headers of the browser inside another app."""
    return {"User-Agent": _inside(chance), "X-Requested-With": chance.choice(_APPS)}


def referer(chance: Random, pages: tuple[str, ...], trusted: bool) -> dict[str, str]:
    """Return the Referer of a link; for untrusted http browsers do not send a page of https."""
    page = chance.choice(pages)
    return {"Referer": page if trusted else page.replace("https:", "http:")}


def shared_query(chance: Random) -> str:
    """Return the query that Facebook adds to every address."""
    start = chance.choice(("IwAR", "IwY2xjaw", "PAZXh0bg"))
    return f"?fbclid={start}{''.join(chance.choices(_LETTERS, k=chance.randrange(57, 90)))}"


def any_query(chance: Random) -> str:
    """Return a query that an address may have when somebody passes it on."""
    return chance.choice(("", "?m=1", "?utm_source=telegram", "?ref=share", shared_query(chance)))


def _inside(chance: Random) -> str:
    system = f"Android {chance.randrange(9, 16)}; {chance.choice(_PHONES)} Build/TP1A.220624.014"
    return (
        f"Mozilla/5.0 (Linux; {chance.choice((system, 'Android 10; K'))}; wv) AppleWebKit/537.36 "
        f"(KHTML, like Gecko) Version/4.0 Chrome/{CHROME}.0.0.0 Mobile Safari/537.36"
    )


def _version(chance: Random) -> str:
    return f"{chance.randrange(440, 560)}.0.0.{chance.randrange(20, 80)}.{chance.randrange(60, 120)}"
