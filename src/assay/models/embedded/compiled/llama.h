/* The Llama architecture (Touvron et al., arXiv:2302.13971) in double precision.

   Root-mean-square norms (arXiv:1910.07467), rotary positions (arXiv:2104.09864), grouped queries
   (arXiv:2305.13245), SwiGLU (arXiv:2002.05202). All sums are exact (see exact.h), so a token's
   logits depend on the tokens before it and on nothing else: not on the batch, nor on how a prompt
   is cut into pieces.

   Functions that need memory give NULL, or -1, where there is none. */

#ifndef ASSAY_LLAMA_H
#define ASSAY_LLAMA_H

struct shape {
    int vocabulary, hidden, middle, layers, heads, key_heads, size;
    double epsilon; /* of the norms */
};

struct llama;

/* What the library was made of: a digest of its sources, from whoever compiled them. */
const char *llama_sources(void);

/* Keys and values of what was read and written of one text, and the logits of its next token. */
struct text;

/* `tensors` are the embeddings, the output weights and the last norm's, and of each layer those of
   the norm before attention, of queries, keys, values and output, of the norm before the gate, of
   gate, up and down; all are copied. `rates` are the size / 2 angles by which a position turns.
   `value_units` are by layer the exponents of the units to which values are rounded: one for a
   layer, since values of different positions are summed. */
struct llama *llama_new(
    const struct shape *shape, const double *const *tensors, const double *rates,
    const int *value_units);
void llama_free(struct llama *llama);

struct text *text_new(const struct llama *llama);
void text_free(struct text *text);

/* Makes a text what the first `length` tokens of another are, with its logits. */
int text_copy(struct text *text, const struct text *other, int length);

const double *text_logits(const struct text *text);

/* Reads tokens: each stands at a position of a text, after all before it. Rows of one text follow
   one another; its logits are then those after the last. */
int llama_read(
    const struct llama *llama, int rows, const int *tokens, const int *positions,
    struct text *const *texts);

/* A token for each text, and the natural logarithm of its probability.

   Drawn by the inverse of the distribution function at `uniforms`, among the fewest likely tokens
   that hold `top_ps` of the probability (Holtzman et al., arXiv:1904.09751), after dividing by the
   temperature; at temperature 0 the likeliest. The logarithms are the model's own: before
   temperature and nucleus. */
int llama_draw(
    const struct llama *llama, int rows, struct text *const *texts, const double *temperatures,
    const double *top_ps, const double *uniforms, int *tokens, double *logarithms);

#endif
