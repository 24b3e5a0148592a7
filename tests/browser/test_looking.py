"""Looking finds what it looks for: a fault of each kind, put on a screen that has none.

Here: what no rule may miss, in either theme. Never here: the screens themselves (test_seeing_*.py).
"""

from tests.browser.conftest import Desk
from tests.browser.looking import Look
from tests.browser.phones import Student

SPOIL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    [data-scheme=dark] .d { color: #333; background: #222 }
    [data-scheme=light] .l { color: #ddd; background: #fff }
    .s { all: unset; width: 20px; height: 20px; margin-bottom: -14px }
    .r { height: 20vh; overflow: auto }
    .c { height: 1em; overflow: hidden }`);
  document.adoptedStyleSheets.push(sheet);
  const put = (tag, name, text) => {
    const one = document.createElement(tag);
    one.className = name;
    one.textContent = text;
    document.querySelector('main').append(one);
  };
  put('p', 'd', 'Dark');
  put('p', 'l', 'Light');
  put('button', 's', '+');
  put('button', 's', '-');
  put('input', 'n', '');
  put('div', 'r', 'What scrolls. '.repeat(900));
  put('p', 'c', 'What is cut. '.repeat(90));
}"""


async def test_a_fault_of_each_kind_is_found(desk: Desk) -> None:
    phone, look = desk.phone(1), Look(page=desk.page)
    student = Student(phone=phone)
    await phone.give_to("Student 1")
    await phone.start()
    await phone.open_room()
    await student.at("shut").wait_for()
    for times in (1, 2):
        await look.at(phone, f"sound-{times}")
    assert look.faults == []
    await student.at("heading").evaluate(SPOIL)
    for times in (1, 2):
        await look.at(phone, f"spoilt-{times}")
        found = "\n".join(fault for fault in look.faults if f"spoilt-{times}" in fault)
        for fault in (
            "dark: color-contrast: .d",
            "light: color-contrast: .l",
            "target-size: .s",
            "label: input",
            "scrollable-region-focusable: .r",
            "narrow: taller than its place: P.c",
        ):
            assert fault in found, fault
