import secrets

from functions.contact.references import LETTERS, reference


def test_the_same_key_has_the_same_reference():
    assert reference("key", 0) == reference("key", 0)


def test_another_attempt_has_another_reference():
    assert len({reference("key", attempt) for attempt in range(5)}) == 5


def test_a_reference_is_ten_letters_in_two_groups():
    first, dash, second = reference("key", 0).partition("-")
    assert (len(first), dash, len(second)) == (5, "-", 5)
    assert set(first + second) <= set(LETTERS)


def test_no_letter_looks_like_another_or_makes_a_word():
    assert not set("0O1IL2Z5S8BUVAEG") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)


def test_many_keys_have_as_many_references():
    assert len({reference(secrets.token_hex(8), 0) for _ in range(5000)}) == 5000
