"""What a person sees and presses on the page, in one tab of a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

Seen = TypeVar("Seen")
PATIENCE = 10
"""Seconds until a test gives up waiting for something to be seen."""
WIDE = (1280, 800)
NARROW = (390, 844)
EXPECTED = ("400 (Bad Request)", "favicon")
"""What a browser reports that is none of our mistakes."""


class Tab:
    """Waits for what it is asked for; nothing here sleeps."""

    def __init__(self, browser: Chrome, url: str) -> None:
        self.browser = browser
        self.url = url

    def opens(self, handle: str = "alice", size: tuple[int, int] = WIDE, *, hints: bool = False) -> Tab:
        """Load the page as a person who was here before, or, with `hints`, for the first time."""
        self.browser.get("about:blank")
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < WIDE[0]}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": "UTC"})
        self.browser.get(f"{self.url}/#as={handle}")
        self.runs("sessionStorage.clear(); localStorage.clear();")
        if not hints:
            self.runs("localStorage.setItem('hints-put-away', 'yes');")
        self.browser.refresh()
        self.sees(".channel-name", text="#")
        return self

    def runs(self, script: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
        return self.browser.execute_script(script, *arguments)

    def until(self, look: Callable[[], Seen]) -> Seen:
        """What `look` returns, as soon as it is true."""
        # What was found may be drawn anew before it is looked at.
        waiting = WebDriverWait(self.browser, PATIENCE, 0.03, ignored_exceptions=[StaleElementReferenceException])
        return waiting.until(lambda _: look())

    def all(self, css: str, text: str = "") -> list[WebElement]:
        """The visible elements that hold `text`; read in one go, because the page may be drawn anew meanwhile."""
        script = """return [...document.querySelectorAll(arguments[0])].filter(
            (node) => node.checkVisibility({visibilityProperty: true}) && node.textContent.includes(arguments[1]));"""
        found: list[WebElement] = self.runs(script, css, text)
        return found

    def sees(self, css: str, text: str = "") -> WebElement:
        """The last such element, as soon as there is one."""
        return self.until(lambda: self.all(css, text))[-1]

    def misses(self, css: str, text: str = "") -> None:
        """Return once there is no such element any more."""
        self.until(lambda: not self.all(css, text))

    def texts(self, css: str) -> list[str]:
        """What the visible elements say, line by line."""
        return self.until(lambda: [element.text for element in self.all(css)])

    def clicks(self, css: str, text: str = "") -> None:
        def click() -> bool:
            self.all(css, text)[-1].click()
            return True

        self.sees(css, text)
        self.until(click)

    def presses(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        ActionChains(self.browser, duration=0).send_keys(*keys).perform()

    def types(self, text: str) -> None:
        """Type into the message field and send it."""
        self.sees("#composer").send_keys(text, Keys.ENTER)

    def focused(self) -> WebElement:
        return self.browser.switch_to.active_element

    def field(self, label: str) -> WebElement:
        """The field of the modal with this visible label."""
        found: WebElement = self.until(lambda: self.runs(_BY_LABEL, label))
        return found

    def error(self, label: str) -> str:
        """What stands under a field, once something does; the field itself says that it is wrong."""
        field = self.field(label)
        self.until(lambda: field.get_attribute("aria-invalid") == "true")
        described = (field.get_attribute("aria-describedby") or "").split()
        return " ".join(self.browser.find_element(By.ID, one).text for one in described if one.startswith("error"))

    def complaints(self) -> list[str]:
        """What the browser's console holds against the page: errors of scripts, and breaches of its policy."""
        logged = [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]  # type: ignore[no-untyped-call]  # selenium's own
        return [message for message in logged if not any(words in message for words in EXPECTED)]


_BY_LABEL = """
const label = [...document.querySelectorAll("dialog[open] label")].find(
  (one) => one.textContent.replace(" (optional)", "") === arguments[0]);
return label && document.getElementById(label.htmlFor);
"""
