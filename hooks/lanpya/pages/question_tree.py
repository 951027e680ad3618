"""Guided questions as a page shows them: lists inside lists that open, without a script."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from lanpya.content.questions import Question


def question_tree(start: str, questions: Mapping[str, Question], *, folded: bool) -> Element:
    """Return a question and all that follows it as lists inside lists that open; links are as typed.

    `folded` hides the first one too, under its own words.
    """
    question = questions[start]
    top = Element("details" if folded else "div")
    ET.SubElement(top, "summary" if folded else "p").text = question.asks
    top.append(_answers(question, questions))
    return top


def _answers(question: Question, questions: Mapping[str, Question]) -> Element:
    listed = Element("ul")
    for answer in question.answers:
        item = ET.SubElement(listed, "li")
        if answer.then:
            following = questions[answer.then]
            opens = ET.SubElement(item, "details")
            ET.SubElement(opens, "summary").text = answer.says
            ET.SubElement(opens, "p").text = following.asks
            opens.append(_answers(following, questions))
        else:
            ET.SubElement(item, "a", href=answer.go).text = answer.says
    return listed
