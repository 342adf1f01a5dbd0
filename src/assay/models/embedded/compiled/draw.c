/* Which token comes next: temperature and nucleus. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exact.h"
#include "parts.h"

struct candidate {
    double logit; /* less the largest */
    int token;
    double own, reached; /* its probability times a number, and all up to it */
};

/* The likeliest first; of two alike the one of the lower number. */
static int by_likelihood(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->logit != b->logit)
        return a->logit < b->logit ? 1 : -1;
    return a->token < b->token ? -1 : 1;
}

/* The place of the drawn one among the sorted. */
static int place_of(
    struct candidate *sorted, int count, double temperature, double top_p, double uniform)
{
    double reached = 0;
    int kept = 0, place = 0;
    for (int i = 0; i < count; i++) {
        sorted[i].own = exp(sorted[i].logit / temperature);
        sorted[i].reached = reached += sorted[i].own;
    }
    for (int i = 0; i < count; i++)
        kept += sorted[i].reached - sorted[i].own < top_p * reached;
    const double bar = uniform * sorted[kept > 0 ? kept - 1 : 0].reached;
    for (int i = 0; i < count; i++)
        place += sorted[i].reached <= bar;
    return place < kept ? place : kept - 1;
}

/* The logarithm of the sum of the exponentials. */
static double logarithm_of_sum(const struct candidate *all, int count, double *likely)
{
    double total = 0;
    for (int i = 0; i < count; i++)
        likely[i] = exp(all[i].logit);
    snap_to(likely, count, -40);
    for (int i = 0; i < count; i++)
        total += likely[i];
    return log(total);
}

int llama_draw(
    const struct llama *llama, int rows, struct text *const *texts, const double *temperatures,
    const double *top_ps, const double *uniforms, int *tokens, double *logarithms)
{
    const int count = llama->shape.vocabulary;
    struct candidate *all = malloc(count * sizeof *all);
    double *likely = malloc(count * sizeof *likely);
    for (int row = 0; all && likely && row < rows; row++) {
        const double *logits = texts[row]->logits;
        double most = logits[0];
        for (int i = 1; i < count; i++)
            most = logits[i] > most ? logits[i] : most;
        for (int i = 0; i < count; i++)
            all[i] = (struct candidate){.logit = logits[i] - most, .token = i};
        const double sum = logarithm_of_sum(all, count, likely);
        qsort(all, count, sizeof *all, by_likelihood);
        const int place =
            temperatures[row] == 0
                ? 0
                : place_of(all, count, temperatures[row], top_ps[row], uniforms[row]);
        tokens[row] = all[place].token;
        logarithms[row] = all[place].logit - sum;
    }
    const int done = all && likely;
    free(all);
    free(likely);
    return done ? 0 : -1;
}
