/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading numbers.  Short ones, nearly all, are exact in double arithmetic: a mantissa below
 * 2^53, multiplied or divided by a power of ten up to 10^22.  strtod reads the rest.
 */
#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chars.h"

#define MAX_DIGITS 18
#define MAX_EXACT (INT64_C(1) << 53)
#define MAX_POWER 22
#define MAX_TEXT 128

struct parts {
	bool is_negative;
	bool is_inexact;	/* more digits than the mantissa holds */
	bool has_fraction;
	int n_digits;
	int64_t mantissa;
	int exponent;
};

static bool is_digit_at(const char *at, const char *end)
{
	return at < end && cv_char_is(*at, CV_CHAR_DIGIT);
}

static void add_digit(struct parts *parts, char digit)
{
	if (parts->n_digits >= MAX_DIGITS) {
		parts->is_inexact = true;
		return;
	}
	parts->mantissa = parts->mantissa * 10 + (digit - '0');
	if (parts->mantissa)
		parts->n_digits++;
}

static const char *read_whole(const char **at, const char *end, struct parts *parts)
{
	if (!is_digit_at(*at, end))
		return "expected a digit";
	if (**at == '0' && is_digit_at(*at + 1, end))
		return "number with a leading zero";
	for (; is_digit_at(*at, end); (*at)++)
		add_digit(parts, **at);
	return NULL;
}

static const char *read_fraction(const char **at, const char *end, struct parts *parts)
{
	parts->has_fraction = true;
	(*at)++;
	if (!is_digit_at(*at, end))
		return "expected a digit after '.'";
	for (; is_digit_at(*at, end); (*at)++) {
		add_digit(parts, **at);
		if (!parts->is_inexact)
			parts->exponent--;
	}
	return NULL;
}

static const char *read_exponent(const char **at, const char *end, struct parts *parts)
{
	bool is_negative = false;
	int exponent = 0;

	parts->has_fraction = true;
	(*at)++;
	if (*at < end && (**at == '-' || **at == '+'))
		is_negative = *(*at)++ == '-';
	if (!is_digit_at(*at, end))
		return "expected a digit in the exponent";
	for (; is_digit_at(*at, end); (*at)++) {
		if (exponent < 10000)
			exponent = exponent * 10 + (**at - '0');
	}
	parts->exponent += is_negative ? -exponent : exponent;
	return NULL;
}

static double scale(double mantissa, int exponent)
{
	static const double powers[MAX_POWER + 1] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
		1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
	};

	return exponent < 0 ? mantissa / powers[-exponent] : mantissa * powers[exponent];
}

static const char *convert_slowly(const char *start, const char *end, double *ret_real)
{
	char text[MAX_TEXT];
	size_t size = (size_t)(end - start);

	if (size >= sizeof(text))
		return "number too long";
	memcpy(text, start, size);
	text[size] = '\0';
	*ret_real = strtod(text, NULL);
	return isfinite(*ret_real) ? NULL : "number too large";
}

const char *cv_number_read(const char **at, const char *end, struct cv_number *ret_number)
{
	struct parts parts = { .is_negative = **at == '-' };
	const char *start = *at;
	const char *problem;

	*at += parts.is_negative;
	problem = read_whole(at, end, &parts);
	if (!problem && *at < end && **at == '.')
		problem = read_fraction(at, end, &parts);
	if (!problem && *at < end && (**at == 'e' || **at == 'E'))
		problem = read_exponent(at, end, &parts);
	if (problem)
		return problem;
	ret_number->is_integer = !parts.has_fraction && !parts.is_inexact;
	ret_number->integer = parts.is_negative ? -parts.mantissa : parts.mantissa;
	if (parts.is_inexact || parts.mantissa > MAX_EXACT || abs(parts.exponent) > MAX_POWER)
		return convert_slowly(start, *at, &ret_number->real);
	ret_number->real = scale((double)parts.mantissa, parts.exponent);
	if (parts.is_negative)
		ret_number->real = -ret_number->real;
	return NULL;
}
