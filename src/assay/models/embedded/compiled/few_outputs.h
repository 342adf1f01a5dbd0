/* The function `NAME`: `AT_ONCE` outputs of every row, in registers of `WIDTH` doubles, by the
   instructions that the attribute `TARGET` allows (empty: those that every processor has). Included
   once for each width; the weights of these outputs stay near while all rows pass. */

TARGET static void NAME(struct part p)
{
    typedef double lanes __attribute__((vector_size(WIDTH * sizeof(double)), aligned(8), may_alias));
    for (int row = 0; row < p.rows; row += ROWS) {
        lanes sums[AT_ONCE][ROWS / WIDTH] = {0};
        for (int i = 0; i < p.inputs; i++, p.packed += ROWS)
            for (int j = 0; j < AT_ONCE; j++)
                for (int part = 0; part < ROWS / WIDTH; part++)
                    sums[j][part] += p.weight[j * p.inputs + i] * ((const lanes *)p.packed)[part];
        for (int lane = 0; lane < ROWS && row + lane < p.rows; lane++, p.y += p.outputs)
            for (int j = 0; j < AT_ONCE; j++)
                p.y[j] = sums[j][lane / WIDTH][lane % WIDTH];
    }
}

#undef NAME
#undef WIDTH
#undef TARGET
