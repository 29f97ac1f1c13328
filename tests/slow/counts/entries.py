"""How often each function of a program was entered: what ran, apart from pgolens.

A function is entered when its first instruction is executed, except by a jump from inside the function: a loop may
begin there. Callgrind counts instructions and jumps by address, nm says where functions begin and end.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import bisect
import collections
import subprocess

# What the C runtime brings into every program.
RUNTIME = {"_start", "_init", "_fini", "frame_dummy", "register_tm_clones", "deregister_tm_clones",
           "__do_global_dtors_aux", "_dl_relocate_static_pie"}


class Program:
    """The functions of a program linked with -no-pie, by address: {start: names}, and their ends."""

    def __init__(self, path):
        self.names = collections.defaultdict(list)
        self.ends = {}
        done = subprocess.run(["nm", "--defined-only", "--print-size", path], stdout=subprocess.PIPE, text=True, check=True)
        for line in done.stdout.splitlines():
            start, *size, kind, name = line.split()
            if kind in "tTwWiu" and name not in RUNTIME:
                self.names[int(start, 16)].append(name)
                self.ends[int(start, 16)] = int(start, 16) + int(size[0], 16) if size else None
        self.starts = sorted(self.names)

    def function_at(self, address):
        """The start of the function that ADDRESS is in, or None."""
        at = bisect.bisect_right(self.starts, address) - 1
        start = self.starts[at] if at >= 0 else None
        return start if start is not None and self.ends[start] and address < self.ends[start] else None


def callgrind(folder):
    """The words before a program's name that run it under callgrind, which writes FOLDER/callgrind.PROCESS."""
    return ["valgrind", "-q", "--tool=callgrind", "--dump-instr=yes", "--dump-line=no", "--collect-jumps=yes",
            "--compress-pos=no", "--compress-strings=no", f"--callgrind-out-file={folder}/callgrind.%p"]


def entries(path, files):
    """The Program at PATH, and {start of a function: how often it was entered in all runs}; FILES: callgrind's, one a run."""
    program = Program(path)
    counts = collections.Counter()
    for file in files:
        add_entries(program, path, file, counts)
    return program, counts


def add_entries(program, path, callgrind, counts):
    inside = after_call = False
    jump = None
    with open(callgrind, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith("0x"):
                address, *cost = line.split()
                if jump:
                    n, target = jump
                    jump = None
                    if target in program.names and program.function_at(int(address, 16)) == target:
                        counts[target] -= n
                elif after_call:
                    after_call = False
                elif inside and cost and int(address, 16) in program.names:
                    counts[int(address, 16)] += int(cost[0])
            elif line.startswith("ob="):
                inside = line.rstrip("\n") == f"ob={path}"
            elif line.startswith("calls="):
                after_call = True
            elif line.startswith(("jump=", "jcnd=")):
                # "jump=COUNT TARGET", "jcnd=TAKEN/EXECUTED TARGET"; the next line has where from.
                n, target = line.split("=", 1)[1].split()[:2]
                jump = int(n.split("/")[0]), int(target, 16)
