"""What patterns share: classes of characters for their brackets, and numbers."""

from __future__ import annotations

from typing import Final

HAN: Final = "\u3400-\u9fff"
SIGNS: Final = "◆◇●○■□▲△★☆※▶►▪•◎→"  # before the items of a list that count nothing
CHINESE_NUMBER: Final = "[一二三四五六七八九十]{1,3}"  # 一 to 九十九, as headings count
