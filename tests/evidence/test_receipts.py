"""Receipts beside a file are compared with its bytes and kept; what is not checked is said."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import algos, cms, tsp, x509
from hypothesis import given
from hypothesis import strategies as st

from casefile.evidence import contents
from casefile.evidence.captures import open_timestamps, receipts
from casefile.evidence.found import in_memory

WORDS = b"the bytes that were stamped"


def number(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def proof(data: bytes, *, blocks: tuple[int, ...] = (), pending: tuple[str, ...] = ()) -> bytes:
    """An OpenTimestamps proof as its client writes one: each attestation at the end of a branch of its own."""
    tree = []
    for height in blocks:
        payload = number(height)
        tree.append(b"\xf0\x04abcd\x08\x00" + bytes.fromhex("0588960d73d71901") + number(len(payload)) + payload)
    for address in pending:
        payload = number(len(address)) + address.encode()
        tree.append(b"\xf1\x02xy\x08\x00" + bytes.fromhex("83dfe30d2ef90c8e") + number(len(payload)) + payload)
    head = open_timestamps.MAGIC + b"\x01\x08" + hashlib.sha256(data).digest()
    return head + b"".join(b"\xff" + branch for branch in tree[:-1]) + tree[-1]


def stamp(data: bytes, algorithm: str = "sha256") -> bytes:
    """A response of a time-stamping authority, without its signature's value, which is not looked at."""
    imprint = {
        "hash_algorithm": algos.DigestAlgorithm({"algorithm": algorithm}),
        "hashed_message": hashlib.new(algorithm, data).digest(),
    }
    told = tsp.TSTInfo(
        {
            "version": 1,
            "policy": "1.2.3.4",
            "message_imprint": imprint,
            "serial_number": 4711,
            "gen_time": datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC),
            "tsa": x509.GeneralName("directory_name", x509.Name.build({"common_name": "Test Authority"})),
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": algorithm}],
            "encap_content_info": {"content_type": "tst_info", "content": told},
            "signer_infos": [],
        }
    )
    token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
    return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump())


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.txt"
    path.write_bytes(WORDS)
    return path


def test_a_proof_of_opentimestamps_is_kept_with_what_it_names(photo: Path) -> None:
    data = proof(WORDS, blocks=(358391,), pending=("https://alice.example",))
    Path(f"{photo}.ots").write_bytes(data)
    receipt = contents.look(photo, "text/plain").receipts[0]
    assert (receipt.name, receipt.data) == ("photo.txt.ots", data)
    assert receipt.event == {
        "action": "timestamped",
        "sha256": hashlib.sha256(WORDS).hexdigest(),
        "note": "OpenTimestamps proof. Its SHA-256 is that of this file. It names Bitcoin block 358,391. "
        "Pending at https://alice.example. Not checked against the blockchain.",
    }


def test_a_stamp_of_an_authority_tells_its_time(photo: Path) -> None:
    Path(f"{photo}.tsr").write_bytes(stamp(WORDS, "sha512"))
    event = contents.look(photo, "text/plain").receipts[0].event
    assert event["at"] == "2024-02-03T04:05:06+00:00"
    assert "Test Authority" in event["by"]
    assert event["note"] == (
        "Time-stamp (RFC 3161), number 4711. Its SHA-512 is that of this file. "
        "Not checked against the authority's certificate."
    )


def test_a_receipt_for_other_bytes_says_so(photo: Path) -> None:
    Path(f"{photo}.ots").write_bytes(proof(b"other", pending=("https://a.example",)))
    Path(f"{photo}.tsr").write_bytes(stamp(b"other"))
    Path(f"{photo}.sha256").write_text(f"{hashlib.sha256(b'other').hexdigest()}  photo.txt\n", encoding="utf-8")
    found = contents.look(photo, "text/plain").receipts
    assert [receipt.name for receipt in found] == ["photo.txt.ots", "photo.txt.tsr", "photo.txt.sha256"]
    assert all("NOT that of this file" in receipt.event["note"] for receipt in found)
    assert not any(receipt.event.get("sha256") for receipt in found)


def test_a_request_proves_nothing_and_rubbish_is_kept(photo: Path) -> None:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(WORDS).digest()}
    Path(f"{photo}.tsq").write_bytes(tsp.TimeStampReq({"version": 1, "message_imprint": imprint}).dump())
    Path(f"{photo}.ots").write_bytes(b"rubbish")
    rubbish, request = contents.look(photo, "text/plain").receipts
    assert request.event["note"] == (
        "Request for a time-stamp (RFC 3161), no stamp itself. Its SHA-256 is that of this file."
    )
    assert rubbish.event["note"] == "The receipt “photo.txt.ots” cannot be read; it proves nothing as it is."


def test_a_receipt_belongs_to_its_file_and_alone_to_none(photo: Path) -> None:
    beside, alone = Path(f"{photo}.ots"), photo.with_name("gone.jpg.ots")
    for path in (beside, alone):
        path.write_bytes(b"x")
    assert contents.belongs_to(beside) == photo
    assert contents.belongs_to(alone) is None
    assert contents.belongs_to(photo) is None


@given(st.binary(max_size=300), st.sampled_from([".ots", ".tsr", ".tst", ".tsq", ".sha256", ".md5"]))
def test_no_receipt_is_too_broken(data: bytes, ending: str) -> None:
    hashed = receipts.hasher_of(in_memory(b"x"))
    for start in (b"", open_timestamps.MAGIC + b"\x01\x08" + bytes(32), stamp(b"x")[:200]):
        assert receipts.read(f"x{ending}", start + data, hashed).event["note"]
