--  SPDX-License-Identifier: GPL-3.0-or-later

package Shapes is
   type Shape is abstract tagged null record;
   function Area (This : Shape) return Long_Integer is abstract;
   type Shape_Ref is access Shape'Class;

   type Square is new Shape with record
      Side : Long_Integer;
   end record;
   overriding function Area (This : Square) return Long_Integer;

   type Circle is new Shape with record
      Radius : Long_Integer;
   end record;
   overriding function Area (This : Circle) return Long_Integer;

   function Checked (N : Integer) return Long_Integer;
   function Depth (N : Natural) return Long_Integer;

   generic
      type Item is private;
      with function Before (A, B : Item) return Boolean;
   function Larger (A, B : Item) return Item;
end Shapes;
