--  SPDX-License-Identifier: GPL-3.0-or-later
--  A package body: a check that may raise, a handler, a dispatching call.

package body Raises is
   procedure Elsewhere (X : Integer);
   pragma Import (C, Elsewhere, "elsewhere");

   function Area (S : Square) return Integer is
   begin
      return S.Side * S.Side;
   end Area;

   function Any (S : Shape'Class) return Integer is
   begin
      return Area (S);
   end Any;

   function Known (S : Square) return Integer is
   begin
      return Area (S);
   end Known;

   procedure Guarded (X : Integer) is
   begin
      Elsewhere (X);
   exception
      when Constraint_Error => Elsewhere (0);
   end Guarded;
end Raises;

--  { dg-options "-O2 -gnatp" }
--  { dg-final { scan-record nouse "Raises.Any -> ?" not-inlined indirect INDIRECT_UNKNOWN_CALL } }
--  { dg-final { scan-record nouse "Raises.Known -> Raises.Area" inlined } }
--  { dg-final { scan-record-count nouse 2 "Raises.Guarded -> Raises.Elsewhere" BODY_NOT_AVAILABLE } }
--  { dg-final { scan-record-count nouse 1 "Raises.Guarded -> Raises.Elsewhere" eh line=27 } }
--  { dg-final { scan-dumps nouse } }
