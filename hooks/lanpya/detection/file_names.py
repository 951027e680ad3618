"""File names, which are not addresses, and those that cameras and messengers give, which are not dates."""

from __future__ import annotations

import re

from lanpya.detection.normalise import Folded

# File extensions that are not top-level domains, unlike app, md, mov, pl, ps, py, rs, sh, so and zip. Source:
# the Public Suffix List in tldextract 5.4.0.
FILES = (
    "aab|aac|aiff?|amr|apk|asp|aspx|avi|avif|bak|bat|bin|bmp|cbr|cbz|cfg|conf|css|csv|dat|db|deb|dll|dmg|docm|docx?"
    "|eml|epub|eps|exe|flac|flv|gif|gpx|gz|heic|heif|html?|ico|ics|ini|ipa|iso|jar|jpe?g|js|json|jsp|kml|kmz|lnk|log|lrc"
    "|mhtml?|mid|mkv|msg|msi|odg|odp|ods|odt|ogg|opus|otf|pdf|php|png|ppsx?|pptx?|psd|rar|rpm|rtf|scr|sqlite|srt|svg|tar|tgz"
    "|tiff?|tmp|toml|geojson|asc|minisig|inf|ab|torrent|ts|tsv|ttf|txt|vcf|wav|webm|webp|wma|wmv|woff|xapk|xhtml|xlsm|xlsx?|xml|xz|ya?ml"
)
WORDS = "[a-z]{1,30}[0-9]?"  # one word of a file name
# File names that cameras and messengers give: words, date, time, app, number of the copy
_DAY = "(?:19|20)[0-9]{2}(?P<mark>[-_]?)(?:0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "(?:[01][0-9]|2[0-3])(?P<dot>[-_.]?)[0-5][0-9](?:(?P=dot)[0-5][0-9])?(?:[-_]?[0-9]{3})?"
_SPACED = (  # as desktop messengers and operating systems name them
    r"(?:whatsapp\s(?:image|video|audio|ptt|document)|viber\s(?:image|video)|screen\s?shot|screen\srecording)"
    r"\s[0-9]{4}-[0-9]{2}-[0-9]{2}\s(?:at\s)?[0-9]{2}(?:[.-][0-9]{2}){2}(?:\s[ap]m)?"
)
# timestamps, and the numbers of Facebook; none begins like a phone number
_COUNTED = "(?:(?:fb_img_|mmexport|img_|vid_)1[4-9][0-9]{11}|received_[1-8][0-9]{14,16})"
_VERSION = rf"(?:{WORDS}[_-]){{1,4}}v?[1-9]?[0-9](?:\.[0-9]{{1,2}}){{1,2}}"
_PACKAGE = (  # the app of a screenshot
    r"_(?:com|org)\.(?:whatsapp(?:\.w4b)?|facebook\.(?:katana|orca|lite|mlite)|viber\.voip|instagram\.android"
    r"|android\.(?:chrome|settings)|telegram\.messenger|thoughtcrime\.securesms)"
)
_OF_MESSENGERS = (
    "(?:whatsapp|telegram|viber|signal|messenger)[_-](?:images?|photos?|pictures?|videos?|audio|voice|notes?|documents?"
    "|stickers?|backup|export|chats?|desktop|setup|update)"
)
_MADE = (
    "jpe?g|png|gif|webp|heic|heif|mp[34]|m4[av]|3gp|mov|webm|avi|ogg|oga|opus|amr|aac|wav|pdf|zip|exe|apk|json|html"
    "|backup|db|crypt1[0-9]"
)
_GIVEN_NAME = re.compile(
    rf"(?<![\w@/.-])(?:{_SPACED}|(?:{WORDS}[_-]){{0,4}}(?:img|vid|pano)?{_DAY}(?:[_-]?{_TIME})?|{_OF_MESSENGERS}"
    rf"|{_COUNTED}|{_VERSION})(?:-wa[0-9]{{4}})?(?:{_PACKAGE}|(?:[_-]{WORDS}){{0,4}})(?:[_-][0-9]{{1,2}})?"
    r"(?:~[0-9]|\s?\([0-9]\))?"
    rf"(?:\.[0-9])?(?:\.db)?\.(?:{_MADE})(?![\w@/-]|\.\w)",
    re.ASCII | re.IGNORECASE,
)


def without_given_names(folded: Folded) -> Folded:
    """Return the text with blanks in place of file names that a camera or messenger gave."""
    return folded.replaced(_GIVEN_NAME, lambda match: " " * len(match[0]))
