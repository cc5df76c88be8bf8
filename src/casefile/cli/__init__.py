"""The command line: thin, one function a command; all work is in the layers below.

Exit codes: 0 done · 1 findings · 2 something the user can mend · 3 damaged file · 4 wrong passphrase · 5 locked ·
70 our own bug · 130 cancelled.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from casefile.cli import changing, making, reading
from casefile.cli.custody import custody_
from casefile.cli.gaps import gaps_
from casefile.cli.jurisdiction import jurisdiction
from casefile.cli.law import law
from casefile.cli.printing import say
from casefile.cli.sheets import blocks_, sheet_
from casefile.cli.text import text_
from casefile.errors import CancelledError, UserError
from casefile.settings import profile_folder


class _Commands(click.Group):
    """A first word that is no command is a case file to open in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if (
            args
            and self.get_command(ctx, args[0]) is None
            and (args[0].endswith(".casefile") or Path(args[0]).exists())
        ):
            return "open", _open, args
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="casefile-icc", prog_name="casefile")
@click.pass_context
def casefile(context: click.Context) -> None:
    """Link alleged acts, passages of evidence and the Rome Statute, and write the brief.

    Without a command, or with a case file alone, the window opens.
    """
    if context.invoked_subcommand is None:
        _open_window(None)


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path))
def _open(file: Path) -> None:
    """Open FILE in the window."""
    _open_window(file)


def _open_window(file: Path | None) -> NoReturn:
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in wanted):
        raise UserError("There is no display to open a window on; use the commands (casefile --help) or a desktop.")
    from casefile.ui import app

    sys.exit(app.run(file))


for _command in (
    making.new,
    making.sample,
    making.import_,
    making.export,
    making.add,
    sheet_,
    blocks_,
    text_,
    reading.info,
    reading.list_,
    reading.show,
    reading.search_,
    reading.matrix_,
    jurisdiction,
    gaps_,
    custody_,
    reading.history_,
    changing.undo,
    changing.redo,
    changing.brief_,
    changing.verify,
    changing.upgrade,
    law,
):
    casefile.add_command(_command)


def main() -> None:
    """Run the command line; one sentence for what the user can mend, a log for our own bugs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a name or a sign that the terminal cannot show must not stop the work
            stream.reconfigure(errors="backslashreplace")
    try:
        casefile(standalone_mode=False, prog_name="casefile")
        sys.stdout.flush()
    except UserError as error:
        say(str(error), err=True)
        sys.exit(error.exit_code)
    except NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        say(_sentence(error), err=True)
        sys.exit(error.exit_code)
    except (click.Abort, CancelledError, KeyboardInterrupt):
        click.echo("Cancelled.", err=True)
        sys.exit(130)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor must Python try again at its end
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the last resort
        click.echo(f"{_log(error)}", err=True)
        sys.exit(70)


def _sentence(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return error.format_message() + (f" “{context.command_path} --help” tells more." if context else "")


def _log(error: Exception) -> str:
    """Write where our own bug was, without case content, and say where the log is."""
    folder = profile_folder()
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "casefile.log"
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    logger = logging.getLogger("casefile.cli")
    logger.addHandler(logging.FileHandler(log, encoding="utf-8"))
    logger.propagate = False
    logger.error("%s at %s", type(error).__name__, " > ".join(frames))
    return f"Casefile made a mistake ({type(error).__name__}); nothing half done was kept. Where it was is in {log}."
