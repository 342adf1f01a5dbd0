/* Products and sums may be fused here: both are exact, so that changes no bit. */
#if defined(__clang__)
#pragma clang fp contract(fast)
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=fast")
#endif

#include "product.h"

#include <string.h>

#include "exact.h"

enum { AT_ONCE = 4 };  /* outputs that share what was loaded of x */

void matrix_append(struct matrix *matrix, const double *rows, int count)
{
    const int inputs = matrix->inputs;
    for (int j = 0; j < count; j++) {
        double *row = matrix->weight + (size_t)(matrix->outputs + j) * inputs, units = 0;
        memcpy(row, rows + (size_t)j * inputs, inputs * sizeof *row);
        const int exponent = exponent_of(row, inputs);
        snap_to(row, inputs, exponent - WEIGHT_BITS);
        for (int i = 0; i < inputs; i++)
            units += fabs(row[i]);
        /* A row of x of at most 2^bits units adds up to no more than that times these units. */
        units = ldexp(units, WEIGHT_BITS - exponent);
        const int bits = DOUBLE - bits_of(units > 1 ? (unsigned long long)units : 1);
        if (bits < matrix->bits)
            matrix->bits = bits;
    }
    matrix->outputs += count;
}

size_t product_scratch(int inputs, int rows)
{
    return (size_t)((rows + ROWS - 1) / ROWS) * ROWS * inputs;
}

/* Rows side by side: (blocks, inputs, ROWS), rounded; where rows are missing, zeros. */
static void pack(int rows, int inputs, int bits, const double *x, double *packed)
{
    for (int row = 0; row < rows; row++) {
        const double *from = x + (size_t)row * inputs;
        double *to = packed + (size_t)(row / ROWS) * inputs * ROWS + row % ROWS;
        const double far = ldexp(1.5, exponent_of(from, inputs) - bits + 52);
        for (int i = 0; i < inputs; i++)
            to[i * ROWS] = (from[i] + far) - far;
    }
    for (int row = rows; row % ROWS; row++) {
        double *to = packed + (size_t)(row / ROWS) * inputs * ROWS + row % ROWS;
        for (int i = 0; i < inputs; i++)
            to[i * ROWS] = 0;
    }
}

struct part {
    int inputs, rows, outputs;
    const double *weight, *packed; /* of these outputs, and of all rows */
    double *y;                     /* of the first row, from these outputs on */
};

#define NAME few_anywhere
#define WIDTH 2
#define TARGET
#include "few_outputs.h"

#if defined(__x86_64__)
#define NAME few_with_avx2
#define WIDTH 4
#define TARGET __attribute__((target("avx2,fma")))
#include "few_outputs.h"

#define NAME few_with_avx512
#define WIDTH 8
#define TARGET __attribute__((target("avx512f")))
#include "few_outputs.h"
#endif

/* One output of every row. */
static void one_output(struct part p)
{
    for (int row = 0; row < p.rows; row++, p.y += p.outputs) {
        const double *x = p.packed + (size_t)(row / ROWS) * p.inputs * ROWS + row % ROWS;
        double sum = 0;
        for (int i = 0; i < p.inputs; i++)
            sum += p.weight[i] * x[(size_t)i * ROWS];
        *p.y = sum;
    }
}

/* The code for the widest registers that this processor has. */
static void (*widest(void))(struct part)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f"))
        return few_with_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return few_with_avx2;
#endif
    return few_anywhere;
}

void product(const struct matrix *matrix, int rows, const double *x, double *y, double *scratch)
{
    void (*const few)(struct part) = widest();
    struct part part = {matrix->inputs, rows, matrix->outputs, matrix->weight, scratch, y};
    pack(rows, matrix->inputs, matrix->bits, x, scratch);
    for (int j = 0; j < matrix->outputs;) {
        const int count = j + AT_ONCE <= matrix->outputs ? AT_ONCE : 1;
        (count == 1 ? one_output : few)(part);
        part.weight += (size_t)count * matrix->inputs;
        part.y += count;
        j += count;
    }
}
