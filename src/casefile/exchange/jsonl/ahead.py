"""Reading ahead: a second process checks and hashes the next records while this one writes the last.

Short files are read right here, since starting Python takes longer; so they are where the program is one frozen file,
which would have to learn first to start as its own helper.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Generator
from contextlib import suppress
from multiprocessing.connection import Connection

from casefile.errors import CancelledError, UserError
from casefile.exchange.jsonl.format import Cancelled
from casefile.exchange.jsonl.preparing import Batch, Order, batches

WORTH_A_PROCESS = 8_000_000
"""Bytes of data."""
_LOOK = 0.2
"""Seconds between two looks at cancel while nothing comes."""


def read_ahead(order: Order, cancelled: Cancelled) -> Generator[Batch]:
    """The batches of `order`."""
    one_process = order.data.stat().st_size < WORTH_A_PROCESS or os.cpu_count() == 1 or hasattr(sys, "frozen")
    for batch in batches(order) if one_process else _from_helper(order, cancelled):
        if cancelled():
            raise CancelledError
        yield batch


def _from_helper(order: Order, cancelled: Cancelled) -> Generator[Batch]:
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    helper = spawn.Process(target=_help, args=(order, sender), daemon=True)
    helper.start()
    sender.close()
    try:
        while (batch := _receive(receiver, cancelled)) is not None:
            yield batch
    finally:
        helper.terminate()
        helper.join()
        helper.close()
        receiver.close()


def _receive(receiver: Connection, cancelled: Cancelled) -> Batch | None:
    while not receiver.poll(_LOOK):
        if cancelled():
            raise CancelledError
    try:
        received = receiver.recv()
    except EOFError:
        raise RuntimeError("the process that reads ahead has died") from None
    if isinstance(received, UserError):
        raise received
    assert received is None or isinstance(received, Batch)
    return received


def _help(order: Order, sender: Connection) -> None:
    """What the helper does."""
    gc.disable()  # a short life that makes no cycles; looking for them takes a tenth of it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears of it and ends this process
    with suppress(BrokenPipeError):  # the parent is gone, so nobody waits for an answer
        try:
            for batch in batches(order):
                sender.send(batch)
            sender.send(None)
        except UserError as error:
            sender.send(error)
