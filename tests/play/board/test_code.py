"""Result codes: they carry what was voted, and no slip of the hand goes unnoticed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.play.board import BoardError
from sim.play.board.code import ALPHABET, MOST, RIGHT, Result, code_of, result_of, split_codes

answers = st.none() | st.integers(0, 4)
results = st.builds(
    Result,
    module=st.integers(0, 10).map("{:02}".format),
    seat=st.integers(1, MOST - 1),
    first=answers,
    second=answers,
    right=st.none() | st.sampled_from(RIGHT),
)
CODE = code_of(Result("02", 17, 1, 3, (3, 3)))


@given(results)
def test_a_code_carries_what_was_voted(result):
    code = code_of(result)
    assert result_of(code) == result
    assert len(code) == 12 and set(code) <= {*ALPHABET, "-"}
    assert code.startswith(f"{result.module}-")


@pytest.mark.parametrize(
    "typed", [CODE.lower(), CODE.replace("0", "O"), CODE.replace("-", " "), f" {CODE} "]
)
def test_a_code_is_read_in_whatever_way_it_is_typed(typed):
    assert result_of(typed) == result_of(CODE)


def _letters(code):
    return list(code.replace("-", ""))


def _is_refused(letters):
    with pytest.raises(BoardError, match="read it again"):
        result_of("".join(letters))


def test_a_mistyped_letter_is_always_noticed():
    own = _letters(CODE)
    for place, right in enumerate(own):
        for wrong in set(ALPHABET) - {right}:
            _is_refused([*own[:place], wrong, *own[place + 1 :]])


@given(results)
def test_two_letters_that_have_changed_places_are_always_noticed(result):
    own = _letters(code_of(result))
    for one, other in combinations(range(len(own)), 2):
        if own[one] != own[other]:
            swapped = own.copy()
            swapped[one], swapped[other] = own[other], own[one]
            _is_refused(swapped)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (CODE[:-1], "it has 9 letters, but a code has 10"),
        (f"{CODE}7", "it has 11 letters, but a code has 10"),
        ("02-0U09-PXSE", "no code has the letter U: read it again"),
        ("02-0€09-PXSE", "no code has the letter €: read it again"),
        ("", "it has 0 letters"),
    ],
)
def test_what_is_no_code_is_refused_in_a_sentence(code, sentence):
    with pytest.raises(BoardError) as told:
        result_of(code)
    assert sentence in str(told.value) and "\n" not in str(told.value)


def test_codes_are_found_in_whatever_way_they_were_pasted():
    pasted = f"{CODE}\n\n {CODE.lower().replace('-', ' ')} ;{CODE} {CODE},x\n"
    found = split_codes(pasted)
    assert [result_of(one).seat for one in found[:4]] == [17] * 4
    assert found[4:] == ["x"]
