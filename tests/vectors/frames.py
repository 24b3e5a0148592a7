"""The binary frames of the live connection (docs/api.md, *The socket*)."""

from crypto.wire import CaseId, live
from tests.vectors.book import Book, draw

BODY = 400


def write(book: Book) -> None:
    """Both kinds, with small numbers and the largest."""
    case, message = CaseId(draw("frames.case", 16)), bytes(at % 251 for at in range(BODY))
    for ref in (1, 2**53 - 1):
        encoded = live.send_frame(ref=ref, case=case, message=message)
        book.add("frames", kind="send", ref=ref, case=case, message=message, encoded=encoded)
    for epoch, direction, counter in ((1, 0, 1), (2**53 - 1, 1, 2**53 - 1)):
        place = {"epoch": epoch, "direction": direction, "counter": counter}
        encoded = live.message_frame(case=case, message=message, **place)
        book.add("frames", kind="message", case=case, message=message, encoded=encoded, **place)
