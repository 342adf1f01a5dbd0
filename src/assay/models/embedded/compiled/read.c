/* One pass over new tokens. */

#include <stdlib.h>
#include <string.h>

#include "exact.h"
#include "parts.h"

/* Bits of a value and of a share of attention. Shares add up to 1, so their products with values
   are sums below 2^53 units, however many there are. */
enum { SHARE = 26, LARGEST_CONTEXT = 1 << 17 };

struct pass {
    const struct llama *llama;
    int rows;
    const int *positions;
    struct text *const *texts;
    double *x, *inner, *wide, *turns, *scores, *packed; /* by row, but for turns, scores, packed */
};

/* The root-mean-square norm of each row. */
static void normed(const struct pass *pass, const double *x, const double *gain, double *found)
{
    const int hidden = pass->llama->shape.hidden;
    const int bits = (DOUBLE - bits_of(hidden)) / 2;
    for (int row = 0; row < pass->rows; row++, x += hidden, found += hidden) {
        double sum = 0;
        memcpy(found, x, hidden * sizeof *x);
        snap(found, hidden, bits);
        for (int i = 0; i < hidden; i++)
            sum += found[i] * found[i];
        const double root = sqrt(sum / hidden + pass->llama->shape.epsilon);
        for (int i = 0; i < hidden; i++)
            found[i] = found[i] / root * gain[i];
    }
}

/* Rotary positions: the first half of a head turned against the second. */
static void turned(double *head, int size, const double *turns)
{
    for (int i = 0, half = size / 2; i < half; i++) {
        const double a = head[i], b = head[half + i];
        const double cosine = turns[2 * i], sine = turns[2 * i + 1];
        head[i] = a * cosine - b * sine;
        head[half + i] = b * cosine + a * sine;
    }
}

/* Scores to shares of attention. */
static void shares(double *scores, int count)
{
    double most = scores[0], total = 0;
    for (int p = 1; p < count; p++)
        most = scores[p] > most ? scores[p] : most;
    for (int p = 0; p < count; p++)
        scores[p] = exp(scores[p] - most);
    snap_to(scores, count, bits_of(LARGEST_CONTEXT) - DOUBLE);
    for (int p = 0; p < count; p++)
        total += scores[p];
    for (int p = 0; p < count; p++)
        scores[p] /= total;
    snap_to(scores, count, -SHARE);
}

/* What one query sees of `count` positions. */
static void seen(
    const double *query, const double *keys, const double *values, int room, int size, int count,
    double *scores, double *found)
{
    memset(scores, 0, count * sizeof *scores);
    for (int d = 0; d < size; d++)
        for (int p = 0; p < count; p++)
            scores[p] += query[d] * keys[(size_t)d * room + p];
    shares(scores, count);
    memset(found, 0, size * sizeof *found);
    for (int p = 0; p < count; p++)
        for (int d = 0; d < size; d++)
            found[d] += scores[p] * values[(size_t)p * size + d];
}

/* Of one row: turns queries and keys, rounds, and keeps keys and values. */
static void kept(const struct pass *pass, int place, int row, double *every)
{
    const struct shape *shape = &pass->llama->shape;
    const int size = shape->size, bits = (DOUBLE - bits_of(size)) / 2;
    const double *turns = pass->turns + (size_t)row * size;
    const double root = sqrt(size);
    struct text *text = pass->texts[row];
    const size_t position = pass->positions[row], room = text->room;
    for (int head = 0; head < shape->heads; head++, every += size) {
        turned(every, size, turns);
        for (int d = 0; d < size; d++)
            every[d] /= root;
        snap(every, size, bits);
    }
    for (int head = 0; head < shape->key_heads; head++, every += size) {
        const size_t first = ((size_t)place * shape->key_heads + head) * size;
        turned(every, size, turns);
        snap(every, size, bits);
        for (int d = 0; d < size; d++)
            text->keys[(first + d) * room + position] = every[d];
    }
    for (int head = 0; head < shape->key_heads; head++, every += size) {
        const size_t first = ((size_t)place * shape->key_heads + head) * room;
        snap_to(every, size, pass->llama->layers[place].value_unit);
        memcpy(text->values + (first + position) * size, every, size * sizeof *every);
    }
}

/* Queries, keys and values of all rows in `every`, to what the queries see in `found`. */
static void attended(const struct pass *pass, int place, double *every, double *found)
{
    const struct shape *shape = &pass->llama->shape;
    const int size = shape->size, group = shape->heads / shape->key_heads;
    const size_t width = (size_t)(shape->heads + 2 * shape->key_heads) * size;
    for (int row = 0; row < pass->rows; row++)
        kept(pass, place, row, every + row * width);
    for (int row = 0; row < pass->rows; row++) {
        const struct text *text = pass->texts[row];
        for (int head = 0; head < shape->heads; head++, found += size) {
            const size_t first = ((size_t)place * shape->key_heads + head / group) * size;
            seen(
                every + row * width + (size_t)head * size, text->keys + first * text->room,
                text->values + first * text->room, text->room, size, pass->positions[row] + 1,
                pass->scores, found);
        }
    }
}

/* silu(gate) · up, of each row. The sigmoid of what lies below -700 is 0 either way, and cannot
   overflow. */
static void gated(int rows, int middle, const double *both, double *found)
{
    for (int row = 0; row < rows; row++, both += 2 * (size_t)middle, found += middle)
        for (int i = 0; i < middle; i++) {
            const double gate = both[i], low = gate < -700 ? -700 : gate;
            found[i] = gate / (1 + exp(-low)) * both[middle + i];
        }
}

static void added(double *x, const double *more, size_t count)
{
    for (size_t i = 0; i < count; i++)
        x[i] += more[i];
}

static void layer_pass(const struct pass *pass, int place)
{
    const struct layer *layer = &pass->llama->layers[place];
    const struct shape *shape = &pass->llama->shape;
    const int rows = pass->rows;
    const size_t count = (size_t)rows * shape->hidden;
    double *x = pass->x, *inner = pass->inner, *wide = pass->wide, *packed = pass->packed;
    normed(pass, x, layer->before_attention, inner);
    product(&layer->queries_keys_values, rows, inner, wide, packed);
    attended(pass, place, wide, inner);
    product(&layer->output, rows, inner, wide, packed);
    added(x, wide, count);
    normed(pass, x, layer->before_gate, inner);
    product(&layer->gate_and_up, rows, inner, wide, packed);
    gated(rows, shape->middle, wide, inner);
    product(&layer->down, rows, inner, wide, packed);
    added(x, wide, count);
}

/* Whether a row is the last one of its text. */
static int is_last(const struct pass *pass, int row)
{
    return row + 1 == pass->rows || pass->texts[row + 1] != pass->texts[row];
}

/* The logits after the last row of each text. */
static void logits(struct pass *pass)
{
    const struct shape *shape = &pass->llama->shape;
    int last = 0;
    normed(pass, pass->x, pass->llama->last, pass->inner);
    for (int row = 0; row < pass->rows; row++)
        if (is_last(pass, row))
            memcpy(
                pass->x + (size_t)last++ * shape->hidden, pass->inner + (size_t)row * shape->hidden,
                shape->hidden * sizeof *pass->x);
    product(&pass->llama->head, last, pass->x, pass->wide, pass->packed);
    last = 0;
    for (int row = 0; row < pass->rows; row++)
        if (is_last(pass, row))
            memcpy(
                pass->texts[row]->logits, pass->wide + (size_t)last++ * shape->vocabulary,
                shape->vocabulary * sizeof *pass->wide);
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* One piece of memory, cut into what a pass needs. */
static double *pass_memory(struct pass *pass, int longest)
{
    const struct shape *shape = &pass->llama->shape;
    const int wide = shape->heads * shape->size, narrow = shape->key_heads * shape->size;
    const int inner = larger(larger(shape->hidden, wide), shape->middle);
    const size_t rows = pass->rows;
    const size_t sizes[] = {
        rows * shape->hidden, rows * inner,
        rows * larger(larger(wide + 2 * narrow, 2 * shape->middle),
                      larger(shape->hidden, shape->vocabulary)),
        rows * shape->size, longest, product_scratch(inner, pass->rows),
    };
    double **const parts[] = {
        &pass->x, &pass->inner, &pass->wide, &pass->turns, &pass->scores, &pass->packed};
    size_t total = 0;
    for (int part = 0; part < 6; part++)
        total += sizes[part];
    double *memory = malloc(total * sizeof *memory), *next = memory;
    for (int part = 0; memory && part < 6; part++) {
        *parts[part] = next;
        next += sizes[part];
    }
    return memory;
}

int llama_read(
    const struct llama *llama, int rows, const int *tokens, const int *positions,
    struct text *const *texts)
{
    struct pass pass = {.llama = llama, .rows = rows, .positions = positions, .texts = texts};
    const int hidden = llama->shape.hidden, half = llama->shape.size / 2;
    int longest = 0;
    for (int row = 0; row < rows; row++) {
        if (text_reserve(texts[row], positions[row] + 1))
            return -1;
        longest = larger(longest, positions[row] + 1);
    }
    double *memory = pass_memory(&pass, longest);
    if (!memory)
        return -1;
    for (int row = 0; row < rows; row++) {
        double *turns = pass.turns + (size_t)row * 2 * half;
        memcpy(
            pass.x + (size_t)row * hidden, llama->embeddings + (size_t)tokens[row] * hidden,
            hidden * sizeof *pass.x);
        for (int i = 0; i < half; i++) {
            turns[2 * i] = cos(positions[row] * llama->rates[i]);
            turns[2 * i + 1] = sin(positions[row] * llama->rates[i]);
        }
    }
    for (int place = 0; place < llama->shape.layers; place++)
        layer_pass(&pass, place);
    logits(&pass);
    free(memory);
    return 0;
}
