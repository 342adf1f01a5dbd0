/* What is kept of one text. */

#include <stdlib.h>
#include <string.h>

#include "parts.h"

enum { STEP = 64 };  /* positions by which the room grows at least */

struct text *text_new(const struct llama *llama)
{
    struct text *text = calloc(1, sizeof *text);
    if (!text)
        return NULL;
    text->llama = llama;
    text->logits = calloc(llama->shape.vocabulary, sizeof *text->logits);
    if (!text->logits) {
        free(text);
        return NULL;
    }
    return text;
}

void text_free(struct text *text)
{
    free(text->keys);
    free(text->values);
    free(text->logits);
    free(text);
}

const double *text_logits(const struct text *text)
{
    return text->logits;
}

/* The first `length` positions of one text's keys and values into another's. */
static void moved(
    const struct shape *shape, int length, const double *keys, const double *values, int room,
    struct text *to)
{
    const size_t size = shape->size, heads = (size_t)shape->layers * shape->key_heads;
    for (size_t row = 0; row < heads * size; row++)
        memcpy(to->keys + row * to->room, keys + row * room, length * sizeof *keys);
    for (size_t head = 0; head < heads; head++)
        memcpy(
            to->values + head * to->room * size, values + head * room * size,
            length * size * sizeof *values);
}

int text_reserve(struct text *text, int positions)
{
    if (positions <= text->room)
        return 0;
    const struct shape *shape = &text->llama->shape;
    const size_t one = (size_t)shape->layers * shape->key_heads * shape->size;
    int room = text->room + text->room / 2;
    room = room < positions ? positions : room;
    room = (room + STEP - 1) / STEP * STEP;
    double *keys = malloc(one * room * sizeof *keys), *values = malloc(one * room * sizeof *values);
    if (!keys || !values) {
        free(keys);
        free(values);
        return -1;
    }
    struct text old = *text;
    text->keys = keys, text->values = values, text->room = room;
    if (old.room)
        moved(shape, old.room, old.keys, old.values, old.room, text);
    free(old.keys);
    free(old.values);
    return 0;
}

int text_copy(struct text *text, const struct text *other, int length)
{
    const struct shape *shape = &text->llama->shape;
    if (text_reserve(text, length))
        return -1;
    moved(shape, length, other->keys, other->values, other->room, text);
    memcpy(text->logits, other->logits, shape->vocabulary * sizeof *text->logits);
    return 0;
}
