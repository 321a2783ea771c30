"""A browser page that tells on itself."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Dialog, Page, Request

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""

PATIENCE = 180_000
"""Milliseconds that a page may take: how busy a machine is makes no page wrong."""


class Visit:
    """A page of the viewer at an origin, and what went wrong in it."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        context.add_init_script(WATCH)
        context.set_default_timeout(PATIENCE)
        self.origin = origin
        self.page = context.new_page()
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", self._note_foreign)

    def _dismiss(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_foreign(self, request: Request) -> None:
        if not request.url.startswith(f"{self.origin}/"):
            self.foreign.append(request.url)

    def open(self, path: str) -> Page:
        self.page.goto(self.origin + path, wait_until="load")
        return self.page

    def assert_clean(self) -> None:
        """Nothing ran that should not, nothing was refused by the policy, nothing asked of another host."""
        assert self.page.evaluate("[window.pwned === undefined, window.violations]") == [True, []]
        assert self.errors == []
        assert self.foreign == []


Start = Callable[..., Visit]
"""Opens a page in a fresh browser context; the options are Playwright's."""


def tab_to(page: Page, wanted: str, most: int = 80) -> None:
    """Presses Tab until an element that fits the selector has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", wanted):
            return
    raise AssertionError(f"{wanted} is out of the keyboard's reach")
