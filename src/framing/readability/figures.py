"""How many syllables a figure has when read aloud: "2,000" is two thousand, "1918" nineteen eighteen.

McLaughlin (1969) and Flesch (1948) both count figures as they are spoken.
"""

import re

_DIGITS = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1)
_TEENS = (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
_SCALES = ((1_000_000_000, 2), (1_000_000, 2), (1_000, 2))
_YEARS = range(1100, 2100)
_NUMBER = re.compile(r"(\d+)((?:,\d{3}(?!\d))*)(?:\.(\d+))?")


def number_syllables(figure: str) -> int:
    """Return the syllables of a figure made of digits, with commas between thousands and one decimal point.

    Four digits from 1100 to 2099 without a comma are read as a year; a figure with a leading nought or of more than
    twelve digits is read digit by digit.

    >>> number_syllables("1918"), number_syllables("2,000"), number_syllables("3.5")
    (4, 3, 3)
    """
    if figure.isdecimal():
        return _whole(figure, "")
    total, position = 0, 0
    while match := _NUMBER.search(figure, position):
        whole, thousands, decimals = match.groups()
        total += _whole(whole, thousands) + (1 + _spelt(decimals) if decimals else 0)
        position = match.end()
    return total


def ordinal_syllables(figure: str) -> int:
    """Return the syllables of "1st", "22nd", "30th", given without its two letters.

    >>> ordinal_syllables("30"), ordinal_syllables("22")
    (3, 4)
    """
    last = int(figure[-2:])
    longer = (last % 10 == 0 and last >= 20) or (last % 10 == 2 and last != 12)
    return _cardinal(int(figure)) + longer


def _whole(digits: str, thousands: str) -> int:
    number = digits + thousands.replace(",", "")
    if len(number) > 12 or (len(number) > 1 and number[0] == "0"):
        return _spelt(number)
    if len(digits) == 4 and not thousands and int(digits) in _YEARS:
        return _year(int(digits))
    return _cardinal(int(number))


def _spelt(digits: str) -> int:
    return sum(_DIGITS[int(digit)] for digit in digits)


def _year(year: int) -> int:
    """Count nineteen eighteen, nineteen hundred, nineteen oh five, two thousand (and) nine."""
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return _cardinal(year)
    if rest == 0:
        return _below_hundred(century) + 2
    return _below_hundred(century) + (1 if rest < 10 else 0) + _below_hundred(rest)


def _cardinal(number: int) -> int:
    if number == 0:
        return _DIGITS[0]
    total = 0
    for scale, syllables in _SCALES:
        if number >= scale:
            total += _below_thousand(number // scale) + syllables
            number %= scale
    return total + _below_thousand(number)


def _below_thousand(number: int) -> int:
    hundreds, rest = divmod(number, 100)
    return (_DIGITS[hundreds] + 2 if hundreds else 0) + _below_hundred(rest)


def _below_hundred(number: int) -> int:
    if 10 <= number < 20:
        return _TEENS[number - 10]
    tens, units = divmod(number, 10)
    return _TENS[tens] + (_DIGITS[units] if units else 0)
