"""Builds of programs in folders of their own, each by the same names, so that profiles fit.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import subprocess

import entries

TOP = pathlib.Path(__file__).resolve().parents[3]
GCC, GXX = os.environ.get("GCC", "gcc"), os.environ.get("GXX", "g++")
WORKLOAD = TOP / "tests/programs/workloads/workload"
LIBRARIES = {".c": [], ".cc": ["-lstdc++"], ".f90": ["-lgfortran", "-lm"], ".d": ["-lgphobos", "-lgdruntime"], ".adb": []}


class Failed(Exception):
    pass


def command(folder, *words, limit=900, statuses=(0,), **variables):
    """Runs WORDS in FOLDER; returns what they print."""
    done = subprocess.run([str(word) for word in words], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=limit, check=False, env={**os.environ, **variables})
    if done.returncode not in statuses:
        raise Failed(f"status {done.returncode} of {' '.join(map(str, words))}: {done.stdout.decode(errors='replace')[-300:]}")
    return done.stdout


class Build:
    """A build of SOURCES with FLAGS in FOLDER, which it makes."""

    def __init__(self, sources, flags, folder):
        self.sources, self.flags, self.folder = sources, flags, folder
        self.program = folder / "program"
        folder.mkdir()

    def compile(self, *flags):
        objects = []
        for source in self.sources:
            command(self.folder, GXX if source.suffix == ".cc" else GCC, *self.flags, *flags, "-c", source, "-o", source.stem + ".o")
            objects.append(source.stem + ".o")
        flags = [f for f in flags if f.startswith("-fprofile-gen")] + ["-no-pie"]
        suffixes = sorted({source.suffix for source in self.sources})
        if ".adb" in suffixes:
            command(self.folder, "gnatbind", "-shared", "main.ali")
            # gnatlink would compile that file with the plugin: it takes the options from main.ali.
            command(self.folder, GCC, "-c", "b~main.adb")
            command(self.folder, "gnatlink", "-n", "-shared", "main.ali", *flags, "-o", self.program)
        else:
            libraries = [library for suffix in suffixes for library in LIBRARIES[suffix]]
            command(self.folder, GCC, *flags, *objects, "-o", self.program, *libraries)

    def train(self, limit):
        """Runs the program, for LIMIT seconds at most."""
        command(self.folder, self.program, limit=limit, statuses=range(-255, 256))

    def count(self):
        """Runs the program under callgrind; returns the files that callgrind writes, one a run."""
        command(self.folder, *entries.callgrind(self.folder), self.program, statuses=range(-255, 256))
        return sorted(self.folder.glob("callgrind.*"))

    def own(self):
        """The objects, without what gnatbind added."""
        return [path for path in self.folder.glob("*.o") if not path.name.startswith("b~")]

    def objects(self):
        return {path.name: path.read_bytes() for path in self.own()}

    def functions(self):
        """The names of the functions that the objects define."""
        done = command(self.folder, "nm", "--defined-only", *self.own()).decode()
        return {line.split()[-1] for line in done.splitlines() if len(line.split()) == 3}


class Workload(Build):
    """A build of the program NAME of tests/programs/workloads at LEVEL in FOLDER; its sources are in PLACE."""

    def __init__(self, name, level, place, folder):
        super().__init__([], [level], folder)
        self.name, self.place = name, place
        self.program = folder / name

    def workload(self, verb, *arguments, **variables):
        return command(self.folder, WORKLOAD, verb, self.name, self.place, *arguments, CC=GCC, CXX=GXX, LDFLAGS="", **variables)

    def compile(self, *flags):
        self.workload("build", self.folder, "--", *flags, "-w", "-no-pie", CFLAGS=self.flags[0])

    def train(self, limit):
        self.workload("train", self.program)

    def count(self):
        self.workload("train", self.program, RUN=" ".join(entries.callgrind(self.folder)))
        return sorted(self.folder.glob("callgrind.*"))
