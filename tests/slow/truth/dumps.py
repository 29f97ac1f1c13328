"""What GCC's own dumps say of one compile: the inlinings in order, and every call's outcome.

Reads the dumps of -fdump-tree-einline-details and -fdump-ipa-inline-details; the ground truth that
check-truth compares a record with. Does not use pgolens.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import os
import re

NODE = r"(.+)/(\d+)"
EARLY = re.compile(rf"Inlining {NODE} into {NODE}( \(always_inline\))?\.$")
FLATTENED = re.compile(rf" Inlining {NODE} into {NODE}\.$")
CONSIDERED = re.compile(rf"^ to be inlined into {NODE} in ")
BADNESS = re.compile(r"^ Estimated badness is (\S+), frequency")
SMALL = re.compile(rf" Inlined {NODE} into {NODE} which now has time")
RECURSIVE = re.compile(rf"^  Performing recursive inlining on {NODE}$")
DEPTH = re.compile(r"^   Inlining call of depth (\d+)")
ONCE = re.compile(rf"^Inlining {NODE} size -?\d+\.$")
ONCE_FROM = re.compile(rf"^ Called once from {NODE} -?\d+ insns\.$")
SUMMARY = re.compile(rf"^IPA function summary for {NODE}((?: always_inline| inlinable| fp_expression| builtin_constant_p_parms(?: \d+)*)*)$")


def lines_of(path):
    """The dump's lines; none for a unit without functions, because GCC then writes no dump."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", errors="replace") as text:
        return text.read().split("\n")


def early(lines):
    """The early inliner's inlinings: [(caller, callee)]. GCC marks remarks about a call with
    "optimized:"; the same words after "note:" describe the expansion."""
    found = []
    for line in lines:
        if "optimized:" not in line:
            continue
        match = EARLY.search(line)
        if match:
            found.append((match.group(3), match.group(1)))
    return found


class Inlining:
    """One decision of the IPA inliner."""

    def __init__(self, caller, callee, phase, badness=None):
        self.caller, self.callee, self.phase, self.badness = caller, callee, phase, badness

    def pair(self):
        return (self.caller, self.callee)


def ipa(lines, by_number=False):
    """The IPA inliner's inlinings, in order; functions by name, or as (name, number)."""
    name = lambda match, i: (match.group(2 * i - 1), match.group(2 * i)) if by_number else match.group(2 * i - 1)
    found, badness, once, recursive, n_recursive, flattening = [], None, None, None, 0, False
    for line in lines:
        if line == "Flattening functions:":
            flattening = True
        elif line.startswith("Deciding on inlining of small functions."):
            flattening = False
        match = BADNESS.match(line)
        if match:
            badness = match.group(1)
            continue
        match = RECURSIVE.match(line)
        if match:
            recursive, n_recursive = name(match, 1), 0
            continue
        if DEPTH.match(line):
            # The dump does not say which of the nested inlined functions contained the call.
            found.append(Inlining(None, recursive, "small"))
            n_recursive += 1
            continue
        match = SMALL.search(line)
        if match:
            # The line that ends a recursive inlining sums up the lines above.
            if not n_recursive:
                found.append(Inlining(name(match, 2), name(match, 1), "small", badness))
            n_recursive = 0
            continue
        match = ONCE.match(line)
        if match:
            once = name(match, 1)
            continue
        match = ONCE_FROM.match(line)
        if match and once:
            found.append(Inlining(name(match, 1), once, "called-once"))
            once = None
            continue
        match = FLATTENED.search(line)
        if match and flattening and "optimized:" in line:
            found.append(Inlining(name(match, 2), name(match, 1), "flatten"))
    return found


def outcomes(lines, reasons, by_number=False):
    """The state of every direct call after inlining, from the function summaries at the dump's end:
    [(root, callee, "inlined" or a reason's string)]. REASONS are all possible strings."""
    name = lambda match: (match.group(1), match.group(2)) if by_number else match.group(1)
    start = max((i for i, line in enumerate(lines) if line == "Why inlining failed?"), default=None)
    if start is None:
        return []
    call = re.compile(rf"^ +{NODE} (inlined|{'|'.join(re.escape(r) for r in reasons)})$")
    blank = re.compile(rf"^ +{NODE} $")
    found, root, calls = [], None, False
    for line in lines[start:]:
        match = SUMMARY.match(line)
        if match:
            root, calls = name(match), False
            continue
        if line == "  calls:":
            calls = True
            continue
        if not calls:
            continue
        if not line:
            calls = False
            continue
        match = call.match(line)
        if match:
            found.append((root, name(match), match.group(3)))
            continue
        match = blank.match(line)
        if match:
            found.append((root, name(match), ""))
    return found


def reason_texts(cif_code_def):
    """{"BODY_NOT_AVAILABLE": "function body not available"}, from the compiler's cif-code.def."""
    with open(cif_code_def, encoding="utf-8") as text:
        body = re.sub(r"/\*.*?\*/", "", text.read(), flags=re.S)
    found = {}
    for match in re.finditer(r"DEFCIFCODE\s*\(\s*(\w+)\s*,\s*\w+\s*,\s*(NULL|(?:N_\()?\"(.*?)\"\)?)\s*\)",
                             body, flags=re.S):
        text = match.group(3)
        found[match.group(1)] = "" if text is None else re.sub(r'"\s*"', "", text)
    return found


def settle_recursions(ours, theirs, text):
    """OURS, like THEIRS from outcomes (), with the code that the dump has for each call whose TEXT is that
    of a stopped recursion: GCC considers such a call again, and the code that stays is the last one."""
    found, rest = [], collections.Counter(theirs)
    rest.subtract(ours)
    for item in ours:
        later = [t for t, n in rest.items() if n > 0 and t[:2] == item[:2] and t[2] != "inlined"]
        if item[2] == text and rest[item] < 0 and later:
            rest[item] += 1
            item = later[0]
            rest[item] -= 1
        found.append(item)
    return found


def report(what, ours, theirs):
    """Compares two multisets. Returns (agreeing, of all, the differences)."""
    ours, theirs = collections.Counter(ours), collections.Counter(theirs)
    both = sum((ours & theirs).values())
    everything = sum((ours | theirs).values())
    lines = [f"{what}: only in the record: {n} x {key}" for key, n in sorted((ours - theirs).items(), key=str)]
    lines += [f"{what}: only in the dump: {n} x {key}" for key, n in sorted((theirs - ours).items(), key=str)]
    return both, everything, lines


def final_reasons(cif_code_def):
    """The codes of calls that GCC never considers."""
    with open(cif_code_def, encoding="utf-8") as text:
        return set(re.findall(r"DEFCIFCODE\s*\(\s*(\w+)\s*,\s*CIF_FINAL_ERROR", text.read()))
