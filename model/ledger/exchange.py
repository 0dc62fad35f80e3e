"""A whole docket as JSON and back, lossless, with its published schema.

Everything counsel entered is in it, documents' bytes included, and nothing else: an import exports the same text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec
from msgspec import Meta, Struct

from model.docket import Docket
from model.errors import UnreadableInput
from model.ledger.entry import first_problems
from model.ledger.ledger import Clock, Ledger
from model.ledger.naming import KIND_WORDS, field_words, listed
from model.ledger.tables import text_in
from model.record.base import Record
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.document import Document, Sha256
from model.record.event import Event
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.scenario import Scenario

FORMAT: Final = "duly-docket"
VERSION: Final = 1


class Records(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every record of the docket, by kind."""

    caption: Annotated[tuple[Caption, ...], Meta(max_length=1)] = ()
    party: tuple[Party, ...] = ()
    person: tuple[Person, ...] = ()
    closure: tuple[Closure, ...] = ()
    instrument: tuple[Instrument, ...] = ()
    document: tuple[Document, ...] = ()
    event: tuple[Event, ...] = ()
    metric: tuple[Metric, ...] = ()
    figure: tuple[Figure, ...] = ()
    obligation: tuple[Obligation, ...] = ()
    relief: tuple[Relief, ...] = ()
    fact: tuple[Fact, ...] = ()
    scenario: tuple[Scenario, ...] = ()


class DocketFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A docket as JSON. ``documents`` holds the bytes of each document under their SHA-256."""

    format: Literal["duly-docket"]
    version: Literal[1]
    records: Records
    documents: dict[Sha256, bytes] = {}


class Imported(NamedTuple):
    """What an export holds: the docket, and its documents' bytes by SHA-256."""

    docket: Docket
    files: dict[str, bytes]


def export_json(source: Ledger | Docket, files: Mapping[str, bytes] | None = None) -> str:
    """The whole docket as JSON text; two exports of one state are byte for byte the same.

    ``files`` holds documents' bytes by SHA-256; from a ledger they are read where not handed in.
    Raises :class:`model.errors.StoreError` where a document's bytes cannot be read.
    """
    docket = source.docket if isinstance(source, Ledger) else source
    kinds = {kind: tuple(docket.kind(kind).values()) for kind in Records.__struct_fields__}
    whole = DocketFile(
        format="duly-docket",
        version=1,
        records=msgspec.convert(kinds, Records),
        documents=_bytes_of(source, docket, files or {}),
    )
    return msgspec.json.format(_ENCODER.encode(whole), indent=2).decode() + "\n"


def import_json(text: str | bytes) -> Imported:
    """Read an export back.

    Raises :class:`model.errors.UnreadableInput`, which names the record and the field, where it is no export, is of
    another version, or breaks a rule.
    """
    whole = _read(text)
    for sha256, content in whole.documents.items():
        if hashlib.sha256(content).hexdigest() != sha256:
            raise UnreadableInput(f"The bytes of the document {sha256[:12]}… are not those of its SHA-256.")
    _refuse_doubles(whole.records)
    docket = Docket.of((kind, record) for kind in Records.__struct_fields__ for record in getattr(whole.records, kind))
    _refuse_missing_bytes(docket, whole.documents)
    _refuse_broken_rules(docket, whole.documents)
    return Imported(docket, whole.documents)


def import_docket(text: str | bytes, path: Path, *, source: str, clock: Clock, who: str) -> Ledger:
    """Write an export into a new docket file at ``path``, as one journal entry “Import …”, and open it."""
    docket, files = import_json(text)
    return Ledger.create(
        path,
        docket.caption,
        clock=clock,
        who=who,
        records=tuple(record for _, record in docket.records()),
        files=files,
        label=f"Import {source}",
    )


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every export fits."""
    (reference,), components = msgspec.json.schema_components((DocketFile,), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Duly docket",
        "description": "A whole docket of legal obligations, as Duly exports and imports it.",
        **reference,
        "$defs": _without_parameters(components),
    }


def _without_parameters(components: dict[str, Any]) -> dict[str, Any]:
    """The definitions with each generic form under its own name: what it is generic in, its fields say."""
    plain = {name: definition["title"].partition("[")[0] for name, definition in components.items()}
    text = json.dumps(list(components.values()))
    for name, own in plain.items():
        text = text.replace(json.dumps(f"#/$defs/{name}"), json.dumps(f"#/$defs/{own}"))
    definitions = dict(zip(plain.values(), json.loads(text), strict=True))
    return {name: {**definition, "title": name} for name, definition in definitions.items()}


def schema_text() -> str:
    """The schema as it is published in resources/schema/docket.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(DocketFile)


class _Heading(Struct):
    """The first things to look at: what the file says it is."""

    format: str = ""
    version: int = 0


def _bytes_of(source: Ledger | Docket, docket: Docket, files: Mapping[str, bytes]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for document in docket.documents.values():
        if document.sha256 in files:
            found[document.sha256] = files[document.sha256]
        elif isinstance(source, Ledger):
            found[document.sha256] = source.document_bytes(document.sha256)
        else:
            raise UnreadableInput(f"The file of “{document.title}” was not handed in, so the export would lack it.")
    return found


def _read(text: str | bytes) -> DocketFile:
    try:
        heading = msgspec.json.decode(text, type=_Heading)
    except (msgspec.DecodeError, RecursionError) as error:  # the latter where it is nested without end
        raise UnreadableInput(f"This is no Duly export: {error}. Choose a file that Duly exported.") from error
    if heading.format != FORMAT:
        raise UnreadableInput("This is no Duly export. Choose a file that Duly exported.")
    if heading.version != VERSION:
        raise UnreadableInput(
            f"This export is of version {heading.version}; this Duly reads version {VERSION}. Update Duly to import it."
        )
    try:
        return _DECODER.decode(text)
    except msgspec.ValidationError as error:
        raise UnreadableInput(_located(text, str(error))) from error


_PATH: Final = re.compile(r"(?P<what>.*) - at `\$\.records\.(?P<kind>\w+)\[(?P<place>\d+)\](?:\.(?P<field>\w+))?.*`")


def _located(text: str | bytes, message: str) -> str:
    """The decoder's message with the record and the field in words."""
    found = _PATH.fullmatch(message)
    if not found:
        return f"The export does not fit its form: {message}."
    raw = msgspec.json.decode(text)["records"][found["kind"]]
    place = int(found["place"])
    held = raw[place] if isinstance(raw[place], dict) else {}
    name = next((str(held[key]) for key in ("ref", "name", "title", "id") if held.get(key)), f"number {place + 1}")
    field = f", {field_words(found['field'])}" if found["field"] else ""
    kind = KIND_WORDS.get(found["kind"], found["kind"])
    return f"The {kind} {name}{field}: {found['what']}. Correct it in the file and import it again."


def _refuse_doubles(records: Records) -> None:
    for kind in Records.__struct_fields__:
        ids = [record.id for record in getattr(records, kind)]
        doubles = sorted({id_ for id_ in ids if ids.count(id_) > 1}) if len(set(ids)) < len(ids) else []
        if doubles:
            raise UnreadableInput(f"The {KIND_WORDS[kind]} {listed(doubles)} stands in the export twice. Remove one.")


def _refuse_missing_bytes(docket: Docket, files: Mapping[str, bytes]) -> None:
    for document in docket.documents.values():
        if document.sha256 not in files:
            raise UnreadableInput(f"The file of the document “{document.title}” is not in the export.")
        if len(files[document.sha256]) != document.size:
            raise UnreadableInput(f"The document “{document.title}” is not of the size that its record gives.")


def _refuse_broken_rules(docket: Docket, files: Mapping[str, bytes]) -> None:
    def text(document_id: str) -> str | None:
        document = docket.documents.get(document_id)
        return text_in(document, files[document.sha256]) if document else None

    records = [record for _, record in docket.records()]
    for record, problem, _ in first_problems(Docket(), records, text):
        raise UnreadableInput(_said(record, problem.field, problem.message))


def _said(record: Record, field: str, message: str) -> str:
    name = next(str(getattr(record, key)) for key in ("ref", "name", "title", "id") if hasattr(record, key))
    return f"{name}{f', {field_words(field)}' if field else ''}: {message}"
