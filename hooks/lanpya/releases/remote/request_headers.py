"""The headers that browsers of phones send, and their order.

tests/releases/test_request_headers.py records those of Chrome from the installed Chromium and compares them.
Those of Firefox were recorded from Firefox ESR 153. Those of Safari, browsers inside apps, old phones,
downloads, and Chrome that saves data or prerenders are from documentation, not recorded. In what readers
differ is in `readers`.
"""

LANGUAGES = "my,en-US;q=0.9,en;q=0.8"
CHROME = "156"


def brands(version: str, browser: str = "Google Chrome") -> str:
    """Return sec-ch-ua of a version of Chrome, whose order and false brand depend on the version."""
    number, chars = int(version), " (:-./);=?_"
    false = f'"Not{chars[number % 11]}A{chars[(number + 1) % 11]}Brand";v="{("8", "99", "24")[number % 3]}"'
    named = [false, f'"Chromium";v="{version}"', f'"{browser}";v="{version}"']
    order = ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))[number % 6]
    return ", ".join(brand for _, brand in sorted(zip(order, named, strict=True)))


BRANDS = brands(CHROME)
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
AGENT = f"Mozilla/5.0 (Linux; Android 10; K) {_WEBKIT} Chrome/{CHROME}.0.0.0 Mobile Safari/537.36"
OLD_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/603.3.8 (KHTML, like Gecko) "
    "Version/10.0 Mobile/14G60 Safari/602.1"
)

# The order of headers in each browser; "priority" in small letters only in HTTP/2.
CHROME_PAGE = (
    "Connection Pragma Cache-Control sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform Save-Data "
    "Upgrade-Insecure-Requests User-Agent Sec-Purpose Accept X-Requested-With Sec-Fetch-Site "
    "Sec-Fetch-Mode Sec-Fetch-User Sec-Fetch-Dest Referer Accept-Encoding Accept-Language If-None-Match "
    "If-Modified-Since priority"
)
CHROME_PART = (
    "Connection Origin Pragma Cache-Control sec-ch-ua-platform User-Agent sec-ch-ua sec-ch-ua-mobile Accept "
    "Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer Accept-Encoding Accept-Language If-None-Match "
    "If-Modified-Since priority"
)
CHROME_PART_RELOADED = (
    "Connection Origin sec-ch-ua-platform User-Agent sec-ch-ua sec-ch-ua-mobile Accept If-None-Match "
    "If-Modified-Since Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer Accept-Encoding Accept-Language "
    "priority"
)
CHROME_THROUGH_WORKER = (
    "Connection Cache-Control sec-ch-ua-platform User-Agent Accept sec-ch-ua Upgrade-Insecure-Requests "
    "sec-ch-ua-mobile Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Accept-Encoding Accept-Language priority"
)
CHROME_WORKER = (
    "Connection Cache-Control Accept Service-Worker Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer "
    "User-Agent Accept-Encoding Accept-Language If-None-Match If-Modified-Since priority"
)
CHROME_RESUMED = "Connection User-Agent Accept-Encoding Accept-Language If-Range Range priority"
OLD_CHROME = "Connection Upgrade-Insecure-Requests User-Agent Accept Accept-Encoding Accept-Language"
SAFARI = (
    "Sec-Fetch-Dest User-Agent Upgrade-Insecure-Requests Accept Sec-Fetch-Site Sec-Fetch-Mode "
    "Accept-Language priority Accept-Encoding Connection"
)
GECKO = (
    "User-Agent Accept Accept-Language Accept-Encoding Connection Upgrade-Insecure-Requests Sec-Fetch-Dest "
    "Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-User Priority"
)

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME_ACCEPT = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
OLD_CHROME_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,image/apng,*/*;q=0.8"
ALWAYS = {"Connection": "keep-alive", "Accept-Language": LANGUAGES}
SECURE_ENCODINGS, PLAIN_ENCODINGS = "gzip, deflate, br, zstd", "gzip, deflate"
CHROME_ALWAYS = ALWAYS | {
    "sec-ch-ua": BRANDS,
    "sec-ch-ua-mobile": "?1",
    "sec-ch-ua-platform": '"Android"',
    "User-Agent": AGENT,
    "Accept": "*/*",
    "Accept-Encoding": SECURE_ENCODINGS,
}
FETCH = {
    "page": {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    "script": {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
    "font": {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "font"},
    "copy": {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
    "worker": {"Sec-Fetch-Mode": "same-origin", "Sec-Fetch-Dest": "serviceworker"},
}
INSIDE = {"Sec-Fetch-Site": "same-origin"}
PAGE = {"Upgrade-Insecure-Requests": "1", "Accept": CHROME_ACCEPT} | FETCH["page"]
PART = {
    "script": {},
    "font": {"priority": "u=0"},
    "copy": {"Pragma": "no-cache", "Cache-Control": "no-cache", "priority": "u=1, i"},
    "worker": {"Cache-Control": "max-age=0", "Service-Worker": "script", "priority": "u=4, i"},
}
