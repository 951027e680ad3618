"""A tab of WebKitGTK with a profile on disk, controlled by lines on standard input; engines.py starts it.

WebDriver stores nothing on disk and cannot reopen a closed tab; this can. It runs with the system's Python,
which has the bindings (Debian: python3-gi, gir1.2-webkit2-4.1). Each line of standard input is a list in
JSON, a command and its arguments; each answer is a line of JSON.
"""

import argparse
import json
import sys
from typing import Any

try:
    import gi

    gi.require_version("Gtk", "3.0")
    gi.require_version("WebKit2", "4.1")
    from gi.repository import GLib, Gtk, WebKit2
except (ImportError, ValueError):
    MISSING = "The bindings of WebKitGTK are missing: sudo apt install python3-gi gir1.2-webkit2-4.1"
else:
    MISSING = ""


class Tab:
    """A window with one web view, whose data is below a folder."""

    def __init__(self, folder: str):
        manager = WebKit2.WebsiteDataManager(
            base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache"
        )
        self.context = WebKit2.WebContext(website_data_manager=manager)
        self.window = Gtk.Window(default_width=360, default_height=640)
        self.view: Any = None
        self.open_view()

    def open_view(self) -> None:
        """Put a new view into the window, replacing the previous one."""
        if self.view:
            self.view.destroy()
        self.view = WebKit2.WebView(web_context=self.context)
        self.window.add(self.view)
        self.window.show_all()

    def visit(self, address: str) -> None:
        """Open an address, as if it was typed."""
        self.view.load_uri(address)

    def back(self) -> None:
        """Press Back."""
        self.view.go_back()

    def forward(self) -> None:
        """Press Forward."""
        self.view.go_forward()

    def reopen(self) -> None:
        """Close the tab and open it again with its list of pages, as browsers do."""
        state = WebKit2.WebViewSessionState.new(self.view.get_session_state().serialize())
        self.open_view()
        self.view.restore_session_state(state)
        self.view.go_to_back_forward_list_item(self.view.get_back_forward_list().get_current_item())

    def drop(self) -> None:
        """End the process that shows the page, as a phone short of memory does, and reload the page."""
        self.view.connect("web-process-terminated", lambda view, reason: view.reload())
        self.view.terminate_web_process()

    def evaluate(self, script: str) -> None:
        """Answer with what a script returns."""
        self.view.evaluate_javascript(script, -1, None, None, None, self._evaluated)

    def _evaluated(self, view: Any, result: Any) -> None:
        try:
            say({"value": json.loads(view.evaluate_javascript_finish(result).to_json(0) or "null")})
        except GLib.Error as error:
            say({"error": error.message})


def say(answer: object) -> None:
    """Write one line of JSON."""
    print(json.dumps(answer), flush=True)


def main() -> int:
    """Execute commands from standard input until it ends; return 0, or 2 if the bindings are missing."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", help="where the profile is")
    options = parser.parse_args()
    if MISSING:
        print(MISSING, file=sys.stderr)
        return 2
    tab = Tab(options.folder)

    def read(source: Any, condition: Any) -> bool:
        line = sys.stdin.readline()
        if not line:
            Gtk.main_quit()
            return False
        name, *rest = json.loads(line)
        getattr(tab, name)(*rest)
        if name != "evaluate":
            say({"value": None})
        return True

    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, read)
    Gtk.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
