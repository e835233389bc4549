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
def test_accents_capitals_and_signs_do_not_change_place(one, other):
    assert order(one) == order(other)


def test_entries_are_in_alphabetical_order():
    assert texts([page("Zoo"), page("Étude"), page("apply"), page("Early")]) == [
        "apply",
        "Early",
        "Étude",
        "Zoo",
    ]


def test_entries_beginning_with_digit_are_grouped_first():
    names = [letter["name"] for letter in letters([page("Adults", "18 and over", "13%")])]
    assert names == [DIGITS, "A"]


def test_each_initial_is_listed_once():
    names = [letter["name"] for letter in letters([page("élan"), page("Early"), page("echo")])]
    assert names == ["E"]


def test_page_is_found_by_its_title_its_label_and_words_of_readers():
    found = texts([page("How to apply", "SECAL form", label="Apply")])
    assert found == ["Apply", "How to apply", "SECAL form"]


def test_equivalent_words_are_listed_once_per_page():
    assert texts([page("Apply", "apply", "APPLY", label="Apply")]) == ["Apply"]


def test_reader_word_names_its_target_page():
    (letter,) = letters([page("Apply", "ask for help")])
    assert [(entry["text"], entry["page"]) for entry in letter["entries"]] == [
        ("Apply", ""),
        ("ask for help", "Apply"),
    ]


def test_one_word_may_link_to_several_pages():
    found = letters([page("Arrears", "huissier"), page("Other ways", "huissier")])
    assert [e["page"] for x in found for e in x["entries"] if e["text"] == "huissier"] == [
        "Arrears",
        "Other ways",
    ]


def test_page_is_read_section_by_section_without_its_markup():
    markup = (
        '<h1 id="a">Apply</h1><p>Send <em>the</em> form.</p>'
        "<h2>Papers</h2><ul><li>title</li><li>proof.</li></ul><table><tr><td>1</td><td>2</td></table>"
    )
    assert sections(markup) == [("", "Send the form."), ("Papers", "title · proof. 1 · 2")]


def test_html_entities_are_read_as_characters():
    assert sections("<h1>A</h1><p>5&nbsp;&euro; &lt; 6</p>") == [("", "5 € < 6")]
