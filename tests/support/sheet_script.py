"""Edits a workbook through LibreOffice's own API; run by the system's Python, which has ``uno``.

Arguments: the port, the file, the file to write, its filter, and the steps as JSON: a list of
``[sheet, row, column, value]`` (from 0; text is typed, a number set, null clears the cell).
"""

import json
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    url = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    for _ in range(240):
        try:
            return resolver.resolve(url)
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def setting(name, value):
    return PropertyValue(name, 0, value, 0)


def put(document, name, row, column, value):
    cell = document.Sheets.getByName(name).getCellByPosition(column, row)
    if isinstance(value, (int, float)):
        cell.setValue(value)
    else:
        cell.setString(value or "")


def main():
    port, source, target, form, steps = sys.argv[1:6]
    context = connect(port)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(
        f"file://{source}", "_blank", 0, (setting("Hidden", True),)
    )
    for step in json.loads(steps):
        put(document, *step)
    document.storeToURL(f"file://{target}", (setting("FilterName", form),))
    document.close(True)
    # The bridge's threads crash now and then while the interpreter is taken apart.
    sys.stdout.flush()
    os._exit(0)


main()
