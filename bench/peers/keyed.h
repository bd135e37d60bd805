/*
 * The engine's randomness, bit for bit: every draw is a mixed key, not the next number of a stream,
 * and the exponential law comes from the same ziggurat with a position of 24 bits in its layer.
 *
 * Logarithm and exponential are FreeBSD's (msun, e_log.c and e_exp.c) as in the engine, because the
 * last bit of a library's would in the end move an event by a microsecond. They are needed for about
 * one draw in a hundred. The compiler must not fuse a multiplication with an addition
 * (-ffp-contract=off), for the same reason.
 */
#ifndef BENCH_KEYED_H
#define BENCH_KEYED_H

#include <math.h>
#include <stdint.h>
#include <string.h>

static const uint32_t mixingStride = 0x9e3779b9u;
static const uint32_t mixingGap = 0x7feb352du;

enum purpose { PURPOSE_GAP = 8, PURPOSE_STEP = 64 };

/* A bijection of 32 bits: "triple32" of C. Wellons' hash prospector (2018). */
static inline uint32_t mix(uint32_t key)
{
    key ^= key >> 17;
    key *= 0xed5ad4bbu;
    key ^= key >> 11;
    key *= 0xac4c1b51u;
    key ^= key >> 15;
    key *= 0x31848babu;
    return key ^ key >> 14;
}

static inline uint32_t draw(uint32_t key, uint32_t purpose)
{
    return mix(key + (purpose + 1) * mixingStride);
}

/* The key of an attempt; retries are counted from 0, and this model makes none. */
static inline uint32_t attempt_key(uint32_t callKey, uint32_t retries)
{
    return callKey + retries * 0x6c8e9cf5u;
}

static const double ln2High = 6.9314718036912381649e-1;
static const double ln2Low = 1.90821492927058770002e-10;

static inline uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline double double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Natural logarithm of a positive, normal number. */
static double portable_log(double x)
{
    uint64_t bits = bits_of(x);
    int exponent = (int)(bits >> 52) - 1023;
    double mantissa = double_of((bits & 0xfffffffffffffu) | 0x3ff0000000000000u);
    if (mantissa > M_SQRT2) {
        mantissa *= 0.5;
        exponent += 1;
    }
    double f = mantissa - 1;
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
    double odd = z * (6.66666666666673513e-1
        + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860510658591e-1)));
    double half = 0.5 * f * f;
    return exponent * ln2High - (half - (s * (half + even + odd) + exponent * ln2Low) - f);
}

/* e to the power x, for x between -700 and 700. */
static double portable_exp(double x)
{
    double k = floor(x * M_LOG2E + 0.5);
    double upper = x - k * ln2High;
    double lower = k * ln2Low;
    double r = upper - lower;
    double t = r * r;
    double c = r - t * (1.66666666666666019037e-1
        + t * (-2.77777777770155933842e-3
        + t * (6.61375632143793436117e-5 + t * (-1.65339022054652515390e-6 + t * 4.13813679705723846039e-8))));
    double y = 1 - (lower - r * c / (2 - c) - upper);
    return y * double_of((uint64_t)((int64_t)k + 1023) << 52);
}

static uint32_t zigguratEdge[256];
static double zigguratWidth[256], zigguratDensity[256];
static const double zigguratTail = 7.69711747013104972;

/* Fills the tables from the outermost layer inwards; every layer has the same area. */
static void build_ziggurat(void)
{
    const double scale = 16777216.0, area = 3.949659822581557e-3;
    double right = zigguratTail;
    double base = area / portable_exp(-zigguratTail);
    zigguratEdge[0] = (uint32_t)(zigguratTail / base * scale);
    zigguratWidth[0] = base / scale;
    zigguratDensity[0] = 1;
    zigguratWidth[255] = zigguratTail / scale;
    zigguratDensity[255] = portable_exp(-zigguratTail);
    for (int layer = 254; layer >= 1; layer--) {
        double left = -portable_log(area / right + portable_exp(-right));
        zigguratEdge[layer + 1] = (uint32_t)(left / right * scale);
        zigguratWidth[layer] = left / scale;
        zigguratDensity[layer] = portable_exp(-left);
        right = left;
    }
    zigguratEdge[1] = 0;
}

/* The wedges and the tail, with further draws derived from the first. Out of line, as they are rare. */
static __attribute__((noinline)) double exponential_beyond(uint32_t random)
{
    for (;;) {
        uint32_t layer = random & 255;
        double x = (random >> 8) * zigguratWidth[layer];
        if (random >> 8 < zigguratEdge[layer])
            return x;
        random = mix(random + mixingStride);
        double u = random * 0x1p-32;
        if (layer == 0)
            return zigguratTail - portable_log(1 - u);
        double low = zigguratDensity[layer];
        if (low + u * (zigguratDensity[layer - 1] - low) < portable_exp(-x))
            return x;
        random = mix(random + mixingStride);
    }
}

/* An exponential variate of mean 1 from 32 random bits. */
static inline double exponential(uint32_t random)
{
    uint32_t layer = random & 255, position = random >> 8;
    if (__builtin_expect(position < zigguratEdge[layer], 1))
        return position * zigguratWidth[layer];
    return exponential_beyond(random);
}

#endif
