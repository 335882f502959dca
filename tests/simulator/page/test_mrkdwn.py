"""mrkdwn on the page, as Slack's clients draw it, and never as markup of anybody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.tab import Tab

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

DRAWN = {
    "plain words": "plain words",
    "*bold* and _italic_ and ~gone~": "<strong>bold</strong> and <em>italic</em> and <s>gone</s>",
    "*bold _and italic_*": "<strong>bold <em>and italic</em></strong>",
    "jane_doe@example.com and snake_case_name": "jane_doe@example.com and snake_case_name",
    "2*3*4 and 5 * 6 * 7": "2*3*4 and 5 * 6 * 7",
    "(*bold*), *bold*!": "(<strong>bold</strong>), <strong>bold</strong>!",
    "`a *b* c` and ` `": "<code>a *b* c</code> and <code> </code>",
    "one\ntwo": "one<br>two",
    "a &lt;b&gt; &amp; c &amp;lt;": "a &lt;b&gt; &amp; c &amp;lt;",
    ":white_check_mark: :no_such_thing: 10:30:45": "✅ :no_such_thing: 10:30:45",
    "<@U0BEN> and <@U0NOBODY> and <@U0NOBODY|someone>": (
        '<span class="mention">@Ben Lindqvist</span> and <span class="mention">@U0NOBODY</span>'
        ' and <span class="mention">@someone</span>'
    ),
    "<#C0GENERAL> <#C0OTHER|other>": '<span class="mention">#general</span> <span class="mention">#other</span>',
    "<!channel> <!subteam^S0LEADS|@leads>": (
        '<span class="mention loud">@channel</span> <span class="mention loud">@@leads</span>'
    ),
    "<https://example.com/a?b=1&amp;c=2|the *guide*>": (
        '<a href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">the *guide*</a>'
    ),
    "<mailto:ada@example.com|ada@example.com>": (
        '<a href="mailto:ada@example.com" target="_blank" rel="noopener noreferrer">ada@example.com</a>'
    ),
    "<javascript:alert(1)|click>": "<span>click</span>",
    "<data:text/html,x>": "<span>data:text/html,x</span>",
    "<!date^1795435200^{date_num} {time}^https://example.com|then>": (
        '<a href="https://example.com/" target="_blank" rel="noopener noreferrer">23/11/2026 12:00</a>'
    ),
    "<!date^1795435200^{date_short_pretty} at {time}|then>": "<time>today at 12:00</time>",
    "<!date^1795348800^{date_pretty}, {nonsense}|then>": "<time>yesterday, {nonsense}</time>",
    "<!date^1795438800^{ago}|then>": "<time>in 1 hour</time>",
    "<!date^soon^{date}|then>": "<time>then</time>",
    "1 < 2 > 0": "1 &lt; 2 &gt; 0",
    "<img src=x onerror=alert(1)>": "&lt;img src=x onerror=alert(1)&gt;",
}
PARAGRAPHS = {
    "&gt; quoted\n> twice\nnot": (
        '<blockquote class="quote">quoted<br>twice</blockquote><span class="lines">not</span>'
    ),
    "before\n```\n*raw* &lt;b&gt;\n  <https://example.com|label>\n```\nafter": (
        '<span class="lines">before</span>'
        '<pre class="preformatted"><code>*raw* &lt;b&gt;\n  label</code></pre><span class="lines">after</span>'
    ),
    "": "",
}
DRAW = """
const [source, done] = arguments;
import("/static/js/richtext.js").then(({ mrkdwnNodes }) => {
  const box = document.createElement("div");
  box.append(...mrkdwnNodes(source));
  done(box.innerHTML);
});
"""


@pytest.fixture(scope="module")
def reader(browser: Chrome, served: tuple[FakeSlack, str]) -> Tab:
    """One load of the page is enough to read them all."""
    return Tab(browser, served[1]).opens()


def drawn(tab: Tab, source: str) -> str:
    return str(tab.browser.execute_async_script(DRAW, source))


@pytest.mark.parametrize("source", DRAWN)
def test_a_line_is_drawn_as_slack_draws_it(reader: Tab, source: str) -> None:
    """Formatting, mentions, dates, links and emoji; what means nothing is shown as it was written."""
    assert drawn(reader, source) == f'<span class="lines">{DRAWN[source]}</span>'


@pytest.mark.parametrize("source", PARAGRAPHS)
def test_quotes_and_code_stand_apart(reader: Tab, source: str) -> None:
    """Lines that are quoted become one quote, and within code nothing is formatted."""
    assert drawn(reader, source) == PARAGRAPHS[source]
