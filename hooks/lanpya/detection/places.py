"""Places as coordinates, distances, milestones, house numbers."""

from __future__ import annotations

from lanpya.detection.word_patterns import either
from lanpya.detection.words import Lists, Words

_HERE_NORTH = r"(?:9|1[0-9]|2[0-8])\.[0-9]+"  # Myanmar is between 9 and 29 degrees north, 92 and 102 east
_HERE_EAST = r"(?:9[2-9]|10[01])\.[0-9]+"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁ\u0590-\u06ff]\w{1,20})"  # Hebrew and Arabic have none


def degree(words: Words) -> str:
    """Return a pattern for a degree, as a sign or a word."""
    return rf"(?:°|º|˚|\b{words.any('degrees', words.spaced)}\b|{words.any('degrees', words.joined)})"


def place_patterns(words: Words) -> list[str]:
    """Return the patterns of places in figures and signs, then those with words of each language."""
    by = words.any("between two coordinates")
    compass = words.any("compass")
    minute = words.any("minutes of an angle")
    sign = degree(words)
    ordinary = words.any("ordinary words after what3words")
    return [
        # 16.8409, 96.1735   16.84 N 96.17 E   lat 16.8   16° 50′ 27″   ၁၆ ဒီဂရီ ၅၀ မိနစ်
        r"(?<![\w.])-?[0-9]{1,3}\.[0-9]{3,}\s?°?\s?[nsew]?\s{0,2}[,،;/|\s]\s{0,2}-?[0-9]{1,3}\.[0-9]{3,}(?!\w|\.[0-9])",
        rf"(?<![\w.]){_HERE_NORTH}\s?°?\s?n?\s{{0,2}}(?:[,;/|\s]|{by})\s{{0,2}}{_HERE_EAST}(?!\w|\.[0-9])",
        rf"(?<![\w.]){_HERE_EAST}\s?°?\s?e?\s{{0,2}}(?:[,;/|\s]|{by})\s{{0,2}}{_HERE_NORTH}(?!\w|\.[0-9])",
        rf"(?<![\w.])[0-9]{{1,3}}\.[0-9]{{2,}}\s?°?\s?(?:[nsew]\b|{compass})",
        rf"(?<![\w.])[0-9]{{1,3}}(?:\.[0-9]+)?\s?{sign}\s?[0-9]{{1,2}}(?:\.[0-9]+)?\s?(?:['’′´]|{minute}|[0-9]|\s)",
        rf"(?<![\w.])[0-9]{{1,3}}(?:\.[0-9]+)?\s?{sign}\s?(?:[nsew]\b|{compass})",
        # one coordinate alone: nothing else is written with so many decimals
        r"(?<![\w.,])-?[0-9]{1,3}\.[0-9]{4,}(?!\w|\.[0-9])",
        # 16-50-27 N 96-10-24 E; sixteen degrees fifty minutes; latitude sixteen point eight
        r"\b[0-9]{1,2}\W[0-9]{2}(?:\W[0-9]{2})?\s?[ns]\b\W{0,4}[0-9]{2,3}\W[0-9]{2}(?:\W[0-9]{2})?\s?[ew]\b",
        *words.each(_spaced, words.spaced),
        *words.each(_joined, words.joined),
        # military and UTM grid references: 47Q KU 12345 67890
        r"\b4[67]\s?[n-r]\s?[a-z]{2}\s?[0-9]{2,5}\s?[0-9]{2,5}\b",
        r"\b4[67]\s?[n-r]\s?[0-9]{5,6}\s?[0-9]{6,7}\b",
        r"\b(?-i:[A-Z]{2})\s?[0-9]{3}\s[0-9]{3}\b",
        # plus codes, what3words, geo links, maps
        r"\b(?=[2-9a-z]*[0-9])[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b",
        r"///\s?[a-z]{2,30}\.[a-z]{2,30}\.[a-z]{2,30}",
        rf"\bwhat3words\s?[:=–-]?\s?(?!{ordinary}\b)[a-z]{{2,30}}[\W_]{{1,3}}[a-z]{{2,30}}[\W_]{{1,3}}[a-z]{{2,30}}",
        r"\b(?:geo\s?hash|plus\s?code)\W{1,3}(?=[a-z+]{0,12}[0-9])[a-z0-9+]{4,}",
        r"\bgeo\s?:\s?-?[0-9]",
        r"\b(?:google\s?maps?|maps?\.me|osmand|open\s?street\s?map|what3words|plus\s?code)\b[^\n.]{0,30}[0-9+]{3,}",
    ]


def number(one: Lists) -> str:
    """Return a pattern for a number in words."""
    link = one.maybe("between digits", r"[\s-]")
    return rf"(?:{one['numbers']}(?:[\s-]{link}{one['numbers']})?)"


def _side(one: Lists) -> str:
    return either(rf"{one['sides']}\s{one['of a side']}", one["sides that need no word"])


def _spaced(one: Lists) -> list[str]:
    value, no = number(one), one.maybe("number of a thing")
    side = one.maybe("before a side") + _side(one)
    parts = one["parts of an angle"]
    return [
        rf"\b{one['degrees written out']}\s(?:(?:{value}|{one['and']}|{parts})[\s-]){{0,8}}"
        rf"(?:{one['ends of an angle']})\b",
        rf"\b{one['latitude and longitude']}\W{{1,3}}{one.maybe('before a coordinate')}{value}\b",
        rf"\b{one['words for coordinates']}\b[\s.:=#-]{{0,4}}"
        rf"{one.maybe('between a coordinate and its number')}[a-z]{{0,3}}\s?-?[0-9]{{2,}}",
        rf"\b(?:[0-9]{{1,4}}(?:\.[0-9])?|{value})\s?{one['lengths']}\s{side}\b",
        rf"\b{one['lengths with their number']}\s{side}\b",
        # milestones, gates, house numbers
        rf"\b{one['lengths of a road']}[\s-]?{one.maybe('posts', '')}\s{no}[0-9]{{1,4}}(?:[/+][0-9])?\b",
        rf"\b{one['places with a number']}\s{no}[0-9]{{1,4}}\b(?!\s{one['units']}\b)",
        rf"\b[0-9]{{1,4}}{one['ordinal endings']}\s{one['streets after a number']}\b",
        rf"\b{no}[0-9]{{1,4}}(?:[/-]?[a-z0-9]{{1,3}})?,\s(?-i:[A-Z]\w{{1,20}}\s){{1,3}}"
        rf"(?-i:{one['streets after a name']})",
    ]


def _joined(one: Lists) -> list[str]:
    side, length = rf"{one['sides']}\S{{0,3}}{one['side']}", one["lengths"]
    return [
        rf"{one['words for coordinates']}\S{{0,8}}\s{{0,2}}[:=–-]?\s?[0-9]{{2,}}",
        rf"{side}\s?[0-9]{{1,4}}\s?{length}",
        rf"[0-9]{{1,4}}\s?{length}\S{{0,6}}\s?{side}",
        rf"{one['posts']}\S{{0,8}}\s?[0-9]{{1,4}}",
        rf"{one['number of a thing']}[^\n။0-9]{{0,6}}[0-9]{{1,4}}[^\n။]{{0,25}}?"
        rf"{one['streets and quarters']}",
    ]


def other_place_patterns(words: Words) -> list[str]:
    """Return the patterns in which words have another order than in English."""
    return words.each(_other, words.spaced)


def _other(one: Lists) -> list[str]:
    no, fill = one.maybe("number of a thing"), one.maybe("before the name of a street")
    value = rf"(?:[0-9]{{1,4}}(?:[.,][0-9])?|{number(one)})"
    name = rf"{fill}{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}"
    side = _side(one)
    return [
        # a comma as the decimal sign: 40,42° N
        rf"(?<![\w.])[0-9]{{1,3}},[0-9]{{2,}}\s?°?\s?{one['signs of the compass']}(?!\w)",
        rf"(?<![\w.])[0-9]{{1,3}}(?:[.,][0-9]+)?\s?(?:°|{one['degrees']})\s?"
        rf"(?:[0-9]{{1,2}}\D{{1,4}})?{one['signs of the compass']}(?!\w)",
        rf"\b{side}\b[^\n.;]{{1,30}}?\s{one['before a distance']}\s{value}\s?{one['lengths']}\b",
        rf"\b[0-9]{{1,4}}[-.]?{one['ordinal endings']}\s{one['lengths of a road']}\b",
        rf"\b{one['ordinals']}\s{one['lengths of a road, after an ordinal']}\b",
        rf"\b{one['streets before a name']}\.?\s{name},?\s{no}[0-9]{{1,4}}\b(?!\s{one['units']})",
        rf"\b{one['streets before a name']}\.?\s{no}[0-9]{{1,4}}\b(?!\s{one['units']})",
        rf"\b[0-9]{{1,4}}(?:\s?(?:bis|ter|[a-d]))?,?\s{one['streets before a name']}\s{name}",
    ]


def place_anchors(words: Words) -> list[str]:
    """Return anchors of the patterns with a digit, in small letters."""
    lengths = words.any("lengths", words.joined)
    return [
        r"\.[0-9]|\+",
        rf"[0-9](?:\s?[ns](?![a-z])|[0-9]{{2}}\s[0-9]{{3}}|(?<=4[67])\s?[n-r]|\s?{lengths})",
        *words.each(_coordinate_anchors, words.spaced),
        f"[°º˚]|{words.any('degrees')}|map|geo|plus|osmand|what3",
        *words.each(
            lambda one: (
                rf"{one['words for coordinates']}|{one['side']}\s?[0-9]|{one['posts']}"
                rf"|{one['number of a thing']}[^\n။0-9]{{0,6}}[0-9]",
            ),
            words.joined,
        ),
        *words.each(_street_anchors, words.spaced),
    ]


def _coordinate_anchors(one: Lists) -> list[str]:
    between = one.maybe("between a coordinate and its number")
    return [rf"{one['words for coordinates']}[\s.:=#-]{{0,4}}{between}[a-z]{{0,3}}\s?-?[0-9]"]


def _street_anchors(one: Lists) -> list[str]:
    return [
        one["lengths of a road"],
        one["streets after a number"],
        one["streets after a name"].lower(),
        rf"{one['places with a number']}\s{one.maybe('number of a thing')}[0-9]",
    ]


def worded_place_anchors(words: Words) -> list[str]:
    """Return anchors of the patterns that need no digit, in small letters."""
    return [
        "///|what3words|maps|osmand|street|plus",
        words.any("degrees written out", words.spaced),
        words.any("latitude and longitude", words.spaced),
        *words.each(lambda one: (_side(one),), words.spaced),
    ]


def other_place_anchors(words: Words) -> list[str]:
    """Return anchors of the patterns in another order, in small letters."""
    road = "lengths of a road, after an ordinal"
    return ["[0-9]", *words.each(lambda one: (_side(one), one[road]), words.spaced)]
