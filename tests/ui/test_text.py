"""Words for the user that more than one place shows."""

from __future__ import annotations

import pytest

from casefile.ui.text import language_words


@pytest.mark.parametrize(
    ("code", "words"),
    [("ko", "Korean"), ("kor", "Korean"), ("ko-KP", "Korean"), ("uk", "Ukrainian"), ("zza", "zza"), ("", "")],
)
def test_a_language_is_called_by_its_name_where_one_is_known(code: str, words: str) -> None:
    assert language_words(code) == words
