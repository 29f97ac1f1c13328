"""What GCC's details dumps say of rejected calls: reasons and the numbers that were compared.

The early inliner prints each call it considers and why it leaves it; the IPA inliner prints a reason
and, apart from it, the estimates it rests on. Where the dump holds no number, as for decisions made
silently when a callee has grown, there is nothing to compare with. Does not use pgolens.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import re

from dumps import NODE, SUMMARY

PLACE = re.compile(r"^(?:.*?:(\d+:\d+): )?(missed|note|optimized): +(.*)$")
FUNCTION = re.compile(r"^;; Function .* \((\S+), funcdef_no=.*symbol_order=\d+\)")
CONSIDERED = re.compile(rf"Considering inline candidate {NODE}\.$")
EARLY = [(kind, re.compile(text)) for kind, text in (
    ("recursive", r"Not inlining: recursive call\.$"),
    ("not in SSA form", r"edge not inlinable: not in SSA form$"),
    ("at least", r"will not early inline: .*, call is cold and code would grow at least by (-?\d+)$"),
    ("cold", r"will not early inline: .*, call is cold and code would grow by (-?\d+)$"),
    ("insns", r"will not early inline: .*, growth (-?\d+) exceeds --param early-inlining-insns$"),
    ("insns per call", r"will not early inline: .*, growth (-?\d+) exceeds --param "
                       r"early-inlining-insns divided by number of calls$"))]
REFUSED = re.compile(rf"not inlinable: {NODE} -> {NODE}, (.*)$")
SIZES = re.compile(r"^  (self size|global size|min size|self stack|global stack): +(-?\d+)$")
CALL = re.compile(rf"^ +{NODE} \S.*$")
CALL_SIZE = re.compile(r"^ +freq:\S+ (?:cross module )?loop depth: ?\d+ size: ?(\d+) time")
BODY = re.compile(rf"^   Estimating body: {NODE}$")
BODY_SIZE = re.compile(r"^   size:(\d+) time:")
BADNESS = re.compile(rf"^    Badness calculation for {NODE} -> {NODE}$")
GROWTH = re.compile(r"^      size growth (-?\d+), time")
ONCE = re.compile(rf"^(?:Inlining {NODE} size -?\d+\.| Inlined into {NODE} which now has -?\d+ size)$")
NET = re.compile(rf"Inlined {NODE} into {NODE} which now has time \S+ and size (-?\d+), net change of ([+-]\d+)")


def early(lines):
    """[(root's symbol, callee, "line:column", message, number or None)] of the calls that the early
    inliner considered as calls of small functions and left."""
    found, root, call, flattened = [], None, None, False

    def leave(what="", number=None):
        nonlocal call
        if call:
            found.append((root, *call, what, number))
        call = None

    for line in lines:
        match = FUNCTION.match(line)
        if match or line.startswith("Iterations: "):
            leave()
            root = match.group(1) if match else root
            continue
        match = PLACE.match(line)
        if not match:
            continue
        place, kind, text = match.groups()
        match = CONSIDERED.match(text)
        if match:
            leave()
            call = (match.group(1), place or "")
        elif kind == "optimized" and text.startswith("Inlining "):
            call = None
        elif kind == "missed" and call:
            for what, pattern in EARLY:
                match = pattern.match(text)
                if match:
                    leave(what, int(match.group(1)) if match.groups() else None)
                    break
            else:
                match = REFUSED.match(text)
                if match:
                    leave(match.group(5))
    return found


class Numbers:
    """The limits in the IPA inliner's dump: {(caller, callee, "line:column", reason's string): quantities
    that GCC may have compared}, as sets of (measure, value) with measures "growth", "unit", "unit
    limit", "frame", "size"."""

    def __init__(self, lines, options):
        self.compared = collections.defaultdict(set)
        self.sizes = collections.defaultdict(dict)  # initial sizes of functions: {order: {key: value}}
        self.call_sizes = collections.defaultdict(set)  # {(caller, callee): sizes}
        self.estimates = collections.defaultdict(set)  # {callee: sizes}
        self.last_min = {}  # {callee: least final size}
        self.changed = set()  # functions that GCC inlined something into, or that it inlined
        # GCC's defaults, unless the options say otherwise.
        self.large_unit = int(options.get("large-unit-insns", 10000))
        self.unit_growth = int(options.get("inline-unit-growth", 40))
        self.read(lines)

    def read(self, lines):
        self.node = self.order = self.body = self.badness = self.call = None
        self.is_over = False
        self.size, self.is_nested = {}, False  # current sizes of functions; do the summaries lack one of these?
        self.growth, self.unit, self.least = {}, None, None
        for line in lines:
            self.read_summary(line)
            self.read_estimate(line)
            if "missed:" in line:
                self.read_refusal(line)

    def read_summary(self, line):
        match = SUMMARY.match(line)
        if match:
            self.node, self.order = match.group(1), int(match.group(2))
            return
        match = SIZES.match(line)
        if match and self.order is not None:
            key, value = match.group(1), int(match.group(2))
            self.sizes[self.order].setdefault(key, value)
            if key == "min size":
                self.last_min[self.node] = value
            return
        match = CALL_SIZE.match(line)
        if match and self.call:
            self.call_sizes[(self.node, self.call)].add(int(match.group(1)))
        match = CALL.match(line)
        self.call = match.group(1) if match else None

    def read_estimate(self, line):
        match = BODY.match(line)
        if match:
            self.body = match.group(1)
        # After this line no estimate is for a small function's call; the plugin causes some of them.
        self.is_over |= line.startswith("Unit growth for small function inlining:")
        match = BODY_SIZE.match(line)
        if match and self.body and not self.is_over:
            self.estimates[self.body].add(int(match.group(1)))
        match = BADNESS.match(line)
        if match:
            self.badness = (match.group(1), match.group(3))
        match = GROWTH.match(line)
        if match and self.badness:
            self.growth[self.badness] = int(match.group(1))
        if line.startswith("Deciding on inlining of small functions."):
            self.unit = self.least = int(line.split()[-1].rstrip("."))
        elif line.startswith("New minimal size reached: "):
            self.least = int(line.split()[-1])
        match = ONCE.match(line)
        if match:
            self.changed.add(match.group(1) or match.group(3))
        match = NET.search(line)
        if match:
            self.unit += int(match.group(6))
            self.changed.update((match.group(1), match.group(3)))
            self.size[int(match.group(4))] = int(match.group(5))
            self.is_nested |= int(match.group(4)) not in self.sizes

    def read_refusal(self, line):
        match = PLACE.match(line)
        match = match and REFUSED.match(match.group(3))
        if not match:
            return
        place = PLACE.match(line).group(1) or ""
        caller, order, callee, callee_order, text = match.groups()
        order, callee_order = int(order), int(callee_order)
        if self.is_over and "large-function" in text:
            self.compared.pop((caller, callee, place, text), None)
            return
        known = self.compared[(caller, callee, place, text)]
        for size in self.call_sizes[(caller, callee)]:
            # GCC checks the other callers as well before it prints this.
            known.update(("growth", estimate - size) for estimate in self.estimates[callee])
            if "min size" in self.sizes[callee_order]:
                known.add(("growth", self.sizes[callee_order]["min size"] - size))
        if (caller, callee) in self.growth:
            known.add(("growth", self.growth[(caller, callee)]))
        if "inline-unit-growth" in text and self.unit is not None:
            known.add(("unit", self.unit + self.growth[(caller, callee)]))
            known.add(("unit limit", max(self.least, self.large_unit) * (100 + self.unit_growth) // 100))
        if "large-function" in text and not self.is_nested and "global size" in self.sizes[order]:
            size = self.size.get(order, self.sizes[order]["global size"])
            known.update(("size", size + growth) for what, growth in set(known) if what == "growth")
        mine, its = self.sizes[order], self.sizes[callee_order]
        if "stack" in text and "self stack" in mine and "global stack" in its:
            known.add(("frame", mine["self stack"] + its["global stack"]))

    def of(self, caller, callee, place, text):
        """The quantities that GCC may have compared for such a call; None: the dump does not say."""
        known = self.compared.get((caller, callee, place, text))
        if known is None:
            return None
        known = set(known)
        # Decisions that GCC revised without a line in the dump.
        if callee in self.changed or caller in self.changed:
            known = {(what, value) for what, value in known if what != "frame"}
            for size in self.call_sizes[(caller, callee)]:
                known.update(("growth", estimate - size) for estimate in self.estimates[callee])
                if callee in self.last_min:
                    known.add(("growth", self.last_min[callee] - size))
        return known
