/* Splits what a team of causes is worth into what each of them is worth: Shapley values (L. S. Shapley,
   "A value for n-person games", 1953), exactly or from sampled orders.

   A coalition is a set of players, as bits: player I is in S if S has the bit 1 << I. What a coalition
   is worth is given in whole numbers. A value is a multiple of 1 / n!, kept as such: nothing is lost
   before it is rounded for people, and values rounded to whole numbers still add up to the whole.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SHAPLEY_H
#define PGL_SHAPLEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More players than that have too many coalitions to ask all of them. */
#define PGL_SHAPLEY_MOST 12

/* What a coalition is worth. May only be asked for those that are there: see pgl_shapley_orders. */
typedef double pgl_worth(const void *context, uint32_t coalition);

/* The values of N players, at most PGL_SHAPLEY_MOST, by all 2^N coalitions. They add up to
   WORTH(all) - WORTH(none) as far as double does. */
void pgl_shapley_exact(unsigned n, pgl_worth *worth, const void *context, double *ret_values);
/* What players I and J are worth together beyond what each is: the pairwise interaction index (Grabisch
   and Roubens 1999), by all coalitions. */
double pgl_shapley_interaction(unsigned n, unsigned i, unsigned j, pgl_worth *worth,
			       const void *context);

/* Orders in which players join, each followed by its reverse, which makes sampled values vary less. */
struct pgl_shapley_orders {
	unsigned n;	   /* players */
	size_t n_orders;   /* even */
	unsigned char *at; /* order I: at[I * n ... ] */
};

/* N_ORDERS orders, rounded up to an even number, that only SEED decides. */
void pgl_shapley_orders_init(struct pgl_shapley_orders *orders, unsigned n, size_t n_orders,
			     uint64_t seed);
void pgl_shapley_orders_release(struct pgl_shapley_orders *orders);
/* The coalition of the first K players of order I. */
uint32_t pgl_shapley_coalition(const struct pgl_shapley_orders *orders, size_t i, unsigned k);
/* Means of the players' contributions over all orders, which add up to the whole, and the half widths of
   their 95 % intervals: what another choice of orders may change. */
void pgl_shapley_sampled(const struct pgl_shapley_orders *orders, pgl_worth *worth,
			 const void *context, double *ret_values, double *ret_half_widths);

/* VALUES rounded to whole numbers that add up to WHOLE: down, and those with the largest remainders up.
   For equal remainders the first ones. */
void pgl_round_to_sum(const double *values, size_t n, int64_t whole, int64_t *ret);

#endif
