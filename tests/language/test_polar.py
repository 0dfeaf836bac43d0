"""Questions that are answered with yes or no, in each language: which they are, and what they ask whether it is so."""

from __future__ import annotations

import pytest

from rag.language.packs import language_by


@pytest.mark.parametrize(
    ("language", "question", "asked"),
    [
        ("en", "is the mill still in use?", "the mill still in use"),
        ("en", "are dogs allowed on deck?", "dogs are allowed on deck"),
        ("en", "Is there a lift in the tower", "a lift in the tower"),
        ("en", "so does it have a lift, right?", "it have a lift"),
        ("en", "do you know whether dogs may come in?", "dogs may come in"),
        ("en", "Is it Monday or Tuesday?", ""),
        ("en", "What is open?", ""),
        ("en", "can you list the rooms", ""),
        ("vi", "Thư viện có mở Chủ nhật không?", "Thư viện có mở Chủ nhật"),
        ("vi", "Bà Lan có phải là chủ tịch không", "Bà Lan chủ tịch"),
        ("vi", "cầu đã xong chưa ạ?", "cầu đã xong"),
        ("vi", "Mấy giờ mở cửa?", ""),
        ("fr", "Est-ce qu'on peut se baigner ?", "on peut se baigner"),
        ("fr", "Le pont a-t-il rouvert ?", "Le pont a rouvert"),
        ("fr", "le musée ferme en août ?", "le musée ferme en août"),
        ("fr", "prix de la piscine ?", ""),
        ("fr", "la piscine ouvre à quelle heure ?", ""),
        ("es", "¿Hay que pagar la cuota?", "Hay que pagar la cuota"),
        ("es", "el museo cierra en agosto?", "el museo cierra en agosto"),
        ("es", "¿precio de la entrada?", ""),
        ("es", "¿A qué hora abre?", ""),
    ],
)
def test_what_is_asked_whether_it_is_so(language: str, question: str, asked: str) -> None:
    assert language_by(language).polar.statement(question) == asked


@pytest.mark.parametrize("language", ["en", "vi", "fr", "es"])
def test_every_language_says_yes_and_no(language: str) -> None:
    pack = language_by(language)
    said = [pack.say("Yes."), pack.say("No.")]
    assert len(set(said)) == 2 and all(pack.polar.settled.match(one) for one in said)
