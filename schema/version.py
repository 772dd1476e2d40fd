"""The version of the model that a graph was written with: a newer graph is refused, an older one is migrated.

1: 16 node types. 2: what was done and what is listed (`Event`, `Enumeration`), how far projects are, days without their
year, why names stand for one body. 3: similar issues are related, with how alike they are. 4: assignments
that repeat another one are marked. 5: which body a body is part of and which place a place lies in, wherever a source
says so, which programs of versions 2 to 4 knew or did not.
"""

from typing import Final

MODEL_VERSION: Final = 5
