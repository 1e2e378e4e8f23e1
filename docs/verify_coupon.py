#!/usr/bin/env python3
"""Checks that a coupon's draw was fair, from its proof alone.

    python3 verify_coupon.py draw.json     the answer of GET /api/draw/{draw_id}, or its proof
    python3 verify_coupon.py --vectors     prints the published test vectors

Written from docs/fairness.md, "Coupons", and nothing else, with the standard library only. Ends with 0 (fair), 1 (a
check failed, and its name is printed) or 2 (the file cannot be read).
"""

import hashlib
import hmac
import json
import re
import sys
from fractions import Fraction

CERTAIN = 10**18
DAYS = 1024


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def mac(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def jcs(value):
    # Keys are ASCII, numbers are small integers: sorted and without white space is canonical.
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def day_link(tip, day):
    link = tip
    for _ in range(DAYS - day):
        link = sha256(b"ld1:day:", link)
    return link


def rules_hash(rules):
    return sha256(b"ld1:coupon-rules:", jcs(rules)).hex()


def customer_hash(user_id):
    return sha256(b"ld1:customer:", user_id.encode()).hex()


def sample(reveal, statement):
    """The draw's key, and its number of 0..CERTAIN-1."""
    key = mac(reveal, b"ld1:coupon:", sha256(b"ld1:coupon-draw:", jcs(statement)))
    limit = 2**64 - 2**64 % CERTAIN
    index = 0
    while True:
        block = mac(key, b"ld1:block:", (index // 4).to_bytes(8, "big"))
        number = int.from_bytes(block[8 * (index % 4) : 8 * (index % 4) + 8], "big")
        index += 1
        if number < limit:
            return key, number % CERTAIN


def probability(text):
    if not re.fullmatch(r"(0|1|0\.\d{0,17}[1-9])", text):
        raise ValueError(text)
    return int(Fraction(text) * CERTAIN)


def hit_of(number, rules):
    end = 0
    for type_id, chance in rules:
        end += probability(chance)
        if number < end:
            return type_id
    return None


def check(proof):
    """The name of the first check that fails, or None."""
    if set(proof) != {"statement", "rules", "seal", "reveal", "hit"}:
        return "shape"
    statement, rules = proof["statement"], proof["rules"]
    if set(statement) != {"v", "campaign", "day", "customer", "rules", "value"} or statement["v"] != "ld1":
        return "shape"
    day = statement["day"]
    hexes = [proof["seal"], proof["reveal"], statement["customer"], statement["rules"], statement["value"]]
    if not all(isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text) for text in hexes):
        return "shape"
    if type(day) is not int or not 1 <= day <= DAYS:
        return "shape"
    try:
        chances = [probability(chance) for _, chance in rules]
    except (TypeError, ValueError):
        return "shape"
    link = bytes.fromhex(proof["reveal"])
    for _ in range(day):
        link = sha256(b"ld1:day:", link)
    if link.hex() != proof["seal"]:
        return "seal"
    if rules_hash(rules) != statement["rules"] or sum(chances) > CERTAIN:
        return "rules"
    _, number = sample(bytes.fromhex(proof["reveal"]), statement)
    return None if hit_of(number, rules) == proof["hit"] else "hit"


CASES = [
    ("a third, day 1", 1, "campaign-1", "user-1", [["coffee", "0.333333333333333333"]], None),
    ("three types, day 2", 2, "campaign-1", "user-2", [["car", "0.001"], ["cup", "0.2"], ["coffee", "0.5"]], "b"),
    ("certain, the last day", 1024, "campaign-2", "user-3", [["쿠폰", "1"]], "c"),
    ("never", 7, "campaign-2", "사용자", [["car", "0"]], "d"),
    ("tenths, no value", 30, "campaign-3", "user-5", [[f"t{n}", "0.1"] for n in range(10)], ""),
]


def vectors():
    made = []
    for name, day, campaign, user, rules, seed in CASES:
        tip = sha256(b"tip of " + name.encode())
        value = "0" * 64 if seed == "" else sha256(b"value of " + name.encode()).hex()
        reveal = day_link(tip, day)
        statement = {
            "v": "ld1",
            "campaign": campaign,
            "day": day,
            "customer": customer_hash(user),
            "rules": rules_hash(rules),
            "value": value,
        }
        key, number = sample(reveal, statement)
        proof = {
            "statement": statement,
            "rules": rules,
            "seal": day_link(tip, 0).hex(),
            "reveal": reveal.hex(),
            "hit": hit_of(number, rules),
        }
        made.append(
            {"name": name, "tip": tip.hex(), "user_id": user, "key": key.hex(), "number": str(number), "proof": proof}
        )
    return made


def main():
    if sys.argv[1:] == ["--vectors"]:
        print(json.dumps(vectors(), ensure_ascii=False, indent=2))
        return 0
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], encoding="utf-8-sig") as file:
            read = json.load(file)
        proof = read.get("data", read)
        proof = proof.get("proof", proof)
        failed = check(proof)
    except (OSError, ValueError, AttributeError, TypeError) as error:
        print(f"{sys.argv[1]} cannot be read: {error}", file=sys.stderr)
        return 2
    print("fair" if failed is None else f"failed: {failed}")
    return 0 if failed is None else 1


if __name__ == "__main__":
    sys.exit(main())
