/* The link's record has the conditions that a compile recorded, as well. */
/* { dg-do link } */
/* { dg-plugin-options "-fplugin-arg-pgolens-branches" } */
/* { dg-profile-run "1000" } */
#include "../pgolens.events/ways.c"
/* { dg-final { scan-way use both 24 100 } } */
/* { dg-final { scan-way use turned 34 250 } } */
/* { dg-final { scan-way use loop 42 300 } } */
/* { dg-final { scan-way use late 57 9 } } */
/* { dg-final { scan-way use main 70 1000 } } */
