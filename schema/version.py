"""The version of the model that a graph was written with; a newer graph is refused."""

from typing import Final

MODEL_VERSION: Final = 1
