"""Edits a Word file through LibreOffice's own API; see ``office_session`` for the arguments.

Steps are lists: ``[verb, words, text, author]``. ``verb`` is comment, resolve, move, track-move,
track-insert, track-delete, track-replace, insert, retype, delete, insert-row, paragraph, accept-all or
reject-all.
"""

from office_session import setting, take_steps


def find(document, words):
    search = document.createSearchDescriptor()
    search.SearchString = words
    search.SearchCaseSensitive = True
    found = document.findFirst(search)
    last = None
    while found is not None:
        last = found
        found = document.findNext(found.End, search)
    assert last is not None, f"{words!r} stands nowhere"
    return last


def annotate(document, words, text, author, parent=None):
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Content = text
    note.Author = author
    place = find(document, words)
    place.Text.insertTextContent(place, note, True)
    return note


def name_user(context, author):
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess",
        (setting("nodepath", "/org.openoffice.UserProfile/Data"),),
    )
    first, _, last = author.partition(" ")
    access.setPropertyValue("givenname", first)
    access.setPropertyValue("sn", last)
    access.commitChanges()


def dispatch(context, document, command, **arguments):
    helper = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    given = tuple(setting(name, value) for name, value in arguments.items())
    frame = document.CurrentController.Frame
    helper.executeDispatch(frame, f".uno:{command}", "", 0, given)


def run_step(context, document, step):
    verb, words, text, author = step
    if verb.startswith("track"):
        name_user(context, author)
    document.RecordChanges = verb.startswith("track")
    if verb == "comment":
        annotate(document, words, text, author)
    elif verb == "resolve":
        for field in document.TextFields:
            if (
                field.supportsService("com.sun.star.text.textfield.Annotation")
                and field.Content == words
            ):
                field.Resolved = True
    elif verb == "track-insert" or verb == "insert":
        place = find(document, words)
        place.Text.insertString(place.End, text, False)
    elif verb == "track-delete" or verb == "delete":
        find(document, words).String = ""
    elif verb == "track-replace" or verb == "retype":
        find(document, words).String = text
    elif verb == "insert-row":
        place = find(document, words)
        table, cell = place.TextTable, place.Cell
        row = int("".join(sign for sign in cell.CellName if sign.isdigit()))
        table.Rows.insertByIndex(row, 1)
        table.getCellByPosition(0, row).String = text
    elif verb in ("move", "track-move"):
        place = find(document, words)
        cursor = document.CurrentController.ViewCursor
        cursor.gotoRange(place, False)
        dispatch(context, document, "MoveDown")
    elif verb in ("accept-all", "reject-all"):
        command = "AcceptAllTrackedChanges" if verb == "accept-all" else "RejectAllTrackedChanges"
        dispatch(context, document, command)
    elif verb == "paragraph":
        place = find(document, words)
        cursor = place.Text.createTextCursorByRange(place.End)
        cursor.gotoEndOfParagraph(False)
        place.Text.insertControlCharacter(cursor, 0, False)
        place.Text.insertString(cursor, text, False)
    else:
        raise SystemExit(f"unknown verb {verb}")
    document.RecordChanges = False


take_steps(run_step)
