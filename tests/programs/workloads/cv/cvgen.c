/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Input generator of the demo: N CVs, one a line, drawn by a generator of our own from SEED.
 * Few strings have escapes, fewer have \u, one line in a thousand is broken.  With a third
 * argument, `array`, the CVs form one JSON array instead and none is broken.
 *
 * usage: cvgen SEED N [array]
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define PICK(list) ((list)[below(sizeof(list) / sizeof((list)[0]))])

static uint64_t state;

static const char *const given[] = {
	"Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "Ken", "Jos\xc3\xa9",
	"Radia", "S\xc3\xb8ren", "Linus", "Margaret", "Niklaus", "Zo\\u00eb", "Yukihiro",
};
static const char *const family[] = {
	"Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Allen", "Thompson",
	"Valim", "Perlman", "Kierkegaard", "O'Neill", "Hamilton", "Wirth", "M\\u00fcller",
};
static const char *const cities[] = {
	"London", "Oslo", "Porto", "Z\xc3\xbcrich", "Gda\xc5\x84sk", "Kyoto", "Lima", "Nairobi",
};
static const char *const subjects[] = {
	"Algebra", "Analysis", "Compilers", "Operating Systems", "Databases", "Networks",
	"Statistics", "Logic", "Graphics", "Cryptography", "Robotics", "Ethics", "Optics",
	"Category Theory", "Signals \\/ Systems", "\\\"Soft\\\" Skills",
};
static const char *const companies[] = {
	"Acme", "Globex", "Initech", "Umbrella", "Hooli", "Stark\\tIndustries", "Wayne & Sons",
};
static const char *const titles[] = {
	"Engineer", "Senior Engineer", "Analyst", "Architect", "Team Lead", "Researcher",
	"Technical Writer", "Site Reliability Engineer",
};
static const char *const verbs[] = {
	"designed", "rewrote", "measured", "retired", "documented", "operated", "tested", "sold",
};
static const char *const things[] = {
	"the billing system", "a compiler back end", "the login page", "nightly builds",
	"a cache of 40 % hit rate", "a \\\"temporary\\\" script", "two data centres",
	"the release notes \\ud83d\\ude80", "an on-call rota", "a queue",
};

static unsigned below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 33) % n);
}

static void put_person(void)
{
	printf("\"personal_info\": {\"name\": \"%s %s\"", PICK(given), PICK(family));
	printf(", \"email\": \"user%u@example.org\"", below(1000000));
	if (below(4))
		printf(", \"phone\": \"+%u %07u\"", 1 + below(99), below(10000000));
	else
		printf(", \"phone\": null");
	printf(", \"city\": \"%s\", \"born\": %u", PICK(cities), 1950 + below(55));
	if (below(10) == 0)
		printf(", \"links\": [{\"kind\": \"web\", \"ok\": true}, -1.5e3, []]");
	putchar('}');
}

static void put_education(unsigned from)
{
	unsigned n_courses = 2 + below(9);

	printf("{\"school\": \"University of %s\", \"degree\": \"%s\"", PICK(cities),
	       below(2) ? "BSc" : "MSc");
	printf(", \"from\": %u, \"to\": %u, \"gpa\": %u.%02u, \"courses\": [", from,
	       from + 2 + below(4), 1 + below(4), below(100));
	for (unsigned i = 0; i < n_courses; i++) {
		printf("%s{\"name\": \"%s %u\", \"credits\": ", i ? ", " : "", PICK(subjects),
		       1 + below(below(4) ? 3 : 60));
		if (below(50) == 0)
			printf("%ue-1", 10 + below(100));
		else
			printf(below(3) ? "%u" : "%u.5", 1 + below(12));
		printf(", \"grade\": \"%c\"}", 'A' + (char)below(5));
	}
	printf("]}");
}

static void put_job(unsigned from, bool is_current)
{
	unsigned n_tasks = below(6);

	printf("{\"company\": \"%s\", \"title\": \"%s\", \"from\": %u, ", PICK(companies),
	       PICK(titles), from);
	if (is_current)
		printf("\"current\": true");
	else
		printf("\"to\": %u", from + below(8));
	printf(", \"tasks\": [");
	for (unsigned i = 0; i < n_tasks; i++)
		printf("%s\"%s %s\"", i ? ", " : "", PICK(verbs), PICK(things));
	printf("]}");
}

static void put_cv(bool is_broken)
{
	unsigned n_schools = 1 + below(3), n_jobs = below(6), year = 1970 + below(40);

	putchar('{');
	put_person();
	printf(", \"education\": [");
	for (unsigned i = 0; i < n_schools; i++) {
		printf("%s", i ? ", " : "");
		put_education(year + 3 * i);
	}
	printf(is_broken ? "}, " : "], ");
	printf("\"work_experience\": [");
	for (unsigned i = 0; i < n_jobs; i++) {
		printf("%s", i ? ", " : "");
		put_job(year + 6 + 3 * i, i + 1 == n_jobs && below(2));
	}
	printf("]}");
}

int main(int argc, char **argv)
{
	long n = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	bool is_array = argc > 3;

	if (n <= 0 || argc > 4) {
		fprintf(stderr, "usage: cvgen SEED N [array]\n");
		return 2;
	}
	state = strtoull(argv[1], NULL, 10) * UINT64_C(0x9e3779b97f4a7c15) + 1;
	if (is_array)
		puts("[");
	for (long i = 0; i < n; i++) {
		put_cv(!is_array && below(1000) == 0);
		puts(is_array && i + 1 < n ? "," : "");
	}
	if (is_array)
		puts("]");
	return fflush(stdout) || ferror(stdout);
}
