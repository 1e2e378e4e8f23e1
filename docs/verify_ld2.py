#!/usr/bin/env python3
"""Checks that a draw was fair, from its proof alone.

    python3 verify_ld2.py proof.json [--announcement saved.json] [--close saved.json] [--trace]

Written from docs/fairness.md and nothing else, with the standard library only, so that nobody has to trust the
program that drew. Ends with 0 (fair), 1 (a check failed, and its name is printed) or 2 (the file cannot be read).
--trace prints the values in between as well.
"""

import argparse
import hashlib
import hmac
import json
import re
import sys
from datetime import datetime, timedelta

MOST = 2**53 - 1
MOST_CHARACTERS = 64 * 1024 * 1024
CHECKS = ["version", "seal", "entries", "room", "entropy", "delay", "winners", "reserves"]


class Unreadable(Exception):
    """The file is no proof that could be checked."""


class Failed(Exception):
    """A check does not hold; says why."""


def require(holds, why):
    if not holds:
        raise Failed(why)


# Section 1: notation


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def mac(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def is_hex(value, length=32):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{%d}" % (2 * length), value) is not None


def is_integer(value, least, most=MOST):
    return type(value) is int and least <= value <= most


def is_text(value):
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def has_exactly(value, *keys):
    return isinstance(value, dict) and set(value) == set(keys)


class OtherNumber:
    """A number with a sign, a fraction or an exponent: the protocol writes none, and JSON readers differ over them."""


def read_number(token):
    return OtherNumber() if re.search("[-.eE]", token) else int(token)


def has_other_numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    return isinstance(value, OtherNumber) or (isinstance(value, list) and any(map(has_other_numbers, value)))


def refuse_constant(token):
    raise ValueError(token + " is no JSON")


def parse(text):
    """The document, or what the host's answer wraps. Raises Unreadable for what is no proof that could be checked."""
    try:
        value = json.loads(text, parse_int=read_number, parse_float=read_number, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        raise Unreadable("it is not JSON") from None
    wrapped = isinstance(value, dict) and value.get("success") is True and "data" in value
    value = value["data"] if wrapped else value
    if not isinstance(value, dict):
        raise Unreadable("it is not a JSON object")
    if value.get("v") == "ld2" and has_other_numbers(value):
        raise Unreadable("it has a number with a sign, a fraction or an exponent")
    return value


def read_json(path):
    try:
        with open(path, "rb") as file:
            text = file.read(4 * MOST_CHARACTERS).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read: {error}") from None
    units = len(text) + sum(1 for character in text if character > "\uffff")
    if units > MOST_CHARACTERS:
        raise Unreadable(f"{path} is longer than {MOST_CHARACTERS} characters")
    try:
        return parse(text)
    except Unreadable as why:
        raise Unreadable(f"{path}: {why}") from None


# Section 2: canonical JSON

ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def canonical_string(text):
    return '"' + "".join(ESCAPES.get(c, f"\\u{ord(c):04x}" if c < " " else c) for c in text) + '"'


def canonical(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return canonical_string(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return "{" + ",".join(canonical_string(key) + ":" + canonical(value[key]) for key in keys) + "}"


def jcs(value):
    return canonical(value).encode("utf-8")


# Sections 3 and 4: chains


def hash_along(tag, link, steps):
    value = bytes.fromhex(link)
    for _ in range(steps):
        value = sha256(tag, value)
    return value.hex()


# Sections 5 and 6: entries


def is_entry(value):
    return (
        isinstance(value, list)
        and len(value) == 4
        and is_integer(value[0], 1)
        and is_integer(value[1], 1, 1_000_000)
        and is_hex(value[2])
        and (value[3] is None or is_hex(value[3]))
    )


def leaf_hash(entry):
    return sha256(b"\x00", jcs(entry))


def root_of(entries):
    level = [leaf_hash(entry) for entry in entries]
    if not level:
        return sha256(b"").hex()
    while len(level) > 1:
        parents = [sha256(b"\x01", level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = parents + level[2 * len(parents) :]
    return level[0].hex()


def receipt_holds(entry, index, path, count, root):
    if index >= count:
        return False
    fn, sn, r = index, count - 1, leaf_hash(entry)
    for sibling in path:
        p = bytes.fromhex(sibling)
        if sn == 0:
            return False
        if fn % 2 == 1 or fn == sn:
            r = sha256(b"\x01", p, r)
            while fn % 2 == 0 and fn > 0:
                fn, sn = fn // 2, sn // 2
        else:
            r = sha256(b"\x01", r, p)
        fn, sn = fn // 2, sn // 2
    return sn == 0 and r.hex() == root


# Section 7: the announcement


def round_of(planned):
    """The round of a planned beacon; None where it is no beacon."""
    match = re.fullmatch("beacon:([1-9][0-9]{0,15})", planned) if isinstance(planned, str) else None
    return int(match[1]) if match is not None and int(match[1]) <= MOST else None


def are_planned(value):
    if not isinstance(value, list):
        return False
    kinds = ["beacon" if round_of(item) is not None else item for item in value]
    return all(kind in ("room", "spoken", "beacon") for kind in kinds) and len(set(kinds)) == len(kinds)


def moment(value):
    """The ms since 1970 of "2026-11-20T12:00:00.000Z" and no other form; None where it is none."""
    form = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
    if not isinstance(value, str) or not re.fullmatch(form, value):
        return None
    numbers = [int(digits) for digits in re.findall("[0-9]+", value)]
    # The calendar repeats itself every 400 years, and Python knows no year 0.
    repeats = 400 if numbers[0] < 400 else 0
    try:
        then = datetime(numbers[0] + repeats, *numbers[1:6])
    except ValueError:
        return None
    return (then - datetime(1970 + repeats, 1, 1)) // timedelta(milliseconds=1) + numbers[6]


def is_prize(value):
    return (
        has_exactly(value, "id", "name", "rank")
        and (value["id"] is None or is_text(value["id"]))
        and is_text(value["name"])
        and is_integer(value["rank"], 0)
    )


def is_announced_entries(value):
    return has_exactly(value, "count", "root") and is_integer(value["count"], 0) and is_hex(value["root"])


ANNOUNCEMENT = {
    "v": lambda value: value == "ld2",
    "event": is_text,
    "epoch": lambda value: is_integer(value, 1),
    "draw": lambda value: is_integer(value, 1, 1024),
    "prize": is_prize,
    "winners": lambda value: is_integer(value, 0),
    "reserves": lambda value: is_integer(value, 0),
    "entries": is_announced_entries,
    "entropy": are_planned,
    "delay": lambda value: is_integer(value, 0, 1_000_000),
    "rule": is_text,
    "announced_at": lambda value: moment(value) is not None,
}


def is_announcement(value):
    return (
        has_exactly(value, *ANNOUNCEMENT)
        and all(holds(value[field]) for field, holds in ANNOUNCEMENT.items())
        and value["winners"] + value["reserves"] <= value["entries"]["count"]
    )


def announcement_hash(announcement):
    return sha256(b"ld2:announce:", jcs(announcement))


def fingerprint(digest):
    bits = int.from_bytes(digest[:5], "big")
    symbols = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> shift & 31] for shift in range(35, -1, -5))
    return symbols[:4] + "-" + symbols[4:]


# Section 8: entropy


def is_contribution(value):
    return (
        isinstance(value, list)
        and len(value) == 3
        and is_integer(value[0], 1)
        and is_integer(value[1], 1, 64)
        and is_hex(value[2])
    )


def plan_of(item):
    """The name under which a source was planned; None where it is not well formed."""
    source = item.get("source") if isinstance(item, dict) else None
    if source == "room" and has_exactly(item, "source", "count", "root"):
        return "room" if is_integer(item["count"], 0) and is_hex(item["root"]) else None
    if source == "spoken" and has_exactly(item, "source", "value"):
        return "spoken" if is_text(item["value"]) and 1 <= len(item["value"]) <= 64 else None
    if source == "beacon" and has_exactly(item, "source", "round", "signature", "value"):
        formed = is_integer(item["round"], 1) and is_hex(item["signature"], 48) and is_hex(item["value"])
        return f"beacon:{item['round']}" if formed else None
    return None


def due(planned_round):
    """When a round of the beacon is due, in ms since 1970."""
    return 1000 * (1692803367 + 3 * (planned_round - 1))


def entropy_hash(entropy):
    return sha256(b"ld2:entropy:", jcs(entropy))


def close_of(entropy):
    """What is shown when nothing can be added any more."""
    counts = [item["count"] for item in entropy if item["source"] == "room"]
    return {"entropy_hash": entropy_hash(entropy).hex(), "count": sum(counts)}


# Section 9: the delay

# RFC 2409 section 6.2, the second Oakley group.
P = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
    "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
    "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
    16,
)


def swap(x):
    return x + 1 if x % 2 == 1 else x - 1


def delay_input(reveal, announcement, entropy):
    k = mac(bytes.fromhex(reveal), b"ld2:delay:", announcement_hash(announcement), entropy_hash(entropy))
    wide = b"".join(mac(k, b"ld2:field:", j.to_bytes(8, "big")) for j in range(5))
    return int.from_bytes(wide, "big") % P or 1


def back(x):
    v = x * x % P
    return swap(P - v if x % 2 == 1 else v)


# Section 10: the draw


def draw_key(reveal, announcement, entropy, y):
    hashes = announcement_hash(announcement) + entropy_hash(entropy)
    return mac(bytes.fromhex(reveal), b"ld2:draw:", hashes, bytes.fromhex(y))


def stream_of(r):
    j = 0
    while True:
        block = mac(r, b"ld2:block:", j.to_bytes(8, "big"))
        for at in range(0, 32, 8):
            yield int.from_bytes(block[at : at + 8], "big")
        j += 1


def uniform(stream, m):
    x = next(stream)
    while x >= 2**64 // m * m:
        x = next(stream)
    return x % m


class Weights:
    """Running sums that can be searched and lessened in O(log n) (a Fenwick tree)."""

    def __init__(self, weights):
        self.sums = [0] + list(weights)
        self.total = sum(weights)
        for node in range(1, len(self.sums)):
            parent = node + (node & -node)
            if parent < len(self.sums):
                self.sums[parent] += self.sums[node]

    def place(self, t):
        """The first place whose running sum exceeds t."""
        place, step = 0, 1 << len(self.sums).bit_length()
        while step:
            if place + step < len(self.sums) and self.sums[place + step] <= t:
                place += step
                t -= self.sums[place]
            step >>= 1
        return place

    def remove(self, place, weight):
        self.total -= weight
        node = place + 1
        while node < len(self.sums):
            self.sums[node] -= weight
            node += node & -node


def pick(entries, count, stream):
    weights = Weights([entry[1] for entry in entries])
    picked = []
    for _ in range(count):
        place = weights.place(uniform(stream, weights.total))
        weights.remove(place, entries[place][1])
        picked.append(entries[place][0])
    return picked


# Section 12: the checks

PROOF = ["v", "seal", "reveal", "announcement", "entries", "room", "entropy", "delay", "winners", "reserves"]


def check_version(proof, _):
    require(proof.get("v") == "ld2", "this is no proof of version ld2")
    require(has_exactly(proof, *PROOF), "the proof has not exactly the keys that ld2 knows")
    announcement = proof["announcement"]
    require(isinstance(announcement, dict), "the announcement is not an object")
    for field, holds in ANNOUNCEMENT.items():
        require(field in announcement and holds(announcement[field]), f"announcement.{field} is missing or malformed")
    require(has_exactly(announcement, *ANNOUNCEMENT), "the announcement has a key that ld2 does not know")
    require(is_announcement(announcement), "more are to be picked than there are entries")


def check_seal(proof, _):
    require(is_hex(proof["seal"]) and is_hex(proof["reveal"]), "the seal or the reveal is not hex")
    opened = hash_along(b"ld2:chain:", proof["reveal"], proof["announcement"]["draw"])
    require(opened == proof["seal"], "the reveal does not lead to the seal")


def check_entries(proof, _):
    announced, entries = proof["announcement"]["entries"], proof["entries"]
    require(isinstance(entries, list) and all(map(is_entry, entries)), "the entries are malformed")
    require(all(a[0] < b[0] for a, b in zip(entries, entries[1:])), "the numbers of the entries do not rise")
    require(len(entries) == announced["count"], "there are more or fewer entries than announced")
    require(root_of(entries) == announced["root"], "the entries are not the announced ones")


def check_room(proof, _):
    room, entropy = proof["room"], proof["entropy"]
    require(isinstance(room, list) and all(map(is_contribution, room)), "the contributions are malformed")
    require(all(a[0] < b[0] for a, b in zip(room, room[1:])), "the numbers of the contributions do not rise")
    commitments = {entry[0]: entry[3] for entry in proof["entries"]}
    for number, step, value in room:
        promised = commitments.get(number)
        require(promised is not None, f"number {number} contributed without having promised anything")
        require(hash_along(b"ld2:phone:", value, step) == promised, f"number {number} promised something else")
    items = entropy if isinstance(entropy, list) else []
    said = [item for item in items if isinstance(item, dict) and item.get("source") == "room"]
    require(said or not room, "there are contributions, but no room entropy")
    for item in said:
        require(type(item.get("count")) is int and item["count"] == len(room), "the room's count is wrong")
        require(item.get("root") == root_of(room), "the room's root is wrong")


def check_entropy(proof, _):
    announcement, entropy = proof["announcement"], proof["entropy"]
    require(isinstance(entropy, list), "the entropy is not a list")
    require([plan_of(item) for item in entropy] == announcement["entropy"], "the entropy is not the announced one")
    for item in entropy:
        if item["source"] == "beacon":
            require(due(item["round"]) > moment(announcement["announced_at"]), "the beacon's round was known already")
            signed = sha256(bytes.fromhex(item["signature"])).hex()
            require(item["value"] == signed, "the beacon's value is not the hash of its signature")


def check_delay(proof, _):
    require(is_hex(proof["delay"], 128), "the delay is not 256 hexadecimal digits")
    x = int(proof["delay"], 16)
    require(1 <= x < P, "the delay's number is out of range")
    for _ in range(proof["announcement"]["delay"]):
        x = back(x)
    expected = delay_input(proof["reveal"], proof["announcement"], proof["entropy"])
    require(x == expected, "going back from the delay's number leads elsewhere")


def check_winners(proof, found):
    announcement = proof["announcement"]
    winners, reserves = announcement["winners"], announcement["reserves"]
    stream = stream_of(draw_key(proof["reveal"], announcement, proof["entropy"], proof["delay"]))
    picked = pick(proof["entries"], winners + reserves, stream)
    found["winners"], found["reserves"] = picked[:winners], picked[winners:]
    require(same_numbers(proof["winners"], found["winners"]), f"the winners should be {found['winners']}")


def check_reserves(proof, found):
    require(same_numbers(proof["reserves"], found["reserves"]), f"the reserves should be {found['reserves']}")


def same_numbers(given, expected):
    return isinstance(given, list) and given == expected and all(type(number) is int for number in given)


def verify(proof, saved=(), closes=()):
    """The checks as pairs of a name and None where it holds, else a reason.
    `saved`, `closes`: the announcement and the close as the verifier saved them, each in a list of at most one."""
    results, found, failed = [], {}, None
    for name in CHECKS:
        if failed is not None:
            results.append((name, f'not checked, because "{failed}" failed'))
            continue
        try:
            globals()["check_" + name](proof, found)
            results.append((name, None))
        except Failed as why:
            failed = name
            results.append((name, str(why)))
    for announcement in saved:
        given = proof.get("announcement")
        same = is_announcement(announcement) and is_announcement(given) and jcs(announcement) == jcs(given)
        results.append(("announcement", None if same else "it is not the announcement that was saved"))
    for close in closes:
        entropy = proof.get("entropy")
        same = isinstance(entropy, list) and None not in map(plan_of, entropy) and close_of(entropy) == close
        results.append(("close", None if same else "the entropy is not what it was when it was closed"))
    return results


def first_failed(results):
    return next((name for name, why in results if why is not None), None)


def printable(text):
    return "".join(character if character.isprintable() else "\ufffd" for character in str(text))


def trace(proof):
    announcement, entropy = proof["announcement"], proof["entropy"]
    r = draw_key(proof["reveal"], announcement, entropy, proof["delay"])
    stream = stream_of(r)
    for name, digest in ("announcement_hash", announcement_hash(announcement)), ("entropy_hash", entropy_hash(entropy)):
        print(f"{name:<18}", digest.hex(), fingerprint(digest))
    print("delay_input       ", f"{delay_input(proof['reveal'], announcement, entropy):0256x}")
    print("delay_output      ", proof["delay"])
    print("r                 ", r.hex())
    print("stream            ", ", ".join(str(next(stream)) for _ in range(8)), "…")


def judge_lines(lines):
    """For tests over many proofs: each line is one, and is answered with the check that fails, or "fair"."""
    for line in lines:
        try:
            print(first_failed(verify(parse(line))) or "fair")
        except Unreadable:
            print("unreadable")


def main():
    parser = argparse.ArgumentParser(description="Checks that a draw was fair, from its proof alone.")
    parser.add_argument("proof", help="the proof, a JSON file; with --lines a file with one on each line")
    parser.add_argument("--announcement", help="the announcement as it was saved before the draw, a JSON file")
    parser.add_argument("--close", help="the close as it was saved before the result, a JSON file")
    parser.add_argument("--trace", action="store_true", help="print the values in between as well")
    parser.add_argument("--lines", action="store_true", help="answer each line with the failed check, or fair")
    arguments = parser.parse_args()
    try:
        if arguments.lines:
            with open(arguments.proof, encoding="utf-8") as lines:
                judge_lines(lines)
            return 0
        proof = read_json(arguments.proof)
        saved = [] if arguments.announcement is None else [read_json(arguments.announcement)]
        closes = [] if arguments.close is None else [read_json(arguments.close)]
    except Unreadable as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    results = verify(proof, saved, closes)
    failed = first_failed(results)
    for name, why in results:
        mark = "ok" if why is None else "FAILED" if name in (failed, "announcement", "close") else "-"
        print(f"{mark:<8}{name}" + ("" if why is None else printable(f": {why}")))
    print()
    if failed is not None:
        print(f'NOT FAIR: the check "{failed}" failed.')
        return 1
    if arguments.trace:
        trace(proof)
    announcement = proof["announcement"]
    print(f"Prize: {printable(announcement['prize']['name'])}")
    print(f"Entries: {len(proof['entries'])}")
    print(f"Winners: {', '.join(map(str, proof['winners']))}")
    print(f"Reserves: {', '.join(map(str, proof['reserves']))}")
    print(f"Delay: {announcement['delay']} steps")
    if any(item["source"] == "beacon" for item in proof["entropy"]):
        print("Not checked here: the signature of the beacon's round (it takes BLS12-381).")
    if announcement["delay"] == 0 or not announcement["entropy"]:
        print("CORRECT, BUT DECIDED AT ONCE: every check holds; that nobody knew the winners before, no proof can show.")
    else:
        print("FAIR: every check holds.")
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
