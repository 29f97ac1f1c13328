/* Classes, interfaces, delegates, templates, nested functions and exceptions.

   SPDX-License-Identifier: GPL-3.0-or-later */

module main;

import core.stdc.stdio : printf;

interface Step
{
    long next(long x);
}

class Add : Step
{
    long by;
    this(long by)
    {
        this.by = by;
    }

    long next(long x)
    {
        return x + by;
    }
}

final class Scramble : Step
{
    long next(long x)
    {
        foreach (i; 0 .. 3)
            x = x * 5 + i;
        return x & 0xffff;
    }
}

T larger(T)(T a, T b)
{
    return a > b ? a : b;
}

long apply(long delegate(long) f, int n)
{
    long sum = 0;
    foreach (i; 0 .. n)
        sum += f(i);
    return sum;
}

long checked(long x)
{
    if (x % 101 == 0)
        throw new Exception("unusual");
    return x % 13;
}

long depth(int n)
{
    return n < 2 ? 1 : depth(n / 2) + depth(n / 3);
}

int main()
{
    Step[] steps = [cast(Step) new Add(3), new Add(7), new Scramble];
    long total = 1;

    long nested(long x)
    {
        return x + (total & 3);
    }

    foreach (i; 0 .. 2000)
    {
        total = steps[i % 20 == 0 ? 2 : i % 2].next(total);
        total = larger(total, cast(long) i);
        total += nested(i);
        try
            total += checked(i);
        catch (Exception)
            total++;
    }
    total += apply(&nested, 300) + apply((long x) => x ^ 5, 200);
    total += depth(200);
    printf("%ld\n", total);
    return 0;
}
