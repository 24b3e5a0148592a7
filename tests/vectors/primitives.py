"""Vectors of what stands alone: padding, words, keys from secrets, digests at rest."""

from dataclasses import fields

import crypto
from crypto import wire
from crypto.padding import padded_size
from crypto.wire import destroying
from crypto.wire.room_lock import RoomKept, RoomLock, lock_wrap_key
from tests.vectors.book import Book, draw, replay
from tests.vectors.upward import bad_fields
from tests.vectors.world import CASE, HOLDERS, NOW, ROOT, STUDENT, World


def write(book: Book) -> None:
    """Everything that needs no team."""
    _padding(book)
    _words(book)
    _argon(book)
    _room_lock(book)
    _bundle(book)
    _at_rest(book)
    _access(book)
    first, second = crypto.split(draw("a secret"), replay(draw("a half")))
    book.add("halves", name="split", secret=draw("a secret"), first=first, second=second)
    book.add("keys", name="signing", seed=STUDENT.sign.seed, public=STUDENT.sign.public)
    book.add("keys", name="box", secret=STUDENT.box.secret, public=STUDENT.box.public)


def _padding(book: Book) -> None:
    sizes = [0, 1, 254, 255, 256, 257, 270, 271, 272, 511, 512, 1000, 8000, 31_999, 65_535]
    for size in sizes:
        book.add("padding", size=size, padded=padded_size(size))
    for text in (b"", b"\x80", b"\x80\0\0", "Zoë".encode()):
        book.add("padding", data=text, result=crypto.pad(text))


def _words(book: Book) -> None:
    for secret in (bytes(16), b"\xff" * 16, draw("secret", 16)):
        words = " ".join(crypto.words_of_secret(secret))
        book.add("words", name="secret", secret=secret, words=words)
    for name, someone in (("student", STUDENT), ("coordinator", HOLDERS["coordinator"])):
        keys = (
            someone.sign.public,
            someone.box.public,
            someone.role.public if someone.role else b"",
        )
        compared = crypto.comparison_words(sign_key=keys[0], box_key=keys[1], role_key=keys[2])
        book.add("words", name=f"compare {name}", keys=keys, words=" ".join(compared))
    book.add(
        "words",
        name="root",
        root=ROOT.public,
        fingerprint=crypto.fingerprint(ROOT.public),
        words=" ".join(crypto.fingerprint_words(ROOT.public)),
    )
    book.add("words", name="request", case=CASE, words=" ".join(crypto.request_name(CASE)))


def _argon(book: Book) -> None:
    wrapping = crypto.Wrapping()
    salt = draw("salt", 16)
    secrets = {
        "words": draw("secret", 16),
        "cloud": draw("cloud secret", 16),
        "kit": draw("kit secret", 16),
        "passphrase": crypto.passphrase_bytes("ﬁve Ångström ｗｏｒｄｓ"),  # noqa: RUF001 - NFKC changes it
    }
    for kind, secret in secrets.items():
        master = crypto.argon2id(secret=secret, salt=salt, wrapping=wrapping)
        wrap_key = crypto.derive("pl.wrap", key=master, data=kind.encode())
        fetch_key = crypto.derive("pl.fetch", key=master, data=kind.encode())
        ad = wire.Wrapped(
            side="student",
            kind=kind,
            salt=salt,
            memory=wrapping.memory,
            passes=wrapping.passes,
            lanes=wrapping.lanes,
        )
        bundle_key = draw("bundle key")
        wrapped = book.sealed(
            f"bundle key by {kind}", bundle_key, key=wrap_key, ad=ad, padded=False
        )
        book.add(
            "wrapping",
            kind=kind,
            side="student",
            passphrase="ﬁve Ångström ｗｏｒｄｓ" if kind == "passphrase" else None,  # noqa: RUF001 - see above
            secret=secret,
            salt=salt,
            memory=wrapping.memory,
            passes=wrapping.passes,
            lanes=wrapping.lanes,
            master=master,
            wrap_key=wrap_key,
            fetch_key=fetch_key,
            verifier=wire.verifier(fetch_key),
            nonce=draw(f"nonce of bundle key by {kind}", 24),
            bundle_key=bundle_key,
            wrapped=wrapped,
        )


def _room_lock(book: Book) -> None:
    wrapping = crypto.Wrapping()
    salt, lock_key = draw("lock salt", 16), draw("lock key")
    secret = crypto.passphrase_bytes("２４６８１０ ﬁg")  # noqa: RUF001 - NFKC changes it
    master = crypto.argon2id(secret=secret, salt=salt, wrapping=wrapping)
    wrap_key = lock_wrap_key(master)
    ad = RoomLock(salt=salt, memory=wrapping.memory, passes=wrapping.passes, lanes=wrapping.lanes)
    sealed = book.sealed("room lock", lock_key, key=wrap_key, ad=ad, padded=False)
    kept = "Ça va mal.".encode()
    under = book.sealed("kept text", kept, key=lock_key, ad=RoomKept(name="draft"))
    book.derived("room lock", "pl.lock", key=master, data=b"", value=wrap_key)
    book.add(
        "locks",
        typed="２４６８１０ ﬁg",  # noqa: RUF001 - NFKC changes it
        secret=secret,
        salt=salt,
        memory=wrapping.memory,
        passes=wrapping.passes,
        lanes=wrapping.lanes,
        master=master,
        wrap_key=wrap_key,
        lock_nonce=draw("nonce of room lock", 24),
        lock_key=lock_key,
        lock=sealed,
        name="draft",
        text=kept.decode(),
        nonce=draw("nonce of kept text", 24),
        kept=under,
    )


def _bundle(book: Book) -> None:
    entries = {
        "sign": STUDENT.sign.seed,
        "box": STUDENT.box.secret,
        "root": ROOT.public,
        "root-checked": b"\x01",
        "roster": crypto.u64(1) + draw("some roster"),
        f"supervision/{CASE.hex()}": draw("supervision"),
        "draft": "Ça va mal.".encode(),
    }
    made = tuple(wire.Entry(name=name, value=entries[name]) for name in sorted(entries))
    for entry in made:
        book.structure(f"entry {entry.name.split('/')[0]}", entry)
    bundle = wire.Bundle(side="student", entries=made)
    book.sealed(
        "bundle",
        book.structure("bundle", bundle),
        key=draw("bundle key"),
        ad=wire.BundleAd(side="student", revision=3),
    )


def _at_rest(book: Book) -> None:
    key = draw("service key")
    side, telegram, column = "student", 7_000_000_001, "accounts.name"
    book.derived(
        "look-up",
        "pl.lookup",
        key=key,
        data=b"student\x007000000001",
        value=wire.lookup_digest(key=key, side=side, telegram_id=telegram),
    )
    book.derived(
        "decoy",
        "pl.decoy",
        key=key,
        data=b"student\x007000000001\0words",
        value=wire.decoy_salt(key=key, side=side, telegram_id=telegram, kind="words"),
    )
    field_key = wire.field_key(key=key, column=column)
    book.derived("field key", "pl.field", key=key, data=column.encode(), value=field_key)
    ad = wire.FieldAd(column=column, row=draw("row", 16))
    book.sealed("field", b"Worker 1", key=field_key, ad=ad, padded=False)
    destroyed = destroying.Destruction(
        profile="ucl", days=180, until=NOW, conversations=3, contacts=1, made=NOW + 60
    )
    book.structure("destruction", destroyed)
    month = destroying.Destroyed(
        profile="portsmouth",
        month="2027-01",
        reader="coordinator",
        days=365,
        records_days=730,
        conversations=3,
        contacts=1,
        concerns=2,
        notes=4,
        disclosures=0,
        made=NOW + 60,
    )
    book.structure("destroyed", month)
    said = {each.name: getattr(month, each.name) for each in fields(month)}
    said |= {"reports": 5, "enquiries": 6}
    book.structure("purged", destroying.Purged(**said))
    book.structure("disposed", destroying.Disposed(**said, audits=7))
    own = destroying.destruction_key(key)
    seed = crypto.derive("pl.destroyed", key=key, data=b"")
    book.derived("destruction key", "pl.destroyed", key=key, data=b"", value=seed)
    assert own.public == crypto.SigningKey(seed).public
    row = wire.AuditRow(number=1, hour=NOW // 3600, event="claimed", role="worker", case=b"\x05")
    encoded = book.structure("audit-row", row)
    value = wire.audit_hash(key=key, previous=bytes(32), row=row)
    book.derived("audit", "pl.audit", key=key, data=bytes(32) + encoded, value=value)


def _access(book: Book) -> None:
    device = crypto.SigningKey(draw("device"))
    init = "auth_date=1800000000&user=%7B%22id%22%3A7000000001%7D&hash=00"
    book.digest("init", "pl.init", init.encode(), wire.init_hash(init))
    shown = "Only you and they can open what you write."
    book.digest("wording", "pl.wording", shown.encode(), wire.wording_digest(shown))
    device_key, sign_key = wire.SignPublic(device.public), wire.SignPublic(STUDENT.sign.public)
    launch = wire.Launch(init=wire.init_hash(init), side="student", device_key=device_key)
    book.signed("launch", launch, device)
    sign_in = wire.SignIn(
        challenge=draw("challenge"), side="student", sign_key=sign_key, device_key=device_key
    )
    book.signed("sign-in", sign_in, STUDENT.sign)
    for name, someone in (("student", STUDENT), ("coordinator", HOLDERS["coordinator"])):
        enrol = wire.Enrol(
            challenge=draw("challenge"),
            side="staff" if someone.role else "student",
            sign_key=wire.SignPublic(someone.sign.public),
            box_key=wire.BoxPublic(someone.box.public),
            role_key=someone.role.public if someone.role else b"",
        )
        book.signed(f"enrol {name}", enrol, someone.sign)
    consent = wire.Consent(
        action="agree",
        scope="conversation",
        recipient="team",
        wording=wire.wording_digest(shown),
        language="en",
        given=NOW,
        sign_key=sign_key,
    )
    book.signed("consent", consent, STUDENT.sign)


def write_team(world: World) -> None:
    """Root changes and backups."""
    book = world.book
    new_root = crypto.SigningKey(draw("new root"))
    change = wire.RootChange(
        number=1, root=wire.SignPublic(new_root.public), previous=wire.SignPublic(ROOT.public)
    )
    book.signed("root-change", change, ROOT)
    for role in (*wire.HOLDERS, "root"):
        owner = HOLDERS["coordinator" if role == "root" else role]
        assert owner.role is not None
        secret = ROOT.seed if role == "root" else owner.role.secret
        others = [name for name in wire.HOLDERS if HOLDERS[name] is not owner]
        parts = crypto.split(secret, replay(draw(f"half of {role}")))
        boxes = []
        for to, part in zip(others, parts, strict=True):
            half = wire.BackupHalf(role=role, version=1, to=to, half=part)
            key = HOLDERS[to].role
            assert key is not None
            boxes.append(book.boxed(f"backup-half of {role} for {to}", half, key))
        record = wire.Backup(
            role=role, version=1, halves=tuple(wire.blob_hash(box) for box in boxes)
        )
        book.signed(f"backup of {role}", record, owner.sign)
    hashes = record.halves
    wrong: dict[str, dict[int, object]] = {
        "version 0": {1: 0},
        "one half": {2: hashes[:1]},
        "three halves": {2: hashes + hashes[:1]},
    }
    bad_fields(world, "backup", record, wrong)
