/*
 * Random numbers for the plain C model: the xoshiro128** generator of Blackman and Vigna
 * and the ziggurat of Marsaglia and Tsang for the exponential law, which needs a logarithm for
 * about one draw in a hundred only.
 */
#ifndef BENCH_RANDOM_H
#define BENCH_RANDOM_H

#include <math.h>
#include <stdint.h>

struct generator {
    uint32_t state[4];
};

static inline uint32_t rotate_left(uint32_t value, int places)
{
    return (value << places) | (value >> (32 - places));
}

static inline uint32_t next_bits(struct generator *generator)
{
    uint32_t *state = generator->state;
    uint32_t result = rotate_left(state[1] * 5, 7) * 9;
    uint32_t shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate_left(state[3], 11);
    return result;
}

/* SplitMix64 spreads the seed over the state, so that near seeds give unlike streams. */
static void seed_generator(struct generator *generator, uint64_t seed, uint64_t stream)
{
    uint64_t counter = seed * 0x9e3779b97f4a7c15u + stream * 0xd1342543de82ef95u;
    for (int word = 0; word < 4; word++) {
        uint64_t mixed = (counter += 0x9e3779b97f4a7c15u);
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
        generator->state[word] = (uint32_t)((mixed ^ (mixed >> 31)) >> 32);
    }
}

static uint32_t zigguratAccept[256];
static double zigguratWidth[256], zigguratHeight[256];
static const double zigguratTail = 7.69711747013104972;

static void build_ziggurat(void)
{
    const double scale = 4294967296.0, area = 0.0039496598225815571993;
    double edge = zigguratTail, inner = zigguratTail;
    double base = area / exp(-edge);
    zigguratAccept[0] = (uint32_t)(edge / base * scale);
    zigguratAccept[1] = 0;
    zigguratWidth[0] = base / scale;
    zigguratWidth[255] = edge / scale;
    zigguratHeight[0] = 1.0;
    zigguratHeight[255] = exp(-edge);
    for (int layer = 254; layer >= 1; layer--) {
        edge = -log(area / edge + exp(-edge));
        zigguratAccept[layer + 1] = (uint32_t)(edge / inner * scale);
        inner = edge;
        zigguratHeight[layer] = exp(-edge);
        zigguratWidth[layer] = edge / scale;
    }
}

static inline double uniform(struct generator *generator)
{
    return (next_bits(generator) + 0.5) / 4294967296.0;
}

/* A rejected draw is rare; keeping its path out of line keeps the common path short. */
static __attribute__((noinline)) double exponential_slow(struct generator *generator, uint32_t bits)
{
    for (;;) {
        unsigned layer = bits & 255;
        double candidate = bits * zigguratWidth[layer];
        if (bits < zigguratAccept[layer])
            return candidate;
        if (layer == 0)
            return zigguratTail - log(uniform(generator));
        double height = zigguratHeight[layer] + uniform(generator) * (zigguratHeight[layer - 1] - zigguratHeight[layer]);
        if (height < exp(-candidate))
            return candidate;
        bits = next_bits(generator);
    }
}

/* An exponential draw of the given mean, rounded to whole microseconds. */
static inline uint64_t exponential_us(struct generator *generator, double meanUs)
{
    uint32_t bits = next_bits(generator);
    unsigned layer = bits & 255;
    double draw = bits < zigguratAccept[layer] ? bits * zigguratWidth[layer] : exponential_slow(generator, bits);
    return (uint64_t)(draw * meanUs + 0.5);
}

#endif
