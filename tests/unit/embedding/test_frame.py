from functions.embedding.frame import framed
from functions.embedding.registry import EMBEDDED

NOT_PAID = EMBEDDED["not-paid"]
OWN = f"{NOT_PAID.path}/dark"


def of(html):
    return framed(html, NOT_PAID, "dark", "en")


def test_link_to_a_page_of_the_site_opens_a_new_tab():
    found = of('<a href="/en/forms/">Forms</a>')
    assert found.startswith('<a target="_blank" href="/en/forms/">Forms')
    assert "(opens in a new tab)" in found


def test_link_within_the_page_stays():
    assert of('<a href="#debt">Debt</a>') == '<a href="#debt">Debt</a>'


def test_link_to_the_empty_page_stays_in_frame_and_keeps_colours():
    assert of('<a href="/en/embed/not-paid/" data-erase>Clear</a>') == (
        '<a href="/en/embed/not-paid/dark/" data-erase>Clear</a>'
    )


def test_form_of_frame_is_sent_with_its_colours():
    assert of(f'<form id="f" action="{NOT_PAID.path}/auto">') == f'<form id="f" action="{OWN}">'


def test_form_that_leads_elsewhere_opens_a_new_tab():
    found = of('<form action="/api/other"><button type="submit">Go</button></form>')
    assert found.startswith('<form target="_blank" action="/api/other">')
    assert "(opens in a new tab)" in found


def test_button_that_leads_elsewhere_opens_a_new_tab_without_script():
    found = of('<button formaction="/api/pdf" data-page="/en/forms/" data-plainly>PDF</button>')
    assert found.startswith('<button formtarget="_blank" data-plainly formaction="/api/pdf">PDF')


def test_button_of_frame_stays():
    button = '<button type="submit" name="intent" value="calculate">Go</button>'
    assert of(button) == button


def test_button_of_a_part_of_the_form_stays_in_frame_and_keeps_colours():
    button = f'<button type="submit" formaction="{NOT_PAID.path}/auto#children">Add</button>'
    assert of(button) == f'<button type="submit" formaction="{OWN}#children">Add</button>'


def test_page_that_was_framed_before_says_nothing_twice():
    page = '<html lang="en"><a href="/en/">x</a><form action="/api/x"></form></html>'
    assert of(of(page)) == of(page)


def test_page_names_its_colours():
    assert of('<html lang="en">') == '<html lang="en" data-theme="dark">'
