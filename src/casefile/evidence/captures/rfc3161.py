"""Time-stamps of RFC 3161: responses (.tsr), tokens (.tst) and requests (.tsq)."""

from __future__ import annotations

from dataclasses import dataclass

from asn1crypto import cms, tsp

from casefile.evidence.found import utc


@dataclass(frozen=True, slots=True)
class Stamp:
    """`at` is the authority's time, None of a request; `algorithm` as hashlib calls it; `digest` hexadecimal."""

    algorithm: str
    digest: str
    at: str | None = None
    serial: str = ""
    authority: str = ""


def parse(data: bytes, ending: str) -> Stamp:
    """Read a stamp; `ValueError`, `TypeError` or `KeyError` where it is none or was refused."""
    if ending == ".tsq":
        return Stamp(*_imprint(tsp.TimeStampReq.load(data, strict=True)["message_imprint"]))
    token = _token(data)
    signed = token["content"]
    told = signed["encap_content_info"]["content"].parsed
    if not isinstance(told, tsp.TSTInfo):
        raise ValueError("it holds no time")  # noqa: TRY004 - of the file, not of our types
    algorithm, digest = _imprint(told["message_imprint"])
    return Stamp(algorithm, digest, utc(told["gen_time"].native), str(told["serial_number"].native), _who(told, signed))


def _token(data: bytes) -> cms.ContentInfo:
    """A response holds a token; some tools save the token alone under either name."""
    try:
        response = tsp.TimeStampResp.load(data, strict=True)
        status = response["status"]["status"].native
    except (ValueError, TypeError):
        return cms.ContentInfo.load(data, strict=True)
    if status not in ("granted", "granted_with_mods"):
        raise ValueError("the stamp was refused")
    return response["time_stamp_token"]


def _imprint(imprint: tsp.MessageImprint) -> tuple[str, str]:
    return imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native.hex()


def _who(told: tsp.TSTInfo, signed: cms.SignedData) -> str:
    """The authority by its own name, else by its certificate's issuer as the signature names it."""
    named = told["tsa"]
    if named.native and named.name == "directory_name":
        return str(named.chosen.human_friendly)
    for signer in signed["signer_infos"]:
        if signer["sid"].name == "issuer_and_serial_number":
            return str(signer["sid"].chosen["issuer"].human_friendly)
    return ""
