"""Arithmetic of finite fields, on whole arrays of elements.

An element of GF(p^n) is the integer whose base-p digits are the coefficients of a polynomial.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from planner.constructions.recipe import Ints


def prime_power(number: int) -> tuple[int, int] | None:
    """(p, n) when `number` is p^n with p prime and n >= 1, else None."""
    prime = smallest_prime_factor(number)
    power, rest = 0, number
    while rest > 1 and rest % prime == 0:
        rest //= prime
        power += 1
    return (prime, power) if number > 1 and rest == 1 else None


def smallest_prime_factor(number: int) -> int:
    """`number` itself when it is prime (or below 4)."""
    factor = 2
    while factor * factor <= number:
        if number % factor == 0:
            return factor
        factor += 1
    return number


def divisors(number: int) -> list[int]:
    """All of them, in increasing order."""
    small = [d for d in range(1, int(number**0.5) + 1) if number % d == 0]
    return sorted({*small, *(number // d for d in small)})


class Field:
    """GF(order); `order` must be a prime power."""

    def __init__(self, order: int) -> None:
        shape = prime_power(order)
        if shape is None:
            raise ValueError(f"no field has {order} elements")
        self.order = order
        self.characteristic, self.degree = shape
        self._weights = self.characteristic ** np.arange(self.degree)
        self._digits = np.arange(order)[:, None] // self._weights % self.characteristic
        self.powers = self._powers_of_a_generator()
        """powers[i] is the i-th power of one generator, 0 <= i < order - 1."""
        self.logarithms = np.zeros(order, np.int64)
        self.logarithms[self.powers] = np.arange(order - 1)

    def add(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> Ints:
        return self._number(self._digits[left] + self._digits[right])

    def subtract(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> Ints:
        return self._number(self._digits[left] - self._digits[right])

    def multiply(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> Ints:
        logarithm = (self.logarithms[left] + self.logarithms[right]) % (self.order - 1)
        zero = (np.asarray(left) == 0) | (np.asarray(right) == 0)
        return np.where(zero, 0, self.powers[logarithm]).astype(np.int32)

    def power(self, element: NDArray[np.integer], exponent: int) -> Ints:
        logarithm = self.logarithms[element] * exponent % (self.order - 1)
        return np.where(np.asarray(element) == 0, 0, self.powers[logarithm]).astype(np.int32)

    def _number(self, digits: NDArray[np.integer]) -> Ints:
        return (digits % self.characteristic @ self._weights).astype(np.int32)

    def _powers_of_a_generator(self) -> Ints:
        for tail in range(1, self.order):
            powers = self._powers_of_x(tail)
            if powers is not None:
                return powers
        raise AssertionError("every finite field has a generator")

    def _powers_of_x(self, tail: int) -> Ints | None:
        """Powers of x modulo x^n - tail, or None when they repeat too early.

        For a prime field x stands for the residue `tail` itself.
        """
        reduction = self._digits[tail]
        element = self._digits[1]
        powers = []
        for step in range(self.order - 1):
            number = int(element @ self._weights)
            if step and number == 1:
                return None
            powers.append(number)
            shifted = np.concatenate(([0], element[:-1]))
            element = (shifted + element[-1] * reduction) % self.characteristic
        return np.array(powers, np.int32) if int(element @ self._weights) == 1 else None


@cache
def field(order: int) -> Field:
    """GF(order), built once."""
    return Field(order)
