/* A model's weights, made and freed. */

#include <stdlib.h>
#include <string.h>

#include "parts.h"

#ifndef SOURCES
#define SOURCES ""
#endif

const char *llama_sources(void)
{
    return SOURCES;
}

static double *copied(const double *values, size_t count)
{
    double *made = malloc(count * sizeof *made);
    if (made)
        memcpy(made, values, count * sizeof *made);
    return made;
}

static int matrix_new(struct matrix *matrix, int outputs, int inputs)
{
    *matrix = (struct matrix){.inputs = inputs, .bits = 53};
    matrix->weight = malloc((size_t)outputs * inputs * sizeof *matrix->weight);
    return matrix->weight ? 0 : -1;
}

static int layer_new(struct layer *layer, const struct shape *shape, const double *const *tensors)
{
    const int hidden = shape->hidden, middle = shape->middle;
    const int wide = shape->heads * shape->size, narrow = shape->key_heads * shape->size;
    layer->before_attention = copied(tensors[0], hidden);
    layer->before_gate = copied(tensors[5], hidden);
    if (!layer->before_attention || !layer->before_gate
        || matrix_new(&layer->queries_keys_values, wide + 2 * narrow, hidden)
        || matrix_new(&layer->output, hidden, wide)
        || matrix_new(&layer->gate_and_up, 2 * middle, hidden)
        || matrix_new(&layer->down, hidden, middle))
        return -1;
    matrix_append(&layer->queries_keys_values, tensors[1], wide);
    matrix_append(&layer->queries_keys_values, tensors[2], narrow);
    matrix_append(&layer->queries_keys_values, tensors[3], narrow);
    matrix_append(&layer->output, tensors[4], hidden);
    matrix_append(&layer->gate_and_up, tensors[6], middle);
    matrix_append(&layer->gate_and_up, tensors[7], middle);
    matrix_append(&layer->down, tensors[8], hidden);
    return 0;
}

static int filled(
    struct llama *llama, const double *const *tensors, const double *rates, const int *value_units)
{
    const struct shape *shape = &llama->shape;
    llama->embeddings = copied(tensors[0], (size_t)shape->vocabulary * shape->hidden);
    llama->last = copied(tensors[2], shape->hidden);
    llama->rates = copied(rates, shape->size / 2);
    llama->layers = calloc(shape->layers, sizeof *llama->layers);
    if (!llama->embeddings || !llama->last || !llama->rates || !llama->layers
        || matrix_new(&llama->head, shape->vocabulary, shape->hidden))
        return -1;
    matrix_append(&llama->head, tensors[1], shape->vocabulary);
    for (int place = 0; place < shape->layers; place++) {
        llama->layers[place].value_unit = value_units[place];
        if (layer_new(&llama->layers[place], shape, tensors + 3 + 9 * (size_t)place))
            return -1;
    }
    return 0;
}

struct llama *llama_new(
    const struct shape *shape, const double *const *tensors, const double *rates,
    const int *value_units)
{
    struct llama *llama = calloc(1, sizeof *llama);
    if (!llama)
        return NULL;
    llama->shape = *shape;
    if (filled(llama, tensors, rates, value_units)) {
        llama_free(llama);
        return NULL;
    }
    return llama;
}

void llama_free(struct llama *llama)
{
    for (int place = 0; llama->layers && place < llama->shape.layers; place++) {
        struct layer *layer = &llama->layers[place];
        free(layer->before_attention);
        free(layer->before_gate);
        free(layer->queries_keys_values.weight);
        free(layer->output.weight);
        free(layer->gate_and_up.weight);
        free(layer->down.weight);
    }
    free(llama->layers);
    free(llama->head.weight);
    free(llama->embeddings);
    free(llama->last);
    free(llama->rates);
    free(llama);
}
