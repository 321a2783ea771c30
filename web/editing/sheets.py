"""A scheme of a working copy as a spreadsheet: sent to an editor, and back; the difference is seen first."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.sheet_uploads import forget_sheet, keep_sheet, kept_sheet, written_after
from skillpath.agency.editing.working_copies import change, view, working_copy
from skillpath.agency.workspace import BUNDLED
from skillpath.errors import InputError, SkillPathError
from skillpath.ontology.editing.difference import difference
from skillpath.ontology.sheets.export import SCHEMES, schemes, write_sheet
from skillpath.ontology.sheets.files import load, save
from skillpath.ontology.sheets.intake import read_sheet
from skillpath.web.current import unheld
from skillpath.web.editing.shown import Shown, shown
from skillpath.web.editing.steps import Sent, whole
from skillpath.web.editing.trouble import Trouble, of_step
from skillpath.web.fields import line
from skillpath.web.language import gettext

BLUEPRINT: Final = Blueprint("editing_sheets", __name__, url_prefix="/edit")

Answer = str | Response | tuple[str, int]

FORMATS: Final = {"xlsx": "Excel", "csv": "CSV"}
"""Ending of a file → what its format is called."""


@BLUEPRINT.get("/<name>/sheet")
def show(name: str) -> str:
    """The forms to get and to send a sheet; of one that was sent, what it would change."""
    return _page(name)


@BLUEPRINT.get("/<name>/sheet/file")
def file(name: str) -> Response:
    """A scheme as a spreadsheet; its name says after which change set it was written."""
    opened, ending = unheld(), request.args.get("as", "xlsx")
    copy, origin = working_copy(opened.book, name), request.args.get("origin", BUNDLED)
    if ending not in FORMATS:
        abort(404)
    scheme = request.args.get("scheme", "")
    sheet = write_sheet(scheme, view(opened, name, at=copy.changes), origin)
    called = scheme if scheme in SCHEMES else "scheme"
    with TemporaryDirectory() as folder:
        made = Path(folder) / f"{called}-after-{copy.changes}.{ending}"
        save(sheet, made)
        return send_file(io.BytesIO(made.read_bytes()), as_attachment=True, download_name=made.name)


@BLUEPRINT.post("/<name>/sheet")
def send(name: str) -> Answer:
    """Keeps a sheet that is sent, so that its difference can be seen; or takes one that was seen."""
    opened = unheld()
    copy = working_copy(opened.book, name)
    if line("action") == "take":
        return _taken(name)
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        return _page(name, problem=gettext("Choose a file.")), 422
    seen = written_after(sent.filename)
    key = keep_sheet(opened, sent.filename, sent.stream.read())
    origin = line("origin") or None
    after = copy.changes if seen is None else min(seen, copy.changes)
    return redirect(url_for(".show", name=name, sheet=key, seen=after, origin=origin), 303)


def _taken(name: str) -> Answer:
    """Takes a sheet as one change set; where it cannot be, the page with why, and what was sent."""
    opened, key = unheld(), line("sheet")
    sent, why = Sent.read(), line("why")
    try:
        kept = kept_sheet(opened, key)
        edit = read_sheet(load(kept), view(opened, name, at=sent.seen), line("origin") or BUNDLED)
        merge = "merge" in request.form
        made = change(opened, name, edit, by=sent.by, why=why, source=kept.name, seen=sent.seen, merge=merge)
    except SkillPathError as error:
        return _page(name, key=key, trouble=of_step(opened, name, error, ())), 422
    forget_sheet(opened, key)
    number = None if made is None else made.number
    done = "nothing" if made is None else "save"
    return redirect(url_for("editing.show", name=name, done=done, number=number), 303)


def _page(name: str, *, key: str = "", problem: str = "", trouble: Trouble | None = None) -> str:
    opened = unheld()
    copy = working_copy(opened.book, name)
    now = view(opened, name, at=copy.changes)
    key = key or request.args.get("sheet", "")
    asked = line("origin") or request.args.get("origin", "") or BUNDLED
    origin = asked if asked in now.origins else now.origins[0]
    seen = min(whole(line("seen") or request.args.get("seen", "")), copy.changes)
    diff, kept = None, ""
    if key:
        try:
            kept = kept_sheet(opened, key).name
            diff = _difference(name, key, seen, origin)
        except InputError as error:
            problem = problem or str(error)
    return render_template(
        "editing/sheet.html",
        copy=copy,
        origins=now.origins,
        origin=origin,
        schemes=schemes(now, origin),
        formats=FORMATS,
        key=key,
        kept=kept,
        seen=seen,
        diff=diff,
        problem=problem,
        trouble=trouble,
        sent=request.form,
    )


def _difference(name: str, key: str, seen: int, origin: str) -> Shown:
    """What a sheet that was sent changes of what its working copy said when it was written."""
    opened = unheld()
    before = view(opened, name, at=seen)
    edit = read_sheet(load(kept_sheet(opened, key)), before, origin)
    return shown(difference(before, before.after(edit), translate=gettext))
