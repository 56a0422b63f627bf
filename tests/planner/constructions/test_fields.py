from __future__ import annotations

import numpy as np
import pytest

from planner.constructions.fields import divisors, field, prime_power


@pytest.mark.parametrize("order", [2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 32, 49, 64, 81, 121])
def test_fields_obey_the_laws(order: int) -> None:
    numbers = field(order)
    x = np.arange(order)
    product = numbers.multiply(x[:, None], x)
    total = numbers.add(x[:, None], x)
    assert (np.sort(total, axis=1) == x).all()
    assert (np.sort(product[1:], axis=1) == x).all()
    assert (numbers.subtract(total, x) == x[:, None]).all()
    left = numbers.multiply(total[:, :, None], x)
    right = numbers.add(product[:, None, :], product[None, :, :])
    assert (left == right).all()
    assert (numbers.power(x, 3) == numbers.multiply(numbers.multiply(x, x), x)).all()


def test_there_is_no_field_of_six() -> None:
    with pytest.raises(ValueError, match="no field has 6 elements"):
        field(6)


def test_prime_powers_are_told_from_other_numbers() -> None:
    assert [n for n in range(30) if prime_power(n)] == [
        2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29,
    ]  # fmt: skip
    assert prime_power(3125) == (5, 5)


def test_divisors_are_complete_and_sorted() -> None:
    for number in range(1, 200):
        assert divisors(number) == [d for d in range(1, number + 1) if number % d == 0]
