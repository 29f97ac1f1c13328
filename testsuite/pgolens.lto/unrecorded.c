/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One unit was compiled without the plugin: all decisions are recorded, its calls have no locations, and
   the record knows that its functions belong to it.  */
/* { dg-do link } */
/* { dg-unrecorded-sources "more/statics-2.c" } */

#include "more/statics-1.h"

/* { dg-final { scan-record nouse "run -> second" inlined ipa-inline } } */
/* { dg-final { scan-record nouse "run -> helper" not-inlined FUNCTION_NOT_INLINABLE } } */
/* { dg-final { scan-function nouse second source "*more/statics-2.c" } } */
/* { dg-final { scan-function nouse run source "*unrecorded.c" } } */
