# The common part of the planted programs' two checkers: the header of a program, its builds, and its
# costs. README.md describes the header.
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
VERDICTS = ("pgo-gains", "pgo-loses", "no-effect")
# How much the options of -fprofile-use give without any counts; the empty word makes no claim.
OPTIONS = ("all", "none", "")
# The named causes must have at least this share of the gain; any other cause has at most the rest.
ENOUGH = 0.80
# From CLEAR on, as a share of OLD, there is a gain; up to NONE there is none.
CLEAR = 0.03
NONE = 0.001
# Fixed, so any machine gives the same figures: a usual first-level cache, a last-level cache that holds everything.
CACHES = ["--I1=32768,8,64", "--D1=32768,8,64", "--LL=8388608,16,64"]


class Program:
    """One file and what its header claims."""

    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.text = path.read_text()
        fields = dict(re.findall(r"^ \* planted-([a-z]+):[ \t]*(.*?)[ \t]*$", self.text, re.M))
        self.causes = fields.pop("causes", "").split()
        self.metric = fields.pop("metric", "instructions")
        self.verdict = fields.pop("verdict", "pgo-gains")
        self.options = fields.pop("options", "")
        self.train = fields.pop("train", "").split()
        self.measure = fields.pop("measure", "").split()
        if fields:
            sys.exit(f"{path}: unknown: planted-{', planted-'.join(fields)}")
        if self.metric not in METRICS or self.verdict not in VERDICTS or self.options not in OPTIONS:
            sys.exit(f"{path}: planted-metric, planted-verdict or planted-options is none of the known")
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
        # GCC looks for the profile here: beside the object, under the object's name.
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
    # The formula by which KCachegrind estimates cycles.
    return (count("I\\s+refs") + 10 * (count("I1\\s+misses") + count("D1\\s+misses"))
            + 10 * count("Mispredicts") + 100 * count("LL misses"))


def disagreements(program, old, new, shares, options_alone):
    """Where a split disagrees with the header: SHARES is {cause: gain}."""
    gain = old - new
    if program.verdict == "no-effect":
        return [] if abs(gain) <= NONE * old else [f"no effect was planted, and it is {gain / old:+.2%}"]
    problems = []
    if (gain > 0) != (program.verdict == "pgo-gains") or abs(gain) < CLEAR * old:
        problems.append(f"{program.verdict} was planted, and the gain is {gain / old:+.2%}")
    if not gain:
        return problems
    alone = options_alone / gain
    if program.options and not (alone >= ENOUGH if program.options == "all" else abs(alone) <= 1 - ENOUGH):
        problems.append(f"the options alone give {alone:.0%} of the gain")
    parts = {cause: shares.get(cause, 0) for cause in {*shares, *program.causes}}
    first, *rest = program.causes
    if max(parts, key=lambda cause: abs(parts[cause])) != first:
        problems.append(f"{first} is not the largest part")
    if parts[first] / gain < ENOUGH:
        problems.append(f"{first} has {parts[first] / gain:.0%} of the gain")
    # If two causes fight, the second takes back a part of the first one's gain.
    for cause in rest:
        if parts[cause] / gain > -CLEAR / 3 * old / abs(gain):
            problems.append(f"{cause} does not work against {first}: {parts[cause] / old:+.2%} of OLD")
    size = sum(abs(parts[cause]) for cause in program.causes) if rest else abs(gain)
    for cause in sorted(set(parts) - set(program.causes)):
        if abs(parts[cause]) > (1 - ENOUGH) * size:
            problems.append(f"{cause} has a part of its own: {parts[cause] / gain:.0%} of the gain")
    return problems


def parts_text(gain, shares):
    """The parts of a gain that are not 0, the largest first."""
    return ", ".join(
        f"{cause} {share / gain if gain else 0:.0%}"
        for cause, share in sorted(shares.items(), key=lambda item: -abs(item[1]))
        if round(share)
    ) or "nothing"


def check(names, split):
    """Checks each program by SPLIT, which returns (old, new, shares, what the options of -fprofile-use
    give alone, problems); returns the exit status."""
    passed = failed = 0
    for program in programs(names):
        old, new, shares, options_alone, problems = split(program)
        problems = problems + disagreements(program, old, new, shares, options_alone)
        gain = old - new
        print(f"{'FAIL' if problems else 'PASS'} {program.name}: {program.metric} {old} -> {new}"
              f" ({gain / old:+.2%}): {parts_text(gain, shares)}", flush=True)
        for problem in problems:
            print(f"  {problem}", flush=True)
        passed += not problems
        failed += bool(problems)
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0
