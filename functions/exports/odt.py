"""Writes a letter as a text document (OpenDocument 1.2), to be changed and printed by its sender.

Text is never markup: what a person typed is escaped. The same text gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from xml.sax.saxutils import escape

from functions.exports.opendocument import COUNTRY, HEAD, NAMESPACES, packed
from functions.http.negotiation import ODT
from functions.i18n.catalog import Catalog


class Look(StrEnum):
    """What a paragraph is. The values are the names of styles."""

    CAPTION = "Caption"
    ADDRESS = "Address"
    HEADING = "Heading"
    BODY = "Body"
    ITEM = "Item"
    SIGNATURE = "Signature"
    NOTE = "Note"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, a heading or an item of a list; a line break stays one."""

    look: Look
    text: str


STYLES = """<office:styles>
<style:default-style style:family="paragraph">
<style:paragraph-properties style:writing-mode="lr-tb" fo:orphans="2" fo:widows="2"/>
<style:text-properties fo:font-family="'Liberation Sans', Arial, sans-serif" fo:font-size="11pt" \
fo:language="{language}" fo:country="{country}"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-top="0.3cm" fo:keep-with-next="always"/>
<style:text-properties fo:font-size="9pt" fo:color="#404040"/></style:style>
<style:style style:name="Address" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard" \
style:default-outline-level="1">
<style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.1cm" \
fo:keep-with-next="always"/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-top="0.3cm"/></style:style>
<style:style style:name="Signature" style:family="paragraph" style:parent-style-name="Body">
<style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="1.5cm" \
fo:keep-with-next="always"/></style:style>
<style:style style:name="Item" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Note" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-top="1cm"/>
<style:text-properties fo:font-size="8pt" fo:color="#404040"/></style:style>
<text:list-style style:name="Items">
<text:list-level-style-bullet text:level="1" text:bullet-char="\u2013">
<style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.4cm"/>
</text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="A4">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" \
fo:margin-bottom="2cm" fo:margin-left="2.3cm" fo:margin-right="2.3cm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>"""


def odt_file(title: str, blocks: Sequence[TextBlock], catalog: Catalog) -> bytes:
    """The document with these paragraphs, in their order."""
    styles = STYLES.format(language=catalog.language, country=COUNTRY)
    content = "\n".join(_content(blocks))
    files = {
        "styles.xml": (
            f'{HEAD}\n<office:document-styles{NAMESPACES} office:version="1.2">\n'
            f"{styles}\n</office:document-styles>\n"
        ),
        "content.xml": (
            f'{HEAD}\n<office:document-content{NAMESPACES} office:version="1.2">\n'
            f"<office:body><office:text>\n{content}\n</office:text></office:body>\n"
            "</office:document-content>\n"
        ),
    }
    return packed(ODT, title, files, catalog)


def _content(blocks: Sequence[TextBlock]) -> Iterator[str]:
    for look, found in groupby(blocks, key=lambda block: block.look):
        paragraphs = [_paragraph(block) for block in found]
        if look is Look.ITEM:
            items = "".join(f"<text:list-item>{one}</text:list-item>" for one in paragraphs)
            yield f'<text:list text:style-name="Items">{items}</text:list>'
        else:
            yield from paragraphs


def _paragraph(block: TextBlock) -> str:
    text = "<text:line-break/>".join(escape(line) for line in block.text.split("\n"))
    if block.look is Look.HEADING:
        return f'<text:h text:style-name="{block.look}" text:outline-level="1">{text}</text:h>'
    return f'<text:p text:style-name="{block.look}">{text}</text:p>'
