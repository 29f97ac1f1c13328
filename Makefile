# pgolens: the plugin for GCC and the tool. `make help` lists the targets.
#
#	make				the plugin for the system's gcc, and the tool
#	make GCC=gcc-11			the plugin for another gcc
#	make GCC=aarch64-linux-gnu-gcc-12 plugin	for a cross compiler
#	make V=1			shows whole commands
#	make DEV=1			warnings are errors
#
# SPDX-License-Identifier: GPL-3.0-or-later

VERSION = 0.1.0

GCC = gcc
PREFIX = /usr/local
DESTDIR =
BUILD = build
ifeq ($(origin CC),default)
CC = gcc
endif

MAKEFLAGS += --no-builtin-rules --no-print-directory
# A recipe that calls make uses all processors, unless the user chose a number of jobs.
PARALLEL = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
# Tests leave no files among the sources.
export PYTHONDONTWRITEBYTECODE = 1
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL = all

# --- the compiler the plugin is for --------------------------------------------

GCC_MAJOR := $(shell $(GCC) -dumpversion 2>/dev/null | cut -d. -f1)
GCC_TARGET := $(shell $(GCC) -dumpmachine 2>/dev/null)
# A cross compiler loads plugins for the machine that it runs on.
CROSS := $(filter-out $(shell $(CC) -dumpmachine 2>/dev/null),$(GCC_TARGET))
first_of = $(firstword $(foreach name,$1,$(if $(shell command -v $(name)),$(name))) $(lastword $1))
# The compilers of the plugin. For a cross compiler: those of this machine, of the same release if there are such.
# Otherwise: GCC itself, and the g++ of its release.
ifneq ($(CROSS),)
HOST_GCC := $(call first_of,gcc-$(GCC_MAJOR) $(CC))
HOST_GXX := $(call first_of,g++-$(GCC_MAJOR) g++)
else
HOST_GCC = $(GCC)
HOST_GXX = $(GXX)
endif
GXX := $(dir $(GCC))$(subst gcc,g++,$(notdir $(GCC)))
ifeq ($(dir $(GCC)),./)
GXX := $(subst gcc,g++,$(GCC))
endif
ifeq ($(shell command -v $(GXX)),)
GXX := g++-$(GCC_MAJOR)
endif
GCC_PLUGINS = $(shell $(GCC) -print-file-name=plugin)
PLUGIN_BUILD = $(BUILD)/gcc-$(GCC_MAJOR)$(CROSS:%=-%)
PLUGIN = $(PLUGIN_BUILD)/pgolens.so
TOOL = $(BUILD)/pgolens

# --- flags ------------------------------------------------------------------------

JSONC_CFLAGS := $(shell pkg-config --cflags json-c 2>/dev/null)
JSONC_LIBS := $(or $(shell pkg-config --libs json-c 2>/dev/null),-ljson-c)
ZSTD_LIBS := $(or $(shell pkg-config --libs libzstd 2>/dev/null),-lzstd)
SQLITE_LIBS := $(or $(shell pkg-config --libs sqlite3 2>/dev/null),-lsqlite3)
INIH_LIBS := $(or $(shell pkg-config --libs inih 2>/dev/null),-linih)
XXHASH_LIBS := $(or $(shell pkg-config --libs libxxhash 2>/dev/null),-lxxhash)
DW_LIBS := $(or $(shell pkg-config --libs libdw libelf 2>/dev/null),-ldw -lelf)
# C++ names in cost profiles: libsupc++ has the demangler of GCC's runtime, the only part of it we link.
DEMANGLE_LIBS = -lsupc++
TOOL_LIBS = $(JSONC_LIBS) $(ZSTD_LIBS) $(SQLITE_LIBS) $(INIH_LIBS) $(XXHASH_LIBS) $(DW_LIBS) $(DEMANGLE_LIBS) -lm
# The plugin links zstd statically and hides it: the compiler that loads the plugin may have another version.
PLUGIN_ZSTD = -Wl,--exclude-libs,libzstd.a -l:libzstd.a

# The same source gives the same bytes wherever it is built.
COMMON = -O2 -g -Wall -Wextra -ffile-prefix-map=$(CURDIR)=. -DPGOLENS_VERSION='"$(VERSION)"' \
	$(JSONC_CFLAGS) -MMD -MP $(if $(DEV),-Werror) $(SANITIZE)
C_WARNINGS = -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings -Wformat=2
C_ALL = $(COMMON) $(C_WARNINGS) -std=c11 -D_GNU_SOURCE
PLUGIN_C = $(C_ALL) -fPIC -fvisibility=hidden
PLUGIN_CXX = $(COMMON) -std=gnu++14 -fPIC -fvisibility=hidden -fno-rtti -fno-exceptions \
	-isystem $(GCC_PLUGINS)/include
# We spell our own includes from plugin/ on, in quotes, and GCC's in angle brackets. GCC 11 lacks one
# of its headers; plugin/gcc/ has it.
PLUGIN_INCLUDE = -iquote plugin -idirafter plugin/gcc
TOOL_INCLUDE = -iquote tools -iquote plugin

# The folder of D3's modules, which draw the report: as Debian's node-d3 installs them, or one d3.min.js.
D3 = /usr/share/nodejs
LD = ld

# --- files: found, never listed ---------------------------------------------------

RECORD_C := $(sort $(wildcard plugin/record/*.c))
PLUGIN_C_SOURCES := $(sort $(shell find plugin -name '*.c'))
PLUGIN_SOURCES := $(sort $(shell find plugin -name '*.cc')) $(PLUGIN_C_SOURCES)
TOOL_SOURCES := $(sort $(shell find tools -name '*.c')) $(RECORD_C)
UNIT_TESTS := $(sort $(wildcard tests/unit/*/test-*.c))
CLANG_FORMATTED := $(sort $(shell find plugin tools tests/unit tests/slow -name '*.cc' -o -name '*.[ch]'))

PLUGIN_OBJECTS = $(PLUGIN_SOURCES:%=$(PLUGIN_BUILD)/%.o)
TOOL_OBJECTS = $(TOOL_SOURCES:%=$(BUILD)/obj/%.o)
PAGE = $(BUILD)/obj/html/page.o
PAGE_D3 = $(BUILD)/obj/html/d3.found
PAGE_FILES := $(sort $(wildcard tools/render/report/page/*.html tools/render/report/page/*.css tools/render/report/page/*.js))
# What unit tests may link: the tool's files without main, or the plugin's C files.
UNIT_TOOL = $(filter-out %/commands/main.c.o,$(TOOL_OBJECTS)) $(PAGE)
UNIT_PLUGIN = $(PLUGIN_C_SOURCES:%=$(BUILD)/obj/%.o)
UNIT_PROGRAMS = $(UNIT_TESTS:tests/%.c=$(BUILD)/%)
UNIT_OF_PLUGIN = $(filter $(BUILD)/unit/plugin/%,$(UNIT_PROGRAMS))
# NAMES selects tests (strbuf) and folders of tests (base).
units_named = $(filter %/test-$1 $(BUILD)/unit/$1/%,$(UNIT_PROGRAMS))
UNIT_SELECTED = $(if $(NAMES),$(foreach name,$(NAMES),$(call units_named,$(name))),$(UNIT_PROGRAMS))

# $(call run,WORD,FILE,COMMAND): a quiet line for COMMAND.
run = $(if $(V),$3,@printf '  %-7s %s\n' '$1' '$2'; $3)

# --- build ------------------------------------------------------------------------

all: plugin tool	## build the plugin and the tool

plugin: $(PLUGIN)	## build only the plugin: build/gcc-N/pgolens.so

tool: $(TOOL)		## build only the tool: build/pgolens

$(PLUGIN): $(PLUGIN_OBJECTS)
	$(call run,LINK,$@,$(HOST_GCC) -shared $(PLUGIN_LDFLAGS) -o $@ $^ $(PLUGIN_ZSTD) $(JSONC_LIBS))

# Symbols are weak, so that another GCC, which may lack some of the functions, can load the plugin, which
# then reports that it does not fit.
$(PLUGIN_BUILD)/%.cc.o: %.cc Makefile | plugin-ready
	@mkdir -p $(@D)
	$(call run,C++,$<,$(HOST_GXX) $(PLUGIN_CXX) $(CXXFLAGS) $(PLUGIN_INCLUDE) -c -o $@ $<)
	@objcopy --weaken $@

$(PLUGIN_BUILD)/%.c.o: %.c Makefile | plugin-ready
	@mkdir -p $(@D)
	$(call run,C,$<,$(HOST_GCC) $(PLUGIN_C) $(CFLAGS) $(PLUGIN_INCLUDE) -c -o $@ $<)

$(TOOL): $(TOOL_OBJECTS) $(PAGE)
	$(call run,LINK,$@,$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(TOOL_LIBS))

# The report's page, as bytes in the program: the part before the data, and the part after it. We notice by
# their names that modules of D3 came or went, because packages contain old files.
D3_FOUND = $(D3) $(wildcard $(D3)/d3-*/dist/*.min.js $(D3)/d3.min.js)

$(PAGE_D3): always
	@mkdir -p $(@D)
	@echo '$(D3_FOUND)' | cmp -s - $@ || echo '$(D3_FOUND)' >$@

$(PAGE): tools/render/report/page/assemble $(PAGE_FILES) $(PAGE_D3) Makefile
	$(call run,PAGE,$@,tools/render/report/page/assemble '$(D3)' $(@D) && cd $(@D) && \
		$(LD) -r -z noexecstack -b binary -o $(@F) head.html tail.html)

.PHONY: always

$(BUILD)/obj/plugin/%.c.o: plugin/%.c Makefile | tool-ready
	@mkdir -p $(@D)
	$(call run,C,$<,$(CC) $(C_ALL) $(CFLAGS) $(PLUGIN_INCLUDE) -c -o $@ $<)

$(BUILD)/obj/tools/%.c.o: tools/%.c Makefile | tool-ready
	@mkdir -p $(@D)
	$(call run,C,$<,$(CC) $(C_ALL) $(CFLAGS) $(TOOL_INCLUDE) -c -o $@ $<)

$(BUILD)/obj/tests/unit/%.c.o: tests/unit/%.c Makefile | tool-ready
	@mkdir -p $(@D)
	$(call run,C,$<,$(CC) $(C_ALL) $(CFLAGS) $(TOOL_INCLUDE) -iquote tests/unit -c -o $@ $<)

$(BUILD)/obj/tests/unit/plugin/%.c.o: tests/unit/plugin/%.c Makefile | tool-ready
	@mkdir -p $(@D)
	$(call run,C,$<,$(CC) $(C_ALL) $(CFLAGS) $(PLUGIN_INCLUDE) -c -o $@ $<)

# Archives: a test links only what it needs.
$(BUILD)/unit/tool.a: $(UNIT_TOOL)
$(BUILD)/unit/plugin.a: $(UNIT_PLUGIN)
%.a:
	@mkdir -p $(@D)
	@rm -f $@
	$(call run,AR,$@,ar rcD $@ $^)

$(UNIT_OF_PLUGIN): $(BUILD)/unit/plugin.a
$(filter-out $(UNIT_OF_PLUGIN),$(UNIT_PROGRAMS)): $(BUILD)/unit/tool.a
$(UNIT_PROGRAMS): $(BUILD)/%: $(BUILD)/obj/tests/%.c.o Makefile
	@mkdir -p $(@D)
	$(call run,LINK,$@,$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $< $(filter %.a,$^) $(TOOL_LIBS) -lcmocka)

.PHONY: plugin-ready tool-ready
plugin-ready: tool-ready
	@command -v $(GCC) >/dev/null && ! $(GCC) -v 2>&1 | grep -q '^gcc version' && { \
		echo "make: '$(GCC)' is not GCC; only GCC loads the plugin" >&2; exit 1; } || :
	@$(GCC) -print-file-name=plugin/include/gcc-plugin.h | grep -q ^/ && command -v $(HOST_GXX) >/dev/null || { \
		echo "make: cannot build a plugin for '$(GCC)'; run: make deps$(if \
		$(filter-out gcc,$(GCC)), GCC=$(GCC))" >&2; exit 1; }

tool-ready:
	@printf '#include <json-c/json.h>\n#include <zstd.h>\n#include <sqlite3.h>\n#include <ini.h>\n#include <xxhash.h>\n#include <elfutils/libdwfl.h>\n' | \
		$(CC) $(JSONC_CFLAGS) -E - >/dev/null 2>&1 || { \
		echo "make: no headers of json-c, zstd, sqlite3, inih, xxhash or libdw; run: make deps" >&2; exit 1; }

-include $(shell find $(BUILD) '(' -name workloads -o -name matrix -o -name bare -o -path '$(BUILD)/coverage' ')' -prune -o -type f -name '*.d' -print 2>/dev/null)

# --- packages ---------------------------------------------------------------------

deps:			## install all that any target needs (Debian; as root)
	@tests/bin/deps $(GCC) build test service truth builds report format

deps-build:		## install what is needed to build
	@tests/bin/deps $(GCC) build

# --- tests ------------------------------------------------------------------------

# Each part keeps its log in $(LOGS), ends it with "N passed, N failed" and fails if a test did.
LOGS = $(BUILD)/check
CHECK_PARTS = layers language unit cli gcc course
log = mkdir -p $(LOGS); tests/bin/logged $(LOGS)/$1.log
check_env = BUILD='$(abspath $(BUILD))' PLUGIN='$(abspath $(PLUGIN))' GCC='$(GCC)' GXX='$(GXX)' \
	DATA='$(CURDIR)/tests/data'

check:			## install what is missing, build, run all tests
	@tests/bin/deps $(GCC) build test
	@$(MAKE) $(PARALLEL) all
	@rm -rf $(LOGS)
	+@for part in $(CHECK_PARTS); do $(MAKE) check-$$part || :; done
	@tests/bin/summary $(CHECK_PARTS:%=$(LOGS)/%.log)

unit: $(UNIT_SELECTED)
# A test that cannot be built fails; a program of an earlier build must not run in its place.
check-unit:		## the C modules, one program each (NAMES='strbuf table', or folders: base)
	$(foreach name,$(NAMES),$(if $(call units_named,$(name)),,$(error no unit test '$(name)')))
	+@$(MAKE) $(PARALLEL) -k unit || { rm -f $(UNIT_SELECTED); $(MAKE) -k unit; } || :
	@$(call log,unit) env $(check_env) tests/unit/run $(UNIT_SELECTED)

check-cli: all		## the tool's commands: tests/cli/*.t (NAMES='diff why')
	@$(call log,cli) env $(check_env) tests/cli/run $(NAMES:%=tests/cli/%.t)

check-gcc: all		## the compiler in the loop: testsuite/ (RUNTESTFLAGS=...)
	@$(call log,gcc) env $(check_env) tests/bin/gcc '$(abspath $(LOGS))/gcc' $(RUNTESTFLAGS)

check-course: all	## every command of docs/course and of README.md (PAGES=...)
	@$(call log,course) env $(check_env) tests/slow/course/check-course $(PAGES)

# The folder that keeps fetched GCCs; a GCC of the machine is used if it has all languages.
MATRIX = $(BUILD)/matrix
check-matrix: all	## the same under GCC 11 to 16 (GCCS='11 16'); fetches missing ones, as root
	@tests/bin/deps $(GCC) build test
	@$(call log,matrix) env $(check_env) MATRIX='$(abspath $(MATRIX))' MAKE='$(MAKE)' \
		tests/slow/matrix/check-matrix $(GCCS)

# CROSS_GCCS: a cross compiler each; a target of another byte order, and one without an operating system, are among them.
CROSS_GCCS = aarch64-linux-gnu-gcc-12 arm-linux-gnueabihf-gcc-12 s390x-linux-gnu-gcc-12 arm-none-eabi-gcc
check-cross: all	## the plugin for cross compilers: records, and the same objects (CROSS_GCCS=s390x-linux-gnu-gcc-12)
	@for gcc in $(CROSS_GCCS); do tests/bin/deps $$gcc build || exit; done
	@$(call log,cross) env $(check_env) MAKE='$(MAKE) $(PARALLEL)' tests/slow/cross/check-cross $(CROSS_GCCS)

check-layers:		## no #include points up in the architecture; no banned function
	@$(call log,layers) tests/bin/check-layers --all

check-language:		## plugin/, tools/ and docs/ have none of the wordings that tests/bin/language lists
	@$(call log,language) tests/bin/check-language

check-truth: all	## every decision against the compiler's own dumps
	@tests/bin/deps $(GCC) truth
	@$(call log,truth) env $(check_env) tests/slow/truth/check-truth

check-counts: all	## how often functions are entered, against callgrind: csmith's programs (SEEDS=1-30), tests/programs/counts (NAMES=...)
	@tests/bin/deps $(GCC) build counts
	@$(call log,counts) env $(check_env) SEEDS='$(SEEDS)' $(if $(LEVELS),LEVELS='$(LEVELS)') KEEP='$(KEEP)' \
		tests/slow/counts/check-counts $(NAMES)

check-why: all		## what `why` prints for sampled calls of real programs, against the dumps (NAMES=...)
	@tests/bin/deps $(GCC) truth
	@$(call log,why) env $(check_env) NAMES='$(NAMES)' SITES='$(SITES)' SEED='$(SEED)' tests/slow/truth/check-why

check-replay: all	## decisions replayed on real programs (NAMES=...)
	@tests/bin/deps $(GCC) truth
	@$(call log,replay) env $(check_env) NAMES='$(NAMES)' tests/slow/truth/check-replay

check-builds: all	## programs with their own build systems, built as docs/howto/build-systems.md says
	@tests/bin/deps $(GCC) builds
	@$(call log,builds) env $(check_env) tests/slow/builds/check-builds

check-planted: all	## attribute names the causes planted in small programs (NAMES='split fight')
	@tests/bin/deps $(GCC) planted
	@$(call log,planted) env $(check_env) tests/programs/planted/run $(NAMES)

check-planted-flags:	## the same with GCC's own switches, without pgolens
	@tests/bin/deps $(GCC) planted
	@$(call log,planted-flags) env $(check_env) tests/programs/planted/by-flags $(NAMES)

check-attribute: all	## split the gains of real programs (NAMES='lua expat zlib')
	@tests/bin/deps $(GCC) truth
	@$(call log,attribute) env $(check_env) tests/slow/attribute/check-attribute $(NAMES)

check-run: all		## pgolens run on real programs, A/A tests, a planted difference (NAMES='lua aa')
	@tests/bin/deps $(GCC) run
	@$(call log,run) env $(check_env) RUNS='$(RUNS)' tests/slow/run/check-run $(NAMES)

check-advise: all	## advise keeps the gain without the profile (NAMES='hot-call expat lua')
	@tests/bin/deps $(GCC) advise
	@$(call log,advise) env $(check_env) tests/slow/advise/check-advise $(NAMES)

check-export: all	## flamegraph.pl, LLVM, Graphviz and SQLite read the exported files
	@tests/bin/deps $(GCC) export
	@$(call log,export) env $(check_env) tests/slow/export/check-export

check-report: all	## the HTML report, clicked through in headless Chromium (NAMES=sqlite, SHOTS=DIR)
	@tests/bin/deps $(GCC) build report
	@$(call log,report) env $(check_env) SHOTS='$(SHOTS)' tests/slow/report/check-report $(NAMES)

check-torture: all	## GCC's own test programs, with and without the plugin (TENTH=1: a tenth)
	@tests/bin/deps $(GCC) test torture
	@$(call log,torture) env $(check_env) TENTH='$(TENTH)' tests/slow/torture/check-torture $(GROUPS)

check-bare:		## make check in a bare Debian 12, as root and as another user; as root (KEEP=1 keeps the system)
	@tests/bin/deps $(GCC) bare
	@$(call log,bare) env $(check_env) KEEP='$(KEEP)' tests/slow/bare/check-bare $(NAMES)

check-format:		## clang-format agrees with every file
	@tests/bin/deps $(GCC) format
	@clang-format --dry-run -Werror $(CLANG_FORMATTED)

function-sizes:		## print how long the functions of plugin/ and tools/ are
	@tests/bin/function-sizes

coverage:		## lines and branches that unit tests, commands and DejaGnu execute, by folder; HTML in build/coverage/
	@tests/bin/deps $(GCC) build test coverage
	+@BUILD='$(BUILD)/coverage' GCC='$(GCC)' MAKE='$(MAKE)' tests/bin/coverage

# For clangd and other editors; git ignores it, because the path of GCC's headers differs between machines.
compile_flags.txt: Makefile	## compiler options, for editors
	@printf '%s\n' -D_GNU_SOURCE '-DPGOLENS_VERSION="$(VERSION)"' $(JSONC_CFLAGS) -iquote tools -iquote plugin \
		-iquote tests/unit -idirafter plugin/gcc -isystem $(GCC_PLUGINS)/include -Wall -Wextra >$@

format:			## clang-format every file in place
	@tests/bin/deps $(GCC) format
	@clang-format -i $(CLANG_FORMATTED)

ASAN = $(MAKE) $(PARALLEL) BUILD=$(BUILD)/asan \
	SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'

ASAN_PARTS = unit cli fuzz
asan:			## unit tests, commands and hostile input under ASan and UBSan (SHORT=yes: no long commands)
	@rm -rf $(BUILD)/asan/check
	+@for part in $(ASAN_PARTS); do $(ASAN) asan-$$part PLUGIN='$(abspath $(PLUGIN))' || :; done
	@tests/bin/summary $(ASAN_PARTS:%=$(BUILD)/asan/check/%.log)

asan-unit: check-unit
asan-cli: $(TOOL)
	@$(call log,cli) env $(check_env) tests/cli/run $(if $(SHORT),--short) $(NAMES:%=tests/cli/%.t)
asan-fuzz: $(TOOL)
	@$(call log,fuzz) env $(check_env) tests/slow/fuzz/hostile --full

fuzz: $(TOOL)		## hostile input
	@$(call log,fuzz) env $(check_env) tests/slow/fuzz/hostile

bench: all		## what the plugin and the tool cost
	@$(check_env) tests/slow/bench/bench

# --- programs to look at ----------------------------------------------------------

demo:			## install what is missing, build, run all steps with a service
	@tests/bin/deps $(GCC) build service
	@$(MAKE) $(PARALLEL) show-demo

# A second make, because there may have been no compiler to ask when this one began.
show-demo: all
	@$(check_env) tests/programs/workloads/demo

workload: all		## compare two builds of NAME=lua|expat|sqlite|zlib|leveldb
	@test -n '$(NAME)' || { echo "make: which workload? make workload NAME=lua" >&2; exit 2; }
	@$(check_env) tests/programs/workloads/compare $(NAME)

images: all		## redraw docs/images/diff.svg and explain.svg from the workload cv
	@$(check_env) docs/images/draw

# --- install ----------------------------------------------------------------------

BIN = $(DESTDIR)$(PREFIX)/bin
MAN1 = $(DESTDIR)$(PREFIX)/share/man/man1
DOC = $(DESTDIR)$(PREFIX)/share/doc/pgolens
# All pages but the course, whose commands need the clone. Links between pages work as they do here.
DOCS = $(sort $(wildcard README.md LICENSE docs/*.md docs/howto/*.md docs/reference/*.md docs/explanation/*.md \
	docs/schema/*.json docs/images/*.svg docs/images/*.png))
MANS = $(sort $(wildcard docs/man/*.1))

install: all		## install under PREFIX, and the plugin where GCC=... looks for plugins
	install -d '$(BIN)' '$(MAN1)' '$(DOC)' '$(DESTDIR)$(GCC_PLUGINS)'
	install -m 755 $(TOOL) '$(BIN)/pgolens'
	install -m 644 $(PLUGIN) '$(DESTDIR)$(GCC_PLUGINS)/pgolens.so'
	$(if $(MANS),install -m 644 $(MANS) '$(MAN1)')
	@$(foreach doc,$(DOCS),install -D -m 644 $(doc) '$(DOC)/$(doc)' &&) :

uninstall:		## remove what `make install` put there
	rm -f '$(BIN)/pgolens' '$(DESTDIR)$(GCC_PLUGINS)/pgolens.so' \
		$(patsubst %,'$(MAN1)/%',$(notdir $(MANS))) $(patsubst %,'$(DOC)/%',$(DOCS))
	if test -d '$(DOC)'; then find '$(DOC)' -depth -type d -empty -delete; fi

clean:			## remove build/
	rm -rf $(BUILD)

help:			## this list
	@sed -n 's/^\([a-z][a-z_.-]*\):[^#]*## /\1\t/p' Makefile | \
		awk -F '\t' '{ printf "  make %-18s %s\n", $$1, $$2 }'

.PHONY: all function-sizes coverage plugin tool unit deps deps-build check check-unit check-cli check-gcc check-course check-matrix \
	check-cross check-layers check-language check-truth check-counts check-why check-replay check-attribute check-run check-advise check-planted \
	check-planted-flags \
	check-bare check-torture check-export check-report check-builds check-format format asan asan-unit asan-cli asan-fuzz fuzz \
	bench demo show-demo workload images install uninstall clean help
