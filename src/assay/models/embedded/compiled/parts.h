/* What a model and a text are made of. */

#ifndef ASSAY_PARTS_H
#define ASSAY_PARTS_H

#include "llama.h"
#include "product.h"

struct layer {
    double *before_attention, *before_gate;
    struct matrix queries_keys_values, output, gate_and_up, down;
    int value_unit;
};

struct llama {
    struct shape shape;
    double *embeddings, *last, *rates;
    struct matrix head;
    struct layer *layers;
};

/* Keys are (layers, key heads, size, room), so that a query meets all positions side by side;
   values are (layers, key heads, room, size). */
struct text {
    const struct llama *llama;
    int room;
    double *keys, *values, *logits;
};

/* Makes room for so many positions. */
int text_reserve(struct text *text, int positions);

#endif
