"""What a device does with messages: seals the next, judges what comes (protocol.md section 7).
Pure: bytes in, events or a finding out. Sending, storing and showing are for others."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import crypto
from client.epochs import Joined
from client.screen_order import merged
from client.tracks import (
    Broken,
    Envelope,
    Event,
    Paper,
    Seen,
    Stated,
    Text,
    Track,
    Unsent,
    Withheld,
)
from crypto import CryptoError, MalformedStructure, Random, Refused, wire
from crypto.wire import (
    SUITE,
    UNKNOWN_HEAD,
    Content,
    Direction,
    Head,
    Header,
    Message,
    MessageAd,
    TakenBack,
)
from crypto.wire.dispute import goes_on

__all__ = ["Conversation"]

_ID_BYTES: Final = 16


class Conversation:
    """One epoch of one case on one device. `before` is the epoch right before, if it was in that.

    A method that answers with Broken, or raises, has changed nothing.
    """

    def __init__(self, joined: Joined, *, before: "Conversation | None" = None) -> None:
        if before is not None and before.joined.record != joined.epoch.body.previous:
            raise Refused("This is not the epoch before.")
        self.joined: Joined = joined
        self.before = before
        self.me = joined.me
        self.shown = 0
        self._pending: list[tuple[Envelope, Content]] = []
        self._tracks = {
            direction: Track([wire.genesis(joined.record, direction)]) for direction in Direction
        }
        if before is not None:
            for direction, track in self._tracks.items():
                track.ids |= before._tracks[direction].ids
        self._keys = {
            direction: wire.direction_key(
                epoch_key=joined.key, record=joined.record, direction=direction
            )
            for direction in Direction
        }

    def head(self, direction: Direction) -> Head:
        """How far a direction has been read here (own messages: how far acknowledged)."""
        return self._tracks[direction].head

    @property
    def order(self) -> Sequence[tuple[Direction, int]]:
        """Direction and counter of all that was read, as it stands on the screen."""
        return merged({direction: track.places for direction, track in self._tracks.items()})

    @property
    def peer_saw(self) -> int:
        """Up to which own counter the peer has been shown."""
        return self._tracks[self.me.other].seen

    @property
    def pending(self) -> Sequence[Envelope]:
        """Own envelopes not yet acknowledged, in order: send them again as they are."""
        return [envelope for envelope, _ in self._pending]

    # Writing

    def write(self, text: str, *, now: int, random: Random = secrets.token_bytes) -> Envelope:
        """A text of 1 to 8,000 characters. Draws 16 bytes of id, then 24 of nonce."""
        try:
            body = text.encode()
        except UnicodeEncodeError:
            raise MalformedStructure("A text holds a character that is none.") from None
        return self._compose("text", body, now=now, random=random)

    def hand_in(
        self, paper: wire.Structure, *, now: int, random: Random = secrets.token_bytes
    ) -> Envelope:
        """A paper (section 17). Draws as `write`."""
        return self._compose("paper", paper.encode(), now=now, random=random)

    def state(self, raw: bytes, *, now: int, random: Random = secrets.token_bytes) -> Envelope:
        """A signed statement about consent (section 20). Draws as `write`."""
        return self._compose("consent", raw, now=now, random=random)

    def tell_seen(self, *, now: int, random: Random = secrets.token_bytes) -> Envelope:
        """Only moves *seen*. Draws as `write`."""
        return self._compose("seen", b"", now=now, random=random)

    def unsend(self, counter: int, *, now: int, random: Random = secrets.token_bytes) -> Envelope:
        """Take an own message back; Refused once the peer has seen it. Draws as `write`."""
        if not self.peer_saw < counter <= self._tip.counter:
            raise Refused("This message was already seen, or was never sent.")
        return self._compose("unsend", crypto.u64(counter), now=now, random=random)

    def show(self, counter: int) -> None:
        """The peer's messages up to this counter are on the screen; Refused if not opened."""
        if counter > self._tracks[self.me.other].sure:
            raise Refused("This message has not been opened.")
        self.shown = max(self.shown, counter)

    def acknowledged(self, envelope: Envelope) -> Sequence[Event]:
        """The server has it durably: the chain goes on from it."""
        if not self._pending or self._pending[0][0] != envelope:
            raise Refused("Another message was to be acknowledged first.")
        result = self.receive(envelope.message)
        if isinstance(result, Broken):
            raise Refused("The acknowledged message does not continue the chain.")
        return result

    def reseal(self, *, random: Random = secrets.token_bytes) -> Sequence[Envelope]:
        """The pending contents, same ids, at the head as it is now (another device was first).

        Draws 24 bytes of nonce for each.
        """
        waiting, self._pending = self._pending, []
        return [self._seal(content, random=random) for _, content in waiting]

    def carry_on(self, *, random: Random = secrets.token_bytes) -> Sequence[Envelope]:
        """What of one's own the epoch before, read to its end, did not accept, sealed again in
        this one, same ids. Draws 24 bytes of nonce for each."""
        if self.before is None:
            return []
        left, self.before._pending = self.before._pending, []
        stays = self.joined.worker == self.before.joined.worker
        said = [content for _, content in left if goes_on(content, other_stays=stays)]
        return [self._seal(content, random=random) for content in said]

    # Reading

    def receive(self, data: bytes | TakenBack) -> Sequence[Event] | Broken:
        """Judge the next message of either direction, and take it in if it fits.

        The same message again gives no events. A new device reads both directions with
        `receive_all`, because each message's *seen* rests on the other direction.
        """
        try:
            header, message = _read(data)
        except CryptoError:
            return Broken(what="malformed", direction=self.me.other, counter=0)
        ad = header.ad
        direction = Direction(ad.direction)
        track = self._tracks[direction]
        place = self._place(header, track)
        if place is not None:
            return [] if place == "known" else _broken(place, ad)
        if message is None:
            return self._take_unread(header, track)
        try:
            content = self._open(header, message)
        except MalformedStructure:
            return _broken("malformed", ad)
        except CryptoError:
            return _broken("unreadable", ad)
        return self._take(header, content, track)

    def receive_all(
        self, messages: Sequence[bytes | TakenBack]
    ) -> tuple[Sequence[Event], Sequence[Broken]]:
        """Judge many, whatever the order of the two directions; what fits is taken in."""
        events: list[Event] = []
        waiting = list(messages)
        findings: list[Broken] = []
        moved = True
        while waiting and moved:
            moved, left, findings = False, [], []
            for data in waiting:
                result = self.receive(data)
                if isinstance(result, Broken):
                    left.append(data)
                    findings.append(result)
                else:
                    events.extend(result)
                    moved = True
            waiting = left
        return events, findings

    def compare(self, heads: Mapping[Direction, Head]) -> Sequence[Broken]:
        """Findings about the heads that the server names, after everything was read.

        Below what is known here: a roll-back. Above: a gap. A body that is still missing has
        no `unsend`.
        """
        found = []
        for direction, head in heads.items():
            track = self._tracks[direction]
            if head.counter < track.head.counter:
                found.append(("rollback", direction, head.counter))
            elif head.counter > track.head.counter:
                found.append(("gap", direction, head.counter))
            elif head.hash != track.head.hash:
                found.append(("fork", direction, head.counter))
            found.extend(("missing", direction, counter) for counter in sorted(track.withheld))
        return [Broken(what=what, direction=way, counter=at) for what, way, at in found]

    def holds(self, floor: Collection[tuple[Direction, Head]]) -> bool:
        """Whether what this person had read before (a cache) is on the chains: no roll-back."""
        return all(self._tracks[direction].holds(head) for direction, head in floor)

    # Inside

    @property
    def _tip(self) -> Head:
        """Where the next own message continues."""
        return self._pending[-1][0].head if self._pending else self._tracks[self.me].head

    def _compose(self, kind: str, body: bytes, *, now: int, random: Random) -> Envelope:
        content = Content(kind=kind, id=random(_ID_BYTES), time=now, body=body)
        return self._seal(content, random=random)

    def _seal(self, content: Content, *, random: Random) -> Envelope:
        tip, other = self._tip, self._tracks[self.me.other]
        body = self.joined.epoch.body
        carries = body.number > 1 and tip.counter == 0
        ad = MessageAd(
            suite=SUITE,
            case=body.case,
            epoch=body.number,
            record=self.joined.record,
            direction=self.me,
            counter=tip.counter + 1,
            previous=tip.hash,
            seen_counter=self.shown,
            seen_hash=other.hash_at(self.shown),
            carried=self._carried() if carries else (),
        ).encode()
        sealed = crypto.seal(
            key=self._keys[self.me],
            ad=ad,
            plaintext=crypto.pad(content.encode()),
            random=random,
        )
        head = Head(tip.counter + 1, wire.chain_hash(ad=ad, body=wire.body_hash(sealed)))
        message = Message(ad=ad, sealed=sealed).encode()
        envelope = Envelope(counter=head.counter, id=content.id, message=message, head=head)
        self._pending.append((envelope, content))
        return envelope

    def _carried(self) -> tuple[bytes, bytes]:
        """Both heads of the epoch before, as this device knows them."""
        heads = (UNKNOWN_HEAD, UNKNOWN_HEAD)
        if self.before is not None:
            tracks = self.before._tracks
            heads = (tracks[self.me].head, tracks[self.me.other].sure_head)
        return heads[0].encode(), heads[1].encode()

    def _place(self, header: Header, track: Track) -> str | None:
        """None if the message comes next; `known`, or what is wrong with where it stands."""
        ad, body = header.ad, self.joined.epoch.body
        if (ad.case, ad.epoch, ad.record) != (body.case, body.number, self.joined.record):
            return "elsewhere"
        if ad.counter <= track.head.counter:
            return "known" if track.holds(header.head) else "fork"
        if ad.counter > track.head.counter + 1:
            return "gap"
        return None if ad.previous == track.head.hash else "fork"

    def _open(self, header: Header, message: Message) -> Content:
        key = self._keys[Direction(header.ad.direction)]
        plain = crypto.open_sealed(key=key, ad=header.raw, sealed=message.sealed)
        content = Content.decode(crypto.unpad(plain))
        if content.kind == "unsend":
            target = crypto.read_u64(content.body)
            if not 0 < target < header.ad.counter:
                raise MalformedStructure("An unsend names an earlier message.")
        return content

    def _take_unread(self, header: Header, track: Track) -> Sequence[Event]:
        """A header without its body: nothing in it counts yet."""
        ad = header.ad
        track.append(header, time=0)
        track.unsure.append(header)
        track.withheld.add(ad.counter)
        return [Withheld(direction=Direction(ad.direction), counter=ad.counter)]

    def _take(self, header: Header, content: Content, track: Track) -> Sequence[Event] | Broken:
        """The message opened, so it vouches for every header before it."""
        direction = Direction(header.ad.direction)
        upto = track.seen
        for judged in (*track.unsure, header):
            wrong = self._judge(judged.ad, upto=upto)
            if wrong is not None:
                return _broken(wrong, judged.ad)
            upto = judged.ad.seen_counter
        events: list[Event] = []
        if direction != self.me:
            events.extend(self._confirm(header.ad.seen))
        if upto > track.seen:
            events.append(Seen(direction=direction, upto=upto))
        track.append(header, time=content.time)
        track.sure, track.seen = header.ad.counter, upto
        track.unsure.clear()
        events.extend(_happened(header, content, track))
        if direction == self.me:
            self._own(header, upto=upto)
        return events

    def _own(self, header: Header, *, upto: int) -> None:
        """An own message is durable: on this device, or from another of this person's."""
        self.shown = max(self.shown, upto)
        if self._pending and self._pending[0][0].head == header.head:
            self._pending.pop(0)

    def _judge(self, ad: MessageAd, *, upto: int) -> str | None:
        """What is wrong with *seen* or *carried*, if anything."""
        if ad.seen_counter < upto:
            return "seen"
        other = self._tracks[Direction(ad.direction).other]
        if not other.holds(ad.seen) and ad.seen not in self._unconfirmed(ad):
            return "rollback" if ad.seen_counter > other.head.counter else "fork"
        return self._judge_carried(ad)

    def _unconfirmed(self, ad: MessageAd) -> Sequence[Head]:
        """Own envelopes that the peer may have seen before the server's word came back."""
        return [] if ad.direction == self.me else [item.head for item in self.pending]

    def _confirm(self, seen: Head) -> Sequence[Event]:
        """The peer has seen a pending envelope, so it and those before it are durable."""
        events: list[Event] = []
        while self._pending and seen.counter > self._tracks[self.me].head.counter:
            events.extend(self.acknowledged(self._pending[0][0]))
        return events

    def _judge_carried(self, ad: MessageAd) -> str | None:
        """What the writer says of the epoch before must be what was read there."""
        carried = ad.carried_heads
        if carried is None or self.before is None:
            return None
        direction = Direction(ad.direction)
        if not self._was_in_before(direction):
            return None if carried == (UNKNOWN_HEAD, UNKNOWN_HEAD) else "carried"
        tracks = self.before._tracks
        fits = carried[0] == tracks[direction].head and tracks[direction.other].holds(carried[1])
        return None if fits else "carried"

    def _was_in_before(self, direction: Direction) -> bool:
        """Whether this direction's writer was a member of the epoch before."""
        if direction == Direction.FROM_STUDENT or self.before is None:
            return True
        last = self.before.joined.epoch.body.worker
        return last.sign_key == self.joined.epoch.body.worker.sign_key


def _read(data: bytes | TakenBack) -> tuple[Header, Message | None]:
    if isinstance(data, TakenBack):
        return wire.read_header(data.ad, body=data.body), None
    return wire.read_message(data)


def _broken(what: str, ad: MessageAd) -> Broken:
    return Broken(what=what, direction=Direction(ad.direction), counter=ad.counter)


def _happened(header: Header, content: Content, track: Track) -> Sequence[Event]:
    """What a content means to a reader; a content id counts once."""
    direction, counter = Direction(header.ad.direction), header.ad.counter
    if content.id in track.ids:
        return []
    track.ids.add(content.id)
    if content.kind == "text":
        return [
            Text(
                direction=direction,
                counter=counter,
                id=content.id,
                time=content.time,
                text=content.text,
            )
        ]
    if content.kind == "paper":
        return [Paper(direction=direction, counter=counter, paper=content.body)]
    if content.kind == "consent":
        return [Stated(direction=direction, counter=counter, raw=content.body)]
    if content.kind == "unsend":
        target = crypto.read_u64(content.body)
        track.withheld.discard(target)
        return [Unsent(direction=direction, counter=target)]
    return []
