/* A matrix product x · Wᵀ that is exact after its factors are rounded. */

#ifndef ASSAY_PRODUCT_H
#define ASSAY_PRODUCT_H

#include <stddef.h>

enum { ROWS = 8 };  /* rows of x that are multiplied at once */

struct matrix {
    int outputs, inputs;
    int bits;       /* to which the rows of x are rounded */
    double *weight; /* (outputs, inputs), rounded */
};

/* Appends rows to a matrix that has memory for them. */
void matrix_append(struct matrix *matrix, const double *rows, int count);

/* Doubles of scratch that `product` needs for so many rows. */
size_t product_scratch(int inputs, int rows);

/* x is (rows, inputs), y (rows, outputs). */
void product(const struct matrix *matrix, int rows, const double *x, double *y, double *scratch);

#endif
