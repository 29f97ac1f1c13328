--  SPDX-License-Identifier: GPL-3.0-or-later

package body Shapes is
   overriding function Area (This : Square) return Long_Integer is (This.Side * This.Side);

   overriding function Area (This : Circle) return Long_Integer is
      Sum : Long_Integer := 0;
   begin
      for I in 1 .. This.Radius loop
         Sum := Sum + 3 * I;
      end loop;
      return Sum;
   end Area;

   function Unusual (N : Integer) return Long_Integer;

   function Checked (N : Integer) return Long_Integer is
   begin
      if N mod 100 = 0 then
         return Unusual (N);
      end if;
      return Long_Integer (N mod 7);
   end Checked;

   function Unusual (N : Integer) return Long_Integer is
   begin
      if N mod 200 = 0 then
         raise Constraint_Error;
      end if;
      return Long_Integer (N);
   end Unusual;

   function Depth (N : Natural) return Long_Integer is
     (if N <= 1 then 1 else Depth (N / 2) + Depth (N / 3));

   function Larger (A, B : Item) return Item is (if Before (A, B) then A else B);
end Shapes;
