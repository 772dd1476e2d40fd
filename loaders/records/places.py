"""Names of places of one source: which are written forms of one place, and which place a work is named after."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is said in honour of whom a place is named after: 王士栋烈士纪念地 is 王士栋纪念地.
_HONOURS: Final = re.compile(r"(?<=.{2})(?:革命)?(?:烈士|同志|先生|将军|女士)(?=.)")
_LEAST: Final = 5  # characters of a short form: shorter ones end many names
_LEAST_AHEAD: Final = 2  # characters that the full form has before it


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Return the full form of each name that has a fuller one among the names: 泺口黄河铁路大桥 of 黄河铁路大桥.

    A short form that ends several full ones (长江大桥) stands for none of them.
    """
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        forms[_HONOURS.sub("", name)].add(name)
    full = {plain: _full(plain, forms) for plain in forms}
    longest = {plain: max(forms[plain], key=lambda name: (len(name), name)) for plain in forms}
    return {name: longest[full[plain]] for plain, written in forms.items() for name in written}


def _full(plain: str, forms: Iterable[str]) -> str:
    longer = [each for each in forms if each.endswith(plain) and len(each) - len(plain) >= _LEAST_AHEAD]
    return longer[0] if len(longer) == 1 and len(plain) >= _LEAST else plain


def site(work: str, places: Iterable[str]) -> str | None:
    """Return the longest of the places that the name of a work begins with: 青宁沟 of 青宁沟治理工程."""
    return max((place for place in places if work.startswith(place) and work != place), key=len, default=None)
