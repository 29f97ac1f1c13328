--  Nested subprograms, generics, dispatching, exceptions and recursion.
--
--  SPDX-License-Identifier: GPL-3.0-or-later

with Interfaces.C; use Interfaces.C;
with Shapes;       use Shapes;

procedure Main is
   function Put (Text : char_array) return int;
   pragma Import (C, Put, "puts");

   Total : Long_Integer := 0;

   function Near (N : Long_Integer) return Long_Integer is (N + Total mod 3);

   function Swap_Long is new Larger (Long_Integer, ">");

   Parts  : array (1 .. 2) of Shape_Ref := (new Square'(Side => 3), new Circle'(Radius => 2));
   Status : int;
begin
   for I in 1 .. 2_000 loop
      Total := (Total + Near (Long_Integer (I))) mod 1_000_003;
      Total := Total + Parts (1 + (if I mod 10 = 0 then 1 else 0)).Area;
      Total := Swap_Long (Total, Long_Integer (I)) mod 1_000_003;
      begin
         Total := Total + Checked (I);
      exception
         when Constraint_Error => Total := Total + 1;
      end;
   end loop;
   Total := Total + Depth (300);
   Status := Put ((if Total mod 2 = 0 then "even" else "odd") & nul);
end Main;
