"""Classes of characters, for the brackets of patterns."""

from __future__ import annotations

from typing import Final

HAN: Final = "\u3400-\u9fff"
