import pytest

from publishing.finding.a_to_z import DIGITS, Named, letters, order
from publishing.finding.documents import sections


def page(title, *index, label=None):
    return Named(address=f"/en/{title}/", title=title, label=label or title, index=index)


def texts(pages):
    return [entry["text"] for letter in letters(pages) for entry in letter["entries"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("étranger", "etranger"),
        ("Äußerung", "ausserung"),
        ("L\u2019avance", "l'avance"),
        ("« huissier »", "huissier"),
        ("œuvre", "oeuvre"),
    ],
)
def test_accents_capitals_and_signs_do_not_change_the_place(one, other):
    assert order(one) == order(other)


def test_entries_stand_in_the_order_of_the_alphabet():
    assert texts([page("Zoo"), page("Étude"), page("apply"), page("Early")]) == [
        "apply",
        "Early",
        "Étude",
        "Zoo",
    ]


def test_what_begins_with_a_figure_stands_together_and_first():
    names = [letter["name"] for letter in letters([page("Adults", "18 and over", "13%")])]
    assert names == [DIGITS, "A"]


def test_a_letter_stands_once():
    names = [letter["name"] for letter in letters([page("élan"), page("Early"), page("echo")])]
    assert names == ["E"]


def test_a_page_is_found_by_its_title_its_label_and_the_words_of_readers():
    found = texts([page("How to apply", "SECAL form", label="Apply")])
    assert found == ["Apply", "How to apply", "SECAL form"]


def test_words_that_say_the_same_stand_once_for_a_page():
    assert texts([page("Apply", "apply", "APPLY", label="Apply")]) == ["Apply"]


def test_the_word_of_a_reader_says_which_page_it_leads_to():
    (letter,) = letters([page("Apply", "ask for help")])
    assert [(entry["text"], entry["page"]) for entry in letter["entries"]] == [
        ("Apply", ""),
        ("ask for help", "Apply"),
    ]


def test_one_word_may_lead_to_several_pages():
    found = letters([page("Arrears", "huissier"), page("Other ways", "huissier")])
    assert [e["page"] for x in found for e in x["entries"] if e["text"] == "huissier"] == [
        "Arrears",
        "Other ways",
    ]


def test_a_page_is_read_section_by_section_without_its_markup():
    markup = (
        '<h1 id="a">Apply</h1><p>Send <em>the</em> form.</p>'
        "<h2>Papers</h2><ul><li>title</li><li>proof.</li></ul><table><tr><td>1</td><td>2</td></table>"
    )
    assert sections(markup) == [("", "Send the form."), ("Papers", "title · proof. 1 · 2")]


def test_marks_of_markup_are_read_as_the_letters_they_stand_for():
    assert sections("<h1>A</h1><p>5&nbsp;&euro; &lt; 6</p>") == [("", "5 € < 6")]
