#!/usr/bin/env python3
"""Checks that a draw was fair, from its proof alone.

    python3 verify_ld1.py proof.json [--announcement saved.json] [--trace]

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

MOST = 2**53 - 1
MOST_CHARACTERS = 64 * 1024 * 1024
CHECKS = ["version", "seal", "entries", "room", "entropy", "winners", "reserves"]


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


def is_hex(value):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def is_integer(value, least, most=MOST):
    return type(value) is int and least <= value <= most


def is_text(value):
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def has_exactly(value, *keys):
    return isinstance(value, dict) and set(value) == set(keys)


def read_number(token):
    """A JSON number as the protocol reads it: an int where the double is a safe integer, else a float."""
    number = float(token)
    return int(number) if number.is_integer() and abs(number) <= MOST else number


def refuse_constant(token):
    raise ValueError(token + " is no JSON")


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
        value = json.loads(text, parse_int=read_number, parse_float=read_number, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        raise Unreadable(f"{path} is not JSON") from None
    wrapped = isinstance(value, dict) and value.get("success") is True and "data" in value
    return value["data"] if wrapped else value


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


def is_planned(value):
    if value in ("room", "spoken"):
        return True
    match = re.fullmatch("beacon:(0|[1-9][0-9]{0,15})", value) if isinstance(value, str) else None
    return match is not None and int(match[1]) <= MOST


def is_prize(value):
    return (
        has_exactly(value, "id", "name", "rank")
        and is_text(value["id"])
        and is_text(value["name"])
        and is_integer(value["rank"], 0)
    )


def is_announced_entries(value):
    return has_exactly(value, "count", "root") and is_integer(value["count"], 0) and is_hex(value["root"])


ANNOUNCEMENT = {
    "v": lambda value: value == "ld1",
    "event": is_text,
    "epoch": lambda value: is_integer(value, 1),
    "draw": lambda value: is_integer(value, 1, 1024),
    "prize": is_prize,
    "winners": lambda value: is_integer(value, 0),
    "reserves": lambda value: is_integer(value, 0),
    "entries": is_announced_entries,
    "entropy": lambda value: isinstance(value, list) and all(map(is_planned, value)),
    "rule": is_text,
    "announced_at": is_text,
}


def well_formed(announcement, *fields):
    return all(field in announcement and ANNOUNCEMENT[field](announcement[field]) for field in fields)


def is_announcement(value):
    return (
        has_exactly(value, *ANNOUNCEMENT)
        and well_formed(value, *ANNOUNCEMENT)
        and value["winners"] + value["reserves"] <= value["entries"]["count"]
    )


def announcement_hash(announcement):
    return sha256(b"ld1:announce:", jcs(announcement))


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


def room_value(room):
    return sha256(b"ld1:room:", jcs(room)).hex()


def plan_of(item):
    """The name under which a source was planned; None where it is not well formed."""
    source = item.get("source") if isinstance(item, dict) else None
    if source == "room" and has_exactly(item, "source", "count", "value"):
        return "room" if is_integer(item["count"], 0) and is_hex(item["value"]) else None
    if source == "spoken" and has_exactly(item, "source", "value"):
        return "spoken" if is_text(item["value"]) and 1 <= len(item["value"]) <= 64 else None
    if source == "beacon" and has_exactly(item, "source", "round", "value"):
        return f"beacon:{item['round']}" if is_integer(item["round"], 0) and is_hex(item["value"]) else None
    return None


def entropy_hash(entropy):
    return sha256(b"ld1:entropy:", jcs(entropy))


# Section 9: the draw


def draw_key(reveal, announcement, entropy):
    return mac(bytes.fromhex(reveal), b"ld1:draw:", announcement_hash(announcement), entropy_hash(entropy))


def stream_of(r):
    j = 0
    while True:
        block = mac(r, b"ld1:block:", j.to_bytes(8, "big"))
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


# Section 11: the checks


def check_version(proof, _):
    require(proof.get("v") == "ld1", "this is no proof of version ld1")
    announcement = proof.get("announcement")
    require(isinstance(announcement, dict), "the announcement is not an object")
    for field in ("v", "event", "epoch", "prize", "rule", "announced_at"):
        require(well_formed(announcement, field), f"announcement.{field} is missing or malformed")
    if well_formed(announcement, *ANNOUNCEMENT):
        require(has_exactly(announcement, *ANNOUNCEMENT), "the announcement has a key that ld1 does not know")


def check_seal(proof, _):
    announcement = proof["announcement"]
    require(well_formed(announcement, "draw"), "announcement.draw is missing or malformed")
    require(is_hex(proof.get("seal")) and is_hex(proof.get("reveal")), "the seal or the reveal is not hex")
    opened = hash_along(b"ld1:chain:", proof["reveal"], announcement["draw"])
    require(opened == proof["seal"], "the reveal does not lead to the seal")


def check_entries(proof, _):
    announcement, entries = proof["announcement"], proof.get("entries")
    require(well_formed(announcement, "entries"), "announcement.entries is missing or malformed")
    require(isinstance(entries, list) and all(map(is_entry, entries)), "the entries are malformed")
    require(all(a[0] < b[0] for a, b in zip(entries, entries[1:])), "the numbers of the entries do not rise")
    require(len(entries) == announcement["entries"]["count"], "there are more or fewer entries than announced")
    require(root_of(entries) == announcement["entries"]["root"], "the entries are not the announced ones")


def check_room(proof, _):
    room, entropy = proof.get("room"), proof.get("entropy")
    require(isinstance(room, list) and all(map(is_contribution, room)), "the contributions are malformed")
    require(all(a[0] < b[0] for a, b in zip(room, room[1:])), "the numbers of the contributions do not rise")
    commitments = {entry[0]: entry[3] for entry in proof["entries"]}
    for number, step, value in room:
        promised = commitments.get(number)
        require(promised is not None, f"number {number} contributed without having promised anything")
        require(hash_along(b"ld1:phone:", value, step) == promised, f"number {number} promised something else")
    items = entropy if isinstance(entropy, list) else []
    said = [item for item in items if isinstance(item, dict) and item.get("source") == "room"]
    require(said or not room, "there are contributions, but no room entropy")
    for item in said:
        require(type(item.get("count")) is int and item["count"] == len(room), "the room's count is wrong")
        require(item.get("value") == room_value(room), "the room's value is wrong")


def check_entropy(proof, _):
    announcement, entropy = proof["announcement"], proof.get("entropy")
    require(well_formed(announcement, "entropy"), "announcement.entropy is missing or malformed")
    require(isinstance(entropy, list), "the entropy is not a list")
    require([plan_of(item) for item in entropy] == announcement["entropy"], "the entropy is not the announced one")


def check_winners(proof, found):
    announcement = proof["announcement"]
    for field in ("winners", "reserves"):
        require(well_formed(announcement, field), f"announcement.{field} is missing or malformed")
    winners, reserves = announcement["winners"], announcement["reserves"]
    require(winners + reserves <= announcement["entries"]["count"], "more are to be picked than there are entries")
    stream = stream_of(draw_key(proof["reveal"], announcement, proof["entropy"]))
    picked = pick(proof["entries"], winners + reserves, stream)
    found["winners"], found["reserves"] = picked[:winners], picked[winners:]
    require(same_numbers(proof.get("winners"), found["winners"]), f"the winners should be {found['winners']}")


def check_reserves(proof, found):
    require(same_numbers(proof.get("reserves"), found["reserves"]), f"the reserves should be {found['reserves']}")


def same_numbers(given, expected):
    return isinstance(given, list) and given == expected and all(type(number) is int for number in given)


def verify(proof, *saved):
    """The checks as pairs of a name and None where it holds, else a reason. `saved`: an announcement, at most one."""
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
    return results


def printable(text):
    return "".join(character if character.isprintable() else "\ufffd" for character in str(text))


def trace(proof):
    announcement, entropy = proof["announcement"], proof["entropy"]
    r = draw_key(proof["reveal"], announcement, entropy)
    stream = stream_of(r)
    print("announcement_hash", announcement_hash(announcement).hex(), fingerprint(announcement_hash(announcement)))
    print("entropy_hash     ", entropy_hash(entropy).hex())
    print("r                ", r.hex())
    print("stream           ", ", ".join(str(next(stream)) for _ in range(8)), "…")


def main():
    parser = argparse.ArgumentParser(description="Checks that a draw was fair, from its proof alone.")
    parser.add_argument("proof", help="the proof, a JSON file")
    parser.add_argument("--announcement", help="the announcement as it was saved before the draw, a JSON file")
    parser.add_argument("--trace", action="store_true", help="print the values in between as well")
    arguments = parser.parse_args()
    try:
        proof = read_json(arguments.proof)
        if not isinstance(proof, dict):
            raise Unreadable(f"{arguments.proof}: the proof is not a JSON object")
        saved = [] if arguments.announcement is None else [read_json(arguments.announcement)]
    except Unreadable as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    results = verify(proof, *saved)
    failed = next((name for name, why in results if why is not None), None)
    for name, why in results:
        mark = "ok" if why is None else "FAILED" if name in (failed, "announcement") else "-"
        print(f"{mark:<8}{name}" + ("" if why is None else printable(f": {why}")))
    print()
    if failed is not None:
        print(f'NOT FAIR: the check "{failed}" failed.')
        return 1
    if arguments.trace:
        trace(proof)
    print(f"Prize: {printable(proof['announcement']['prize']['name'])}")
    print(f"Entries: {len(proof['entries'])}")
    print(f"Winners: {', '.join(map(str, proof['winners']))}")
    print(f"Reserves: {', '.join(map(str, proof['reserves']))}")
    print("FAIR: every check holds.")
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
