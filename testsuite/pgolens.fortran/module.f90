! SPDX-License-Identifier: GPL-3.0-or-later
! A module's procedures call one another, and one has a procedure of its own inside.

module shapes
  implicit none
contains
  integer function twice (x)
    integer, intent(in) :: x
    twice = 2 * x
  end function

  subroutine fill (a, n)
    integer, intent(in) :: n
    integer, intent(out) :: a(n)
    integer :: i
    do i = 1, n
      a(i) = twice (i)
      call tell (a(i))
    end do
  contains
    subroutine tell (v)
      integer, intent(in) :: v
      call elsewhere (v, n)
    end subroutine
  end subroutine
end module

! { dg-final { scan-unit nouse compiler.name "GNU Fortran*" } }
! { dg-final { scan-record nouse "fill -> twice" inlined einline small line=17 } }
! { dg-final { scan-record nouse "fill -> tell" inlined line=18 } }
! { dg-final { scan-function nouse twice assembler __shapes_MOD_twice } }
! { dg-final { scan-stack nouse "elsewhere < tell < fill" BODY_NOT_AVAILABLE } }
! { dg-final { scan-dumps nouse } }
