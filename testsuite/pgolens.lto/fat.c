/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compile ran the IPA inliner on fat objects once; the record is the link's.  */
/* { dg-do link } */
/* { dg-options "-O2 -ffat-lto-objects" } */
/* { dg-additional-sources "more/statics-2.c" } */

#include "more/statics-1.h"

/* { dg-final { scan-record nouse "run -> second" inlined ipa-inline } } */
/* { dg-final { scan-record nouse "second -> tiny" inlined einline } } */
/* { dg-final { scan-stack nouse "tiny < second < run" inlined } } */
/* { dg-final { scan-stack nouse "helper < second < run" not-inlined } } */
/* { dg-final { scan-record nouse "run -> helper" not-inlined FUNCTION_NOT_INLINABLE } } */
/* { dg-final { scan-function nouse helper source "*pgolens.lto/fat.c" } } */
/* { dg-final { scan-function nouse helper source "*more/statics-2.c" } } */
/* { dg-final { scan-unit nouse stage wpa } } */
/* { dg-final { scan-unit nouse units.source "*more/statics-2.c" } } */
