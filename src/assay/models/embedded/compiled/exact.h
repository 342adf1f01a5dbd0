/* Sums without rounding, so that a result never depends on what else was computed beside it.

   Floating-point sums depend on their order, and a matrix product's order depends on the shape of
   the batch, the width of the registers and the compiler. But doubles hold whole numbers up to
   2^53 exactly: where both factors are rounded first, to so few bits that every product and every
   sum of products stays below 2^53 units, no order of summation changes a bit. `snap` does that
   rounding, row by row, with a unit that comes from the row alone. About 23 bits are left for each
   factor, as in single precision.

   The same roundings in the same places as `assay.models.embedded.plain`. */

#ifndef ASSAY_EXACT_H
#define ASSAY_EXACT_H

#include <float.h>
#include <math.h>

#if FLT_EVAL_METHOD != 0
#error "products and sums have to be rounded to doubles, one by one"
#endif

enum { DOUBLE = 53, WEIGHT_BITS = 23 };

/* Bits by which a sum of `count` numbers can be longer than each of them. */
static inline int bits_of(unsigned long long count)
{
    int bits = 0;
    for (count = count > 0 ? count - 1 : 0; count > 0; count >>= 1)
        bits++;
    return bits;
}

/* Of the power of two above the largest number. */
static inline int exponent_of(const double *values, int count)
{
    double most = 0;
    int exponent;
    for (int i = 0; i < count; i++)
        most = fabs(values[i]) > most ? fabs(values[i]) : most;
    frexp(most, &exponent);
    return exponent;
}

/* Rounded to multiples of 2^exponent, ties to even: near 1.5 · 2^52 units a double's steps are one
   unit wide, so adding and taking away that much rounds. */
static inline void snap_to(double *values, int count, int exponent)
{
    const double far = ldexp(1.5, exponent + 52);
    for (int i = 0; i < count; i++)
        values[i] = (values[i] + far) - far;
}

/* Rounded to a multiple of 2^-bits of the power of two above the largest number. */
static inline void snap(double *values, int count, int bits)
{
    snap_to(values, count, exponent_of(values, count) - bits);
}

#endif
