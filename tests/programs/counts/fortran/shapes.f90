! Module procedures, internal procedures, recursion, elemental functions and optional arguments.
!
! SPDX-License-Identifier: GPL-3.0-or-later
module shapes
  implicit none
  type :: point
    integer :: x = 0, y = 0
  contains
    procedure :: length => point_length
  end type
contains
  integer function point_length(this)
    class(point), intent(in) :: this
    point_length = abs(this%x) + abs(this%y)
  end function

  elemental integer function clipped(x, limit)
    integer, intent(in) :: x, limit
    clipped = min(max(x, -limit), limit)
  end function

  recursive integer function depth(n) result(total)
    integer, intent(in) :: n
    if (n <= 1) then
      total = n
    else
      total = depth(n / 2) + depth(n / 3) + 1
    end if
  end function

  integer function scaled(x, factor)
    integer, intent(in) :: x
    integer, intent(in), optional :: factor
    if (present(factor)) then
      scaled = x * factor
    else
      scaled = rarely(x)
    end if
  end function

  integer function rarely(x)
    integer, intent(in) :: x
    integer :: i
    rarely = x
    do i = 1, 9
      rarely = rarely + mod(rarely * i, 7)
    end do
  end function
end module

program main
  use shapes
  implicit none
  integer :: i, j, total, row(16)
  type(point) :: p
  total = 0
  do i = 1, 2000
    p%x = i
    p%y = mod(i, 17) - 8
    total = ieor(total, p%length())
    row = clipped([(i + j, j = 1, 16)], 50)
    total = total + sum(row) + inner(i)
    if (mod(i, 50) == 0) then
      total = total + scaled(i)
    else
      total = total + scaled(i, 3)
    end if
  end do
  do i = 1, 20
    total = total + depth(i * 10)
  end do
  print *, total
contains
  integer function inner(n)
    integer, intent(in) :: n
    inner = n + mod(total, 3)
  end function
end program
