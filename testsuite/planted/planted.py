# What the planted programs' two checkers share: the header of a program, builds of it, and what is
# measured. README.md describes the header.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
GCC = os.environ.get("GCC", "gcc").split()
GXX = os.environ.get("GXX", "g++").split()
METRICS = ("instructions", "cycles", "text")
VERDICTS = ("faster", "pgo-loses", "no-effect")
# Of the causes named, this much of the gain; of any other, at most the rest.
ENOUGH = 0.80
# A gain that is one, and one that is none, as a part of OLD.
CLEAR = 0.03
NONE = 0.001
# Fixed, so that any machine gives the same figures: a usual first-level cache, a last-level one that holds all.
CACHES = ["--I1=32768,8,64", "--D1=32768,8,64", "--LL=8388608,16,64"]


class Program:
    """One file and what its header says of it."""

    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.text = path.read_text()
        fields = dict(re.findall(r"^ \* planted-([a-z]+):[ \t]*(.*?)[ \t]*$", self.text, re.M))
        self.causes = fields.pop("causes", "").split()
        self.metric = fields.pop("metric", "instructions")
        self.verdict = fields.pop("verdict", "faster")
        self.train = fields.pop("train", "").split()
        self.measure = fields.pop("measure", "").split()
        if fields:
            sys.exit(f"{path}: unknown: planted-{', planted-'.join(fields)}")
        if self.metric not in METRICS or self.verdict not in VERDICTS:
            sys.exit(f"{path}: planted-metric or planted-verdict is none of the known")
        if not self.train or not self.measure or bool(self.causes) == (self.verdict == "no-effect"):
            sys.exit(f"{path}: planted-train, planted-measure and, with an effect, planted-causes are needed")

    @property
    def compiler(self):
        return GXX if self.path.suffix == ".cc" else GCC


def programs(names):
    found = sorted([*HERE.glob("*.c"), *HERE.glob("*.cc")], key=lambda path: path.stem)
    unknown = set(names) - {path.stem for path in found}
    if unknown:
        sys.exit(f"no planted program '{min(unknown)}'")
    return [Program(path) for path in found if not names or path.stem in names]


def run(command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def build(program, folder, flags, profile=None):
    """Compiles in FOLDER with -O2, FLAGS and the PROFILE of train(): (the binary, a hash of its code)."""
    folder.mkdir(parents=True, exist_ok=True)
    if profile:
        # Where GCC looks for it: beside the object, under the object's name.
        shutil.copy(profile, folder / "unit.gcda")
        flags = [*flags, "-fprofile-use", "-Werror=missing-profile", "-Werror=coverage-mismatch"]
    binary = folder / "program"
    run([*program.compiler, "-O2", *flags, "-c", program.path, "-o", "unit.o"], folder)
    links = [flag for flag in flags if flag == "-fprofile-generate"]
    run([*program.compiler, *links, "unit.o", "-o", binary], folder)
    plain = folder / "plain"
    run(["objcopy", "--strip-all", "-R", ".note*", "-R", ".comment", binary, plain], folder)
    return binary, hashlib.sha256(plain.read_bytes()).hexdigest()


def train(program, folder, flags):
    """The profile of a training run."""
    binary, _ = build(program, folder, [*flags, "-fprofile-generate"])
    run([binary, *program.train], folder)
    if not (folder / "unit.gcda").exists():
        sys.exit(f"{program.name}: the training run left no profile")
    return folder / "unit.gcda"


def measure(program, binary):
    if program.metric == "text":
        sizes = run(["size", "-A", binary], binary.parent)
        return sum(int(size) for size in re.findall(r"^\.text\S*\s+(\d+)", sizes, re.M))
    simulated = "yes" if program.metric == "cycles" else "no"
    said = run(["valgrind", "--tool=cachegrind", "--cachegrind-out-file=/dev/null", *CACHES,
                f"--cache-sim={simulated}", f"--branch-sim={simulated}", binary, *program.measure],
               binary.parent)

    def count(name):
        found = re.search(rf"{name}:\s+([\d,]+)", said)
        if not found:
            sys.exit(f"{program.name}: cachegrind gave no '{name}':\n{said}")
        return int(found[1].replace(",", ""))

    if program.metric == "instructions":
        return count("I\\s+refs")
    # As KCachegrind estimates cycles.
    return (count("I\\s+refs") + 10 * (count("I1\\s+misses") + count("D1\\s+misses"))
            + 10 * count("Mispredicts") + 100 * count("LL misses"))


def disagreements(program, old, new, shares):
    """What a split says otherwise than the header does: SHARES is {cause: gain}."""
    gain = old - new
    if program.verdict == "no-effect":
        return [] if abs(gain) <= NONE * old else [f"no effect was planted, and it is {gain / old:+.2%}"]
    problems = []
    if (gain > 0) != (program.verdict == "faster") or abs(gain) < CLEAR * old:
        problems.append(f"{program.verdict} was planted, and the gain is {gain / old:+.2%}")
    first = program.causes[0]
    if max(shares, key=lambda cause: abs(shares[cause])) != first:
        problems.append(f"{first} is not the largest part")
    if len(program.causes) == 1:
        if not gain:
            return problems
        if shares.get(first, 0) / gain < ENOUGH:
            problems.append(f"{first} has {shares.get(first, 0) / gain:.0%} of the gain")
        return problems
    # Causes that fight: the second takes back of what the first gives, and nothing else matters.
    second = program.causes[1]
    if shares.get(first, 0) * gain <= 0 or shares.get(second, 0) * gain >= 0:
        problems.append(f"{first} and {second} do not have opposite signs")
    size = sum(abs(shares.get(cause, 0)) for cause in program.causes)
    for cause, share in shares.items():
        if cause not in program.causes and abs(share) > (1 - ENOUGH) * size:
            problems.append(f"{cause} has a part of its own: {share / old:+.2%} of OLD")
        if cause in program.causes and abs(share) < CLEAR / 3 * old:
            problems.append(f"{cause} has only {share / old:+.2%} of OLD")
    return problems
