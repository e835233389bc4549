"""What the paper forms are filled in with, and what is then to be read and seen in them."""

import io

import pikepdf
from pikepdf import Name

from functions.i18n.catalog import catalog_of
from functions.paper_forms.document import completed
from functions.paper_forms.entries import Entry
from functions.paper_forms.filling import filled
from publishing.paper.edition import Edition
from tests.site.paper import engines
from tests.site.paper.conftest import form_in
from tests.site.paper.engines import squeezed

DIACRITICS = "Łukasz Őrsi Șțefan Žižek Ğül İsmet Þór Größe Ærø Œuvre Ñandú"
SIXTY = "Anne-Françoise-Élisabeth van der Straeten de Limal-Rixensart"
LETTERS = "Łő șß éñ ÇŽ €10 "
FILLINGS = {
    "diacritics": lambda length: DIACRITICS[:length].strip(),
    "sixty-characters": lambda length: SIXTY[:length].strip(),
    "as-long-as-may-be": lambda length: f"{(LETTERS * 40)[: length - 1]}x",
    "one-broad-word": lambda length: "W" * length,
}
CASES = [
    *((Edition.STANDARD, filling) for filling in FILLINGS),
    (Edition.LARGE_PRINT, "as-long-as-may-be"),
]
SPOKEN = {"intervention": "fr", "advance": "nl", "renewal": "de", "waiver-request": "en"}
"""Each form in one language: letters, boxes and fonts are the same in all of them."""


class Case:
    """A form filled in, what was given, and how the engines see it and the empty one."""

    def __init__(self, name, edition, filling, folder):
        language = SPOKEN.get(name, "nl")
        self.empty = form_in(name, language, edition)
        self.see_annex = catalog_of(language).gettext("paper_annex.continued.see")
        self.entries, self.ticked = expected_of(self.empty, FILLINGS[filling])
        self.content = completed(
            filled(self.empty, dict.fromkeys(self.ticked, True)),
            self.entries.values(),
            (),
            catalog_of(language),
        )
        self.folder = folder
        self.file = folder / "filled.pdf"
        self.file.write_bytes(self.content)
        self.empty_file = folder / "empty.pdf"
        self.empty_file.write_bytes(self.empty)
        self.places = engines.places(self.empty)

    def texts(self):
        """What is to be read in the place of each text; nothing in that of a button."""
        moved = self.moved()
        return {
            place.key: squeezed(
                self.see_annex if place.field in moved else self.entries[place.field].shown
            )
            if place.field in self.entries
            else ""
            for place in self.places
        }

    def moved(self):
        """The fields whose text has no room in them."""
        return {
            name
            for name, (value, _) in engines.written(self.content).items()
            if value == self.see_annex
        }

    def marked(self):
        """The places where something is to be seen that the empty form does not have."""
        texts = self.texts()
        return {place.key for place in self.places if texts[place.key] or self._is_on(place)}

    def _is_on(self, place):
        if place.field in self.ticked:
            return True
        entry = self.entries[place.field]
        return entry.shown == "" and place.button == self._last(place.field)

    def _last(self, field):
        return max(place.button for place in self.places if place.field == field)


def expected_of(form, text):
    """An entry by name for every field that takes text or a choice; and the boxes to tick."""
    entries, ticked = {}, set()
    with pikepdf.open(io.BytesIO(form)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if Name.Btn == field.FT and "/Kids" not in field:
                ticked.add(name)
                continue
            if "/Kids" in field:
                value, shown = str(field.Opt[-1]), ""
            elif Name.Ch == field.FT:
                value, shown = str(field.Opt[1][0]), str(field.Opt[1][1])
            else:
                value = shown = text(int(field.MaxLen))
            entries[name] = Entry(name=name, label=name, value=value, shown=shown)
    return entries, ticked
