"""Messages tell who wrote to whom; their attachments, and the messages of a mailbox, become items."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from casefile.evidence import kinds, mail
from tests.evidence.members import look_at_child, looked


def letter(subject: str = "Список загиблих") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Олена <olena@example.org>", "office@example.org"
    message["Subject"], message["Date"] = subject, "Sat, 03 Feb 2024 10:11:12 +0200"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("Добрий день")
    message.add_alternative("<p>Добрий день</p>", subtype="html")
    message.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="список.csv")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="../../x.png")
    return message


def test_a_message_tells_its_header_and_gives_its_attachments(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(letter().as_bytes())
    found = looked(tmp_path / "a.eml")
    assert found.values == {
        "embedded_title": "Список загиблих",
        "embedded_author": "Олена <olena@example.org>",
        "embedded_created": "Sat, 03 Feb 2024 10:11:12 +0200",
        "embedded": "To: office@example.org\nMessage-ID: <1@example.org>\nAttachments: 2",
    }
    children = [(child.name, child.relation, child.open().read()) for child in found.children()]
    assert children == [
        ("список.csv", "attached_to_id", b"a,b\n"),
        ("x.png", "attached_to_id", b"\x89PNG\r\n\x1a\n"),
    ]


def test_a_forwarded_message_is_an_attachment_whole(tmp_path: Path) -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "a@example.org", "Fwd"
    outer.set_content("see")
    outer.add_attachment(letter())
    (tmp_path / "a.eml").write_bytes(outer.as_bytes())
    child = next(looked(tmp_path / "a.eml").children())
    assert child.name == f"{letter()['Subject']}.eml"
    assert look_at_child(child)[0] == kinds.EMAIL
    assert "загиблих" in str(mail.parsed(child.open().read())["Subject"])


def test_a_mailbox_gives_messages_and_attachments(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "a.mbox")
    for subject in ("First", "Second"):
        box.add(letter(subject).as_bytes())
    box.close()
    found = looked(tmp_path / "a.mbox")
    assert found.notes == ("This mailbox holds 2 messages; each became an item.",)
    assert [(child.name, child.relation) for child in found.children()] == [
        ("0001 First.eml", "derived_from_id"),
        ("0002 Second.eml", "derived_from_id"),
    ]
    for message in found.children():
        assert [(child.name, child.relation) for child in message.known.children()] == [
            ("список.csv", "attached_to_id"),
            ("x.png", "attached_to_id"),
        ]
    first = next(found.children())
    mime, known = look_at_child(first)
    assert (mime, known.values["embedded_title"]) == (kinds.EMAIL, "First")


@given(st.binary(max_size=600))
def test_no_message_is_too_broken(data: bytes) -> None:
    found = mail.of_message(
        b"From: a\r\nSubject: =?utf-8?b?!!?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + data
    )
    list(found.children())
