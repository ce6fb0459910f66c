"""What scripts of LibreOffice's own API share; run by the system's Python, which has ``uno``.

Arguments: the port, the file, the steps as JSON, and what to save as JSON: a list of
``[file, filter]``.
"""

import json
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def setting(name, value):
    return PropertyValue(name, 0, value, 0)


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


def take_steps(run_step):
    """Open the file, call ``run_step(context, document, step)`` for each step, and save."""
    port, source, steps, targets = sys.argv[1:5]
    context = connect(port)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(
        f"file://{source}", "_blank", 0, (setting("Hidden", True),)
    )
    for step in json.loads(steps):
        run_step(context, document, step)
    for target, form in json.loads(targets):
        document.storeToURL(f"file://{target}", (setting("FilterName", form),))
    document.close(True)
    # The bridge's threads crash now and then while the interpreter is taken apart, or LibreOffice
    # ends before them: so neither is asked to end here.
    sys.stdout.flush()
    os._exit(0)
