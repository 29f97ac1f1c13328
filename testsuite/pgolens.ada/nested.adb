--  SPDX-License-Identifier: GPL-3.0-or-later
--  { dg-options "-O2 -fno-ipa-cp -fno-partial-inlining" }
--  Procedures inside one another, which share variables, and an instance of a generic one.

procedure Nested is
   procedure Elsewhere (X : Integer);
   pragma Import (C, Elsewhere, "elsewhere");

   Total : Integer := 0;

   generic
      type T is private;
      with function Plus (L, R : T) return T;
   function Sum_Of (X, Y, Z : T) return T;

   function Sum_Of (X, Y, Z : T) return T is
   begin
      return Plus (Plus (X, Y), Z);
   end Sum_Of;

   procedure Add (X : Integer) is
   begin
      Total := Total + X;
   end Add;

   procedure Report is
      procedure Line (N : Integer) is
      begin
         Elsewhere (N + Total);
      end Line;
   begin
      Line (1);
   end Report;

   function Sum is new Sum_Of (Integer, "+");
begin
   for I in 1 .. 10 loop
      Add (Sum (I, I, I));
   end loop;
   Report;
end Nested;

--  { dg-final { scan-unit nouse compiler.name "GNU Ada" } }
--  { dg-final { scan-record nouse "Nested -> Nested.Add" inlined line=38 } }
--  { dg-final { scan-record nouse "Nested -> Nested.Sum" inlined line=38 } }
--  { dg-final { scan-record-any nouse "Nested* -> Nested.Report.Line" inlined ipa-inline line=32 } }
--  { dg-final { scan-stack nouse "Nested.Elsewhere < Nested.Report.Line < Nested.Report < Nested" not-inlined } }
--  { dg-final { scan-function nouse Nested assembler _ada_nested } }
--  { dg-final { scan-dumps nouse } }
