/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PRICE_H
#define PRICE_H

/* What the article I costs. */
unsigned price_of(unsigned i);

#endif
