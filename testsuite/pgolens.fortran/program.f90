! SPDX-License-Identifier: GPL-3.0-or-later
! The main program, with a profile: a call that runs often, and one that never does.
! { dg-profile-run "" }

module work
  implicit none
  integer :: total = 0
contains
  subroutine often (x)
    integer, intent(in) :: x
    total = total + ieor (x, total)
    if (mod (total, 7) == 3) total = total / 3 + x
  end subroutine
  subroutine never (x)
    integer, intent(in) :: x
    print *, "never", x, total
  end subroutine
end module

program main
  use work
  implicit none
  integer :: i
  do i = 1, 10000
    if (i < 0) call never (i)
    call often (i)
    if (total == i * 1000) call never (i)
  end do
  if (total == 0) stop 1
end program

! { dg-final { scan-record nouse "main -> MAIN__" line=21 } }
! { dg-final { scan-unit use profile.found true } }
! { dg-final { scan-record-any use "MAIN__ -> often" count=10000 precise } }
! { dg-final { scan-function use often count 10000 } }
! { dg-final { scan-function use never profiled never_run } }
! { dg-final { scan-function use never assembler __work_MOD_never } }
