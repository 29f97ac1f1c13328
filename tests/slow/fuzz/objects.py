# Files with embedded records, built byte by byte: for tests/slow/fuzz/hostile.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import struct
import subprocess


def zstd(text, *options):
    return subprocess.run(["zstd", "-qc", *options], input=text, stdout=subprocess.PIPE,
                          check=True).stdout


def fnv(data):
    value = 0xcbf29ce484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001b3 & (1 << 64) - 1
    return value


def frame(text, stored=None, magic=b"\x89pgolens", version=1, header=40, n_stored=None,
          length=None, checksum=None):
    """A frame by docs/reference/record-format.md; arguments replace its fields."""
    stored = zstd(text) if stored is None else stored
    head = struct.pack("<8sIIQQ", magic, version, header,
                       len(stored) if n_stored is None else n_stored,
                       len(text) if length is None else length)
    return head + struct.pack("<Q", fnv(head + stored) if checksum is None else checksum) + stored


class Elf:
    """An ELF file with sections [(name, type, flags, bytes)]; fields of headers by name."""

    def __init__(self, sections, bits=64, big=False, linked=False):
        self.order = ">" if big else "<"
        self.bits = bits
        names = b"\0" + b"".join(name.encode() + b"\0" for name, *_ in sections) + b".shstrtab\0"
        sections = [("", 0, 0, b""), *sections, (".shstrtab", 3, 0, names)]
        data, self.table, offset = b"", [], 64 if bits == 64 else 52
        for name, kind, flags, contents in sections:
            self.table.append(dict(name=names.index(name.encode() + b"\0"), type=kind, flags=flags,
                                   addr=0, offset=offset + len(data), size=len(contents), link=0,
                                   info=0, align=1, entsize=0))
            data += contents
        self.data = data
        self.header = dict(ident=b"\x7fELF" + bytes([bits // 32, 2 if big else 1, 1]) + bytes(9),
                           type=2 if linked else 1, machine=62, version=1, entry=0, phoff=0,
                           shoff=offset + len(data), flags=0, ehsize=offset, phentsize=0, phnum=0,
                           shentsize=64 if bits == 64 else 40, shnum=len(self.table),
                           shstrndx=len(self.table) - 1)

    def set(self, section=None, **fields):
        (self.header if section is None else self.table[section]).update(fields)
        return self

    def bytes(self):
        word = "Q" if self.bits == 64 else "I"
        text = struct.pack(f"{self.order}16sHHI3{word}I6H", *self.header.values()) + self.data
        shape = f"{self.order}II4{word}II2{word}"
        return text + b"".join(struct.pack(shape, *entry.values()) for entry in self.table)


def elf(contents, **how):
    return Elf([(".text", 1, 6, b"\xc3"), (".pgolens", 1, 0, contents)], **how)


def member(name, data, size=None, end=b"`\n"):
    size = str(len(data)) if size is None else size
    return (f"{name:16}{0:<12}{0:<6}{0:<6}{644:<8}{size:10}".encode() + end + data
            + b"\n" * (len(data) % 2))


def archive(*members, magic=b"!<arch>\n"):
    return magic + b"".join(members)


def good(text):
    """Name -> a file with that record, once."""
    whole = frame(text)
    for bits in (32, 64):
        for big in (False, True):
            yield f"ELF of {bits} bits, {'big' if big else 'little'} endian", elf(
                whole, bits=bits, big=big).bytes()
    yield "a linked file", elf(whole, linked=True).bytes()
    many = elf(whole).set(shnum=0, shstrndx=0xffff).set(0, size=4, link=3)
    yield "counts in the first section", many.bytes()
    yield "zeros around the frame", elf(bytes(70000) + whole + bytes(11)).bytes()
    yield "an empty section too", Elf([(".pgolens", 1, 0, b""), (".pgolens", 1, 0, whole)]).bytes()
    yield "a frame", whole
    yield "an archive of GNU", archive(
        member("/", bytes(4)), member("//", b"a-very-long-name.txt/\nand-another-long-name.o/\n"),
        member("/0", b"text"), member("/22", elf(whole).bytes()))
    yield "an archive of BSD", archive(
        member("#1/20", b"__.SYMDEF SORTED\0\0\0\0" + bytes(8)),
        member("#1/8", b"x.o\0\0\0\0\0" + elf(whole).bytes()))
    yield "an archive in an archive", archive(
        member("in.a/", archive(member("x.o/", elf(whole).bytes()))))


def bad(text):
    """Name -> a file that the tool must refuse."""
    stored = zstd(text)
    whole = frame(text)
    for n in (8, 15, 16, 39, 40, 41, len(whole) - 1):
        yield f"a frame cut after {n} bytes", elf(whole[:n]).bytes()
        yield f"a second frame cut after {n} bytes", elf(whole + whole[:n]).bytes()
    for name, fields in {
        "another magic": dict(magic=b"\x89pgolena"), "version 2": dict(version=2),
        "version 0": dict(version=0), "a long header": dict(header=48),
        "no header": dict(header=0), "nothing stored": dict(n_stored=0),
        "too much stored": dict(n_stored=len(stored) + 1),
        "far too much stored": dict(n_stored=(1 << 64) - 1),
        "too little stored": dict(n_stored=len(stored) - 1),
        "too short": dict(length=len(text) - 1), "too long": dict(length=len(text) + 1),
        "far too long": dict(length=1 << 60), "longer than the limit": dict(length=(1 << 30) + 1),
        "a wrong checksum": dict(checksum=0), "no length": dict(length=0),
    }.items():
        yield f"a frame with {name}", elf(frame(text, **fields)).bytes()
    yield "a frame of nothing", elf(frame(b"")).bytes()
    yield "a frame of no record", elf(frame(b"hello\n")).bytes()
    yield "a frame of half a record", elf(frame(text[:len(text) // 2])).bytes()
    yield "a frame of what is not zstd", elf(frame(text, stored=text)).bytes()
    yield "zstd cut off", elf(frame(text, stored=stored[:-5])).bytes()
    yield "zstd with more after it", elf(frame(text, stored=stored + b"x")).bytes()
    yield "two of zstd in a frame", elf(frame(text + text, stored=stored + stored)).bytes()
    yield "a window of 128 MB", elf(frame(text, stored=zstd(text * 20000, "--long=27"))).bytes()
    yield "no frame after a frame", elf(whole + b"nonsense" * 10).bytes()
    yield "zeros without end", elf(bytes(2 << 20) + whole).bytes()
    yield "a compressed section", elf(whole).set(2, flags=1 << 11).bytes()
    yield "an empty section", elf(b"").bytes()
    yield "a section without data", elf(whole).set(2, type=8).bytes()
    yield "no section of ours", Elf([(".text", 1, 6, whole)]).bytes()
    yield "no section of ours, linked", Elf([(".text", 1, 6, whole)], linked=True).bytes()
    yield "a name without an end", Elf([(".pgolens", 1, 0, whole)]).set(2, size=5).bytes()
    yield "a name out of bounds", elf(whole).set(2, name=1 << 31).bytes()
    yield "overlapping sections", Elf([(".pgolens", 1, 0, whole + bytes(9999))] + [
        (".pgolens", 1, 0, b"")] * 9).set(2, size=9999, offset=64).set(3, size=9999, offset=64).bytes()
    for field, values in {"shoff": (1, 1 << 31, (1 << 32) - 1), "shentsize": (0, 1, 39, 65535),
                          "shnum": (0, 65279, 65535), "shstrndx": (5, 65279, 65535)}.items():
        for value in values:
            for bits in (32, 64):
                broken = elf(whole, bits=bits).set(**{field: value})
                yield f"{field} of {value}, {bits} bits", broken.bytes()
    for bits, values in {32: (1 << 31, (1 << 32) - 1), 64: (1 << 63, (1 << 64) - 1)}.items():
        for value in values:
            for field in ("offset", "size"):
                yield f"{field} of {value}", elf(whole, bits=bits).set(2, **{field: value}).bytes()
            yield f"{value} sections", elf(whole, bits=bits).set(shnum=0).set(0, size=value).bytes()
    for at, value in ((4, 0), (4, 3), (5, 0), (5, 3)):
        data = bytearray(elf(whole).bytes())
        data[at] = value
        yield f"byte {at} as {value}", bytes(data)
    for n in (4, 7, 8, 15, 16, 51, 52, 63):
        yield f"ELF of {n} bytes", elf(whole).bytes()[:n]
    thing = elf(whole).bytes()
    for name, members in {
        "nothing": [], "text": [member("x.txt/", b"text")], "half a header": [b"x.o/   "],
        "no header": [b"x" * 60], "a wrong end": [member("x.o/", thing, end=b"xx")],
        "a size of letters": [member("x.o/", thing, size="abc")],
        "no size": [member("x.o/", thing, size="")],
        "a size too large": [member("x.o/", thing, size="9999999999")],
        "a negative size": [member("x.o/", thing, size="-1")],
        "a long name that is missing": [member("/0", thing)],
        "a long name out of bounds": [member("//", b"a/\n"), member("/99999999", thing)],
        "a long name without an end": [member("//", b"aaaa"), member("/0", thing)],
        "a BSD name that is too long": [member("#1/9999999", thing)],
        "a broken member": [member("x.o/", thing[:300])],
        "archives 30 deep": [nest(thing, 30)],
        "a name to steer a terminal": [member("\x1b[31mx\n/", thing[:300])],
    }.items():
        yield f"an archive of {name}", archive(*members)
    thin = dict(magic=b"!<thin>\n")
    yield "a thin archive of itself", archive(member("bad.pgolens.jsonl/", b"", size="99"), **thin)
    yield "a thin archive of a missing file", archive(member("missing.o/", b"", size="99"), **thin)
    yield "a thin archive of a folder", archive(member("./", b"", size="99"), **thin)
    yield "a thin archive of a device", archive(
        member("//", b"/dev/zero/\n"), member("/0", b"", size="99"), **thin)
    yield "a thin archive of a member far away", archive(
        member("//", b"bad.pgolens.jsonl/\n"), member("/0:99999999", b"", size="99"), **thin)


def nest(data, depth):
    for _ in range(depth):
        data = member("x/", archive(data) if depth else data)
    return data


def bombs():
    """Name -> a file that unpacks to far more than its own size."""
    for name, byte in (("newlines", b"\n"), ("zeros", b"\0"), ("braces", b"{")):
        text = byte * (64 << 20)
        stored = zstd(text)
        yield f"64 MB of {name}", elf(frame(text, stored=stored)).bytes()
        # The frame claims as many bytes as the reader accepts, and contains more.
        yield f"64 MB of {name} that are kept secret", elf(
            frame(b"", stored=stored, length=len(stored) * 900)).bytes()
        yield f"64 MB of {name} under a thousandth", elf(
            frame(text, stored=stored + b"\x50\x2a\x4d\x18" + struct.pack("<I", 70000) + bytes(
                70000))).bytes()
