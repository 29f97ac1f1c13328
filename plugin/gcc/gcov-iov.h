/* GCC 11's gcov-io.h includes a gcov-iov.h that Debian's gcc-11-plugin-dev does not install. It
   defines the version of the .gcda format, which nothing here uses. (GCC 12 and later find their
   own.)

   SPDX-License-Identifier: GPL-3.0-or-later */

#define GCOV_VERSION 0
