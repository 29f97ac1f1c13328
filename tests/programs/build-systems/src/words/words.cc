// The source in C++.
//
// SPDX-License-Identifier: GPL-3.0-or-later

#include <set>
#include <string>

#include "sample.h"

unsigned count_words(const char *text)
{
	std::set<std::string> words;
	std::string word;

	for (; *text; text++)
		if (*text != ' ' && *text != '\n') {
			word += *text;
		} else if (!word.empty()) {
			words.insert(word);
			word.clear();
		}
	return words.size();
}
