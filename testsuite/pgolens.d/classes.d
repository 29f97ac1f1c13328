// SPDX-License-Identifier: GPL-3.0-or-later
// Methods of classes, a nested function, an instance of a template.
module classes;

extern (C) void elsewhere (int);

class Animal
{
    int legs () { return 4; }
}

final class Bird : Animal
{
    override int legs () { return 2; }
}

int count (Animal a)
{
    return a.legs ();
}

int known (Bird b)
{
    return b.legs ();
}

int outer (int n)
{
    int k = n;
    int inner (int x)
    {
        elsewhere (x);
        return x + k;
    }
    return inner (1);
}

private pragma(inline, true) T thrice (T) (T x)
{
    return cast (T) (x * 3);
}

int user (int n)
{
    return thrice!int (n);
}

// { dg-final { scan-unit nouse compiler.name "GNU D" } }
// { dg-final { scan-record nouse "count -> ?" not-inlined indirect INDIRECT_UNKNOWN_CALL line=19 } }
// { dg-final { scan-record nouse "known -> legs" inlined einline line=24 } }
// { dg-final { scan-record nouse "outer -> inner" inlined line=35 } }
// { dg-final { scan-stack nouse "elsewhere < inner < outer" not-inlined } }
// { dg-final { scan-record nouse "user -> thrice" inlined line=45 } }
// { dg-final { scan-function nouse legs assembler _D7classes4Bird4legsMFZi } }
// { dg-final { scan-dumps nouse } }
