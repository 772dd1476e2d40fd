"""Several files as one ZIP archive, in pieces: nothing is sought back, and the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The name and the content of each file; a content is read before the next is asked for.
Files = Iterable[tuple[str, Iterable[bytes]]]


@dataclass(slots=True)
class _Sink:
    """A file that cannot be sought, and gives away what was written."""

    written: list[bytes] = field(default_factory=list[bytes])

    def write(self, data: bytes) -> int:
        self.written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written is given away by `taken`."""

    def close(self) -> None:
        """Do nothing, likewise."""

    def taken(self) -> bytes:
        taken = b"".join(self.written)
        self.written.clear()
        return taken


def zipped(files: Files) -> Iterator[bytes]:
    """Yield a ZIP archive of the files, each larger than 4 GB if need be."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = ZipInfo(name)  # of 1980, whenever it is written
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in content:
                    file.write(piece)
                    if taken := sink.taken():
                        yield taken
    yield sink.taken()
