"""Bytes of Chinese text in any encoding of the genre are read; other bytes are refused with a reason."""

from __future__ import annotations

import random

import pytest

from loaders.decode import decode
from schema.errors import DamagedFile, EmptyFile, NotText

SIMPLIFIED = "序号,问题,整改措施,责任单位\n1,账实不符,清查资产,县财政局\n"
TRADITIONAL = "序號,問題,整改措施,責任單位\n1,帳實不符,清查資產,縣財政局\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("repeat", [1, 200])
def test_simplified_text_reads_back(encoding: str, repeat: int):
    assert decode((SIMPLIFIED * repeat).encode(encoding), "a.txt") == SIMPLIFIED * repeat


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16"])
@pytest.mark.parametrize("repeat", [1, 200])
def test_traditional_text_reads_back(encoding: str, repeat: int):
    assert decode((TRADITIONAL * repeat).encode(encoding), "a.txt") == TRADITIONAL * repeat


def test_line_ends_become_one_character():
    assert decode("甲\r\n乙\r丙\n".encode(), "a.txt") == "甲\n乙\n丙\n"


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_is_empty(data: bytes):
    with pytest.raises(EmptyFile, match=r"a\.txt is empty"):
        decode(data, "a.txt")


@pytest.mark.parametrize("cut", [1, 2])
def test_utf_8_that_breaks_off_is_not_taken_for_another_encoding(cut: int):
    with pytest.raises(DamagedFile, match="breaks off"):
        decode((SIMPLIFIED * 20).encode()[: -1 - cut], "a.txt")


@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", b"\x7fELF", b"\x1f\x8b\x08\x00", b""]
)
def test_binary_is_no_text(start: bytes):
    noise = random.Random(7).randbytes(4000)
    with pytest.raises(NotText, match="another kind of file"):
        decode(start + noise, "a.txt")
