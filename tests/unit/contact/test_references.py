import secrets

from functions.contact.references import LETTERS, reference


def test_same_key_has_same_reference():
    assert reference("key", 0) == reference("key", 0)


def test_another_attempt_has_another_reference():
    assert len({reference("key", attempt) for attempt in range(5)}) == 5


def test_reference_is_ten_characters_in_two_groups():
    first, dash, second = reference("key", 0).partition("-")
    assert (len(first), dash, len(second)) == (5, "-", 5)
    assert set(first + second) <= set(LETTERS)


def test_reference_alphabet_has_no_ambiguous_characters_or_vowels():
    assert not set("0O1IL2Z5S8BUVAEG") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)


def test_many_keys_have_as_many_references():
    assert len({reference(secrets.token_hex(8), 0) for _ in range(5000)}) == 5000
