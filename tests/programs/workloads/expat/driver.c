/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Driver of the expat workload: parses a file several times with SAX handlers, as a program
 * that reads feeds would, and prints counts and a checksum of everything that Expat reported.  The
 * hash salt is fixed, so every run executes the same instructions.  Namespaces are on.
 *
 * usage: expat FILE [REPEAT]
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expat.h"

#define BLOCK 16384

struct feed {
	uint64_t elements;
	uint64_t attributes;
	uint64_t characters;
	uint64_t comments;
	uint64_t sum;
	unsigned depth;
	unsigned max_depth;
};

static void mix(struct feed *feed, const char *data, size_t size)
{
	uint64_t sum = feed->sum;

	for (size_t i = 0; i < size; i++)
		sum = (sum ^ (unsigned char)data[i]) * UINT64_C(1099511628211);
	feed->sum = sum;
}

static void XMLCALL start_element(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct feed *feed = data;

	feed->elements++;
	if (++feed->depth > feed->max_depth)
		feed->max_depth = feed->depth;
	mix(feed, name, strlen(name));
	for (; attributes[0]; attributes += 2) {
		feed->attributes++;
		mix(feed, attributes[0], strlen(attributes[0]));
		mix(feed, attributes[1], strlen(attributes[1]));
	}
}

static void XMLCALL end_element(void *data, const XML_Char *name)
{
	struct feed *feed = data;

	(void)name;
	feed->depth--;
}

static void XMLCALL character_data(void *data, const XML_Char *text, int size)
{
	struct feed *feed = data;

	feed->characters += (uint64_t)size;
	mix(feed, text, (size_t)size);
}

static void XMLCALL comment(void *data, const XML_Char *text)
{
	struct feed *feed = data;

	feed->comments++;
	mix(feed, text, strlen(text));
}

static int parse(FILE *file, XML_Parser parser)
{
	size_t size;

	do {
		void *buffer = XML_GetBuffer(parser, BLOCK);

		if (!buffer)
			return -1;
		size = fread(buffer, 1, BLOCK, file);
		if (XML_ParseBuffer(parser, (int)size, size == 0) == XML_STATUS_ERROR) {
			fprintf(stderr, "expat: line %lu: %s\n",
				(unsigned long)XML_GetCurrentLineNumber(parser),
				XML_ErrorString(XML_GetErrorCode(parser)));
			return -1;
		}
	} while (size > 0);
	return ferror(file) ? -1 : 0;
}

int main(int argc, char **argv)
{
	struct feed feed = { .sum = UINT64_C(14695981039346656037) };
	long repeat = argc > 2 ? strtol(argv[2], NULL, 10) : 1;
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;

	if (!file) {
		fprintf(stderr, "usage: expat FILE [REPEAT]\n");
		return 2;
	}
	for (long i = 0; i < repeat; i++) {
		XML_Parser parser = XML_ParserCreateNS(NULL, ' ');
		int failed;

		if (!parser)
			return 1;
		XML_SetHashSalt(parser, 42);
		XML_SetUserData(parser, &feed);
		XML_SetElementHandler(parser, start_element, end_element);
		XML_SetCharacterDataHandler(parser, character_data);
		XML_SetCommentHandler(parser, comment);
		rewind(file);
		failed = parse(file, parser);
		XML_ParserFree(parser);
		if (failed)
			return 1;
	}
	fclose(file);
	printf("elements %llu\nattributes %llu\ncharacters %llu\ncomments %llu\n"
	       "depth %u\nsum %016llx\n",
	       (unsigned long long)feed.elements, (unsigned long long)feed.attributes,
	       (unsigned long long)feed.characters, (unsigned long long)feed.comments,
	       feed.max_depth, (unsigned long long)feed.sum);
	return 0;
}
