! SPDX-License-Identifier: GPL-3.0-or-later
! Two entries of one subroutine: GCC makes a master, which both call.
! { dg-options "-O2 -fno-inline-functions -fno-inline-small-functions -fno-early-inlining -fno-inline-functions-called-once" }

subroutine both (x)
  integer :: x
  x = x + 1
  call away (x)
  return
  entry other (x)
  x = x - 1
  call away (x)
end subroutine

! { dg-final { scan-record nouse "both -> master.0.both" not-inlined } }
! { dg-final { scan-record nouse "other -> master.0.both" not-inlined } }
! { dg-final { scan-record nouse "master.0.both -> away" not-inlined BODY_NOT_AVAILABLE } }
! { dg-final { scan-record-count nouse 2 "master.0.both -> away" } }
! { dg-final { scan-record-count nouse 1 "master.0.both -> away" line=8 } }
