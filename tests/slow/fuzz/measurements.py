# Cost profiles that no tool wrote: small ones of each kind that pgolens reads, whole and damaged.
#
# SPDX-License-Identifier: GPL-3.0-or-later

CALLGRIND = b"""# callgrind format
version: 1
creator: callgrind-3.19.0
pid: 1
cmd: ./a
part: 1
positions: line
events: Ir
summary: 62
ob=(1) /a
fl=(1) a.c
fn=(1) main
5 10
+2 20
cfi=(1)
cfn=(2) f
calls=10 1
* 100
fn=(2)
1 12
fi=(2) b.h
-1 20
fe=(1)
* 0
totals: 62
"""

PERF = b"""a  4242  1.000001:     250000 cpu-clock:u:
\t    55d0c0de1139 f+0x9 (inlined)
\t    55d0c0de1139 main+0x9 (/tmp/a)
\t    7f0000000000 __libc_start_main+0x80 (/lib/libc.so.6)

a  4242  1.000251:     250000 cpu-clock:u:
\t    55d0c0de1150 main+0x20 (/tmp/a)

"""

GOOD = {"callgrind": CALLGRIND, "perf": PERF}

WRONG = {
    "nothing": b"",
    "a line of nonsense": b"nonsense\n",
    "zeros": bytes(4096),
    "no events": CALLGRIND.replace(b"events: Ir\n", b""),
    "a name that was never given": CALLGRIND.replace(b"cfn=(2) f", b"cfn=(7)"),
    "a cost that is no number": CALLGRIND.replace(b"+2 20", b"+2 twenty"),
    "a cost beyond 64 bits": CALLGRIND.replace(b"+2 20", b"+2 99999999999999999999999"),
    "a line below zero": CALLGRIND.replace(b"+2 20", b"-9 20"),
}


def damaged(dice, n):
    """(name, data) of N cost profiles of each kind, cut, flipped or with lines repeated."""
    for kind, data in GOOD.items():
        lines = data.splitlines(keepends=True)
        for _ in range(n):
            end = dice.randrange(len(data))
            yield f"{kind} cut after byte {end}", data[:end]
            at, bit = dice.randrange(len(data)), dice.randrange(8)
            yield (f"{kind} with bit {bit} of byte {at} flipped",
                   data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1:])
            one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
            yield (f"{kind} with line {one + 1} before line {other + 1}",
                   b"".join(lines[:other] + [lines[one]] + lines[other:]))
            line = lines[one].replace(b"1", b"9" * dice.choice([1, 19, 30, 400]))
            yield (f"{kind} with other numbers in line {one + 1}",
                   b"".join(lines[:one] + [line] + lines[one + 1:]))
