/* pgolens: what did the profile change in this program? Main is a table of commands (command.h says
   how to add one); it parses, gives help, and makes sure that what was printed arrived.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiment/variants/compiler.h"
#include "base/words.h"
#include "base/report.h"
#include "base/xalloc.h"

static const struct pgl_command *const commands[] = {
	&pgl_command_run,     &pgl_command_show,      &pgl_command_diff,    &pgl_command_why,
	&pgl_command_explain, &pgl_command_report,    &pgl_command_stat,    &pgl_command_size,
	&pgl_command_profile, &pgl_command_attribute, &pgl_command_advise,  &pgl_command_bisect,
	&pgl_command_check,   &pgl_command_export,    &pgl_command_service, &pgl_command_cc,
};
#define N_COMMANDS (sizeof commands / sizeof *commands)

/* Standard output --------------------------------------------------------------------------- */

/* Prints TEXT on standard output; gives STATUS, or trouble if it did not arrive. */
static enum pgl_exit print(const char *text)
{
	struct pgl_output_values standard = {.path = NULL};
	struct pgl_output output;

	if (pgl_command_open(&standard, &output))
		return PGL_EXIT_TROUBLE;
	fputs(text, output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

/* A program started with one of its three streams closed must not find a file of its own in its
   place: what is read or written there fails as it should. */
static void occupy_streams(void)
{
	while (fcntl(STDIN_FILENO, F_GETFD) < 0 && open("/dev/null", O_WRONLY) == STDIN_FILENO)
		;
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
			exit(PGL_EXIT_TROUBLE);
}

/* Help and version -------------------------------------------------------------------------- */

static enum pgl_exit print_version(void)
{
	return print("pgolens " PGOLENS_VERSION "\n");
}

static void add_overview(struct pgl_strbuf *text)
{
	pgl_strbuf_add(text, "Usage: pgolens COMMAND [OPTION]... RECORD...\n"
			     "Show, compare and replay the inlining decisions of GCC.\n"
			     "\nCommands:\n");
	for (size_t i = 0; i < N_COMMANDS; i++)
		pgl_strbuf_addf(text, "  %-9s  %s\n", commands[i]->usage->name,
				commands[i]->usage->summary);
	pgl_strbuf_addf(text, "  %-9s  %s\n", "help", "print the help of a command");
	pgl_strbuf_addf(text, "  %-9s  %s\n", "version", "print the version");
	pgl_strbuf_add(text,
		       "\nOptions:\n"
		       "  -h, --help     print this help\n"
		       "      --version  print the version\n"
		       "\nRECORD is a file that gcc -fplugin=pgolens wrote, an object, archive,\n"
		       "library or program with embedded records, a directory of these, or -.\n"
		       "'pgolens help COMMAND' describes a command.\n"
		       "\nExit status:\n"
		       "  0  fine\n"
		       "  1  diff: the records differ; check: a rule is broken\n"
		       "  2  trouble\n"
		       "\nExamples:\n"
		       "  gcc -O2 -fplugin=pgolens -c x.c && pgolens show x.pgolens.jsonl\n"
		       "  pgolens diff old/ new/\n");
}

static enum pgl_exit print_overview(void)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	add_overview(&text);
	enum pgl_exit status = print(text.text);

	pgl_strbuf_release(&text);
	return status;
}

static enum pgl_exit print_help(const struct pgl_usage *usage)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_usage_help(usage, &text);
	enum pgl_exit status = print(text.text);

	pgl_strbuf_release(&text);
	return status;
}

/* Commands ---------------------------------------------------------------------------------- */

static const struct pgl_command *find_command(const char *name)
{
	for (size_t i = 0; i < N_COMMANDS; i++)
		if (!strcmp(commands[i]->usage->name, name))
			return commands[i];
	return NULL;
}

static enum pgl_exit unknown_command(const char *name)
{
	struct pgl_nearest nearest = {.word = NULL};

	for (size_t i = 0; i < N_COMMANDS; i++)
		pgl_nearest_offer(&nearest, name, commands[i]->usage->name);
	pgl_nearest_offer(&nearest, name, "help");
	pgl_nearest_offer(&nearest, name, "version");
	const char *what = name[0] == '-' && name[1] ? "option" : "command";

	if (nearest.word && name[0] != '-')
		return pgl_command_misused(NULL, "unknown %s '%s'; did you mean '%s'?", what, name,
					   nearest.word);
	return pgl_command_misused(NULL, "unknown %s '%s'", what, name);
}

static enum pgl_exit help(int n, char **names)
{
	const struct pgl_command *command = n ? find_command(names[0]) : NULL;

	if (n > 1)
		return pgl_command_misused(NULL, "help needs one command; got %d", n);
	if (!n || !strcmp(names[0], "help") || !strcmp(names[0], "version"))
		return print_overview();
	return command ? print_help(command->usage) : unknown_command(names[0]);
}

static enum pgl_exit run(const struct pgl_command *command, int argc, char **argv)
{
	void *values = pgl_xcalloc(1, command->values_size);
	struct pgl_error error;
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	size_t n_operands = 0;

	switch (pgl_parse(command->usage, argc, argv, values, &n_operands, &error)) {
	case PGL_PARSED: status = command->run(values, argv, n_operands); break;
	case PGL_PARSED_HELP: status = print_help(command->usage); break;
	case PGL_PARSED_VERSION: status = print_version(); break;
	case PGL_PARSED_WRONG:
		status = pgl_command_misused(command->usage->name, "%s", error.text);
		break;
	}
	pgl_parse_release(command->usage, values);
	free(values);
	return status;
}

static enum pgl_exit no_command(void)
{
	struct pgl_strbuf names = PGL_STRBUF_INIT;

	for (size_t i = 0; i < N_COMMANDS; i++)
		pgl_strbuf_addf(&names, "%s, ", commands[i]->usage->name);
	enum pgl_exit status =
		pgl_command_misused(NULL, "no command given; one of: %shelp, version", names.text);

	pgl_strbuf_release(&names);
	return status;
}

int main(int argc, char **argv)
{
	/* Through a link that is called like a compiler. */
	if (argc && pgl_compiler_is_name(argv[0]))
		return (int)pgl_command_cc_as(argc, argv);
	occupy_streams();
	/* Only to know whether the terminal speaks UTF-8: numbers and order stay the same. */
	setlocale(LC_CTYPE, "");
	if (argc < 2)
		return (int)no_command();
	const char *name = argv[1];
	const struct pgl_command *command = find_command(name);

	if (command)
		return (int)run(command, argc - 2, argv + 2);
	if (!strcmp(name, "help"))
		return (int)help(argc - 2, argv + 2);
	if (!strcmp(name, "-h") || !strcmp(name, "--help"))
		return (int)print_overview();
	if (!strcmp(name, "version") || !strcmp(name, "--version"))
		return (int)print_version();
	return (int)unknown_command(name);
}
