# pgolens why: which property of a callee keeps GCC from inlining its calls: an attribute, what its code does, or its
# options; not a list of what it might be.
$ cat >callees.c <<'END'
> #include <stdarg.h>
> #include <setjmp.h>
> extern void use(void *);
> extern int twice(int) __attribute__((returns_twice));
> static jmp_buf buffer;
> __attribute__((noinline)) static int noinline_(int x) { return x * 3; }
> __attribute__((noipa)) static int noipa_(int x) { return x * 3; }
> __attribute__((weak)) int weak_(int x) { return x * 3; }
> __attribute__((naked)) static void naked_(void) { __asm__("ret"); }
> static int alloca_(int n) { char *p = __builtin_alloca(n); use(p); return p[0]; }
> static int varargs_(int n, ...) { va_list a; va_start(a, n); int s = va_arg(a, int); va_end(a); return s; }
> static int setjmp_(int n) { return setjmp(buffer) ? 1 : n; }
> static int twice_(int n) { return twice(n) + 1; }
> static int label_(int n) { static void *t[] = {&&a, &&b}; goto *t[n & 1]; a: return 1; b: return 2 + n; }
> static int nested_(int n) { __label__ out; void f(int m) { if (m) goto out; use(&n); } f(n); return 0; out: return 1; }
> static void *apply_(void) { return __builtin_apply_args(); }
> __attribute__((optimize("O0"))) static int unoptimized_(int x) { return x * 3; }
> __attribute__((optimize("no-strict-aliasing"))) static int aliasing_(int x) { return x * 9; }
> int all(int n)
> {
> 	naked_();
> 	use(apply_());
> 	return noinline_(n) + noipa_(n) + weak_(n) + alloca_(n) + varargs_(n, 1) + setjmp_(n) + twice_(n) + label_(n) +
> 	       nested_(n) + unoptimized_(n) + aliasing_(n);
> }
> END
$ cat >why <<'END'
> # why UNIT: the last decision on every call of all()
> pgolens why --format=json $1.pgolens.jsonl all '*_' | jq -r '.calls[] | "\(.callee) \(.instances[0].old.decisions[-1].text)"' |
>   sed 's/rejected by ipa-inline: //' | LC_ALL=C sort
> END
$ $GCC -O2 -fplugin=$PLUGIN -c callees.c && sh why callees
aliasing_ OPTIMIZATION_MISMATCH; caller and callee are compiled with incompatible optimization options; only the callee has fstrict-aliasing=0; the callee has the attribute optimize
alloca_ FUNCTION_NOT_INLINABLE; the callee calls alloca: what it allocates would be freed only when the caller returns; the attribute always_inline overrides this
apply_ FUNCTION_NOT_INLINABLE; the callee uses __builtin_apply_args or __builtin_return, which GCC never inlines
label_ FUNCTION_NOT_INLINABLE; the callee stores the address of a label in a static variable: GCC cannot copy it
naked_ OVERWRITABLE; the callee is declared naked: it consists of assembly only
nested_ FUNCTION_NOT_INLINABLE; a nested function jumps to a label in the callee (a nonlocal goto): GCC cannot copy it
noinline_ FUNCTION_NOT_INLINABLE; the callee is declared noinline
noipa_ OVERWRITABLE; the callee is declared noipa: GCC treats it as if it knew nothing about it
setjmp_ FUNCTION_NOT_INLINABLE; the callee calls setjmp, or another function that returns twice, which GCC never inlines
twice_ FUNCTION_NOT_INLINABLE; the callee calls setjmp, or another function that returns twice, which GCC never inlines
unoptimized_ FUNCTION_NOT_OPTIMIZED; the callee is compiled without optimization, by its attribute optimize
varargs_ FUNCTION_NOT_INLINABLE; the callee reads variable arguments (va_start), which GCC never inlines
weak_ OVERWRITABLE; the callee is a weak symbol: the linker may take another definition
$ $GCC -O2 -fPIC -fno-inline -fplugin=$PLUGIN -x c -c - -o other.o <<'END' && sh why other
> int visible_(int x) { return x * 3; }
> static int static_(int x) { return x * 3; }
> int all(int n) { return visible_(n) + static_(n); }
> END
static_ FUNCTION_NOT_INLINABLE; with -fno-inline, GCC inlines only functions declared always_inline
visible_ OVERWRITABLE; the loader may replace the callee by another definition, as it is visible outside and compiled with -fPIC; -fno-semantic-interposition or hidden visibility allows inlining
