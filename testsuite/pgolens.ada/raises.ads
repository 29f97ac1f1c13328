--  SPDX-License-Identifier: GPL-3.0-or-later
--  The specification of raises.adb.

package Raises is
   type Shape is abstract tagged null record;
   function Area (S : Shape) return Integer is abstract;
   type Square is new Shape with record
      Side : Integer;
   end record;
   overriding function Area (S : Square) return Integer;
   function Any (S : Shape'Class) return Integer;
   function Known (S : Square) return Integer;
   procedure Guarded (X : Integer);
end Raises;
