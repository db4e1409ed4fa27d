// Vectors of W floats: the only file that knows instruction sets.
//
// kernels.cpp is compiled once per instruction set with NR_ISA defined as avx512, avx2 or portable; everything here and
// in the kernels' headers lives in the namespace of that name. F are floats, I are 32-bit integers of the same width,
// M says yes or no per lane. The types are the compilers' vector types, so + - * / work on them. Nothing here may be
// emitted outside its namespace: the linker could choose a copy that the machine cannot run.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(NR_ISA_AVX512) || defined(NR_ISA_AVX2)
#include <immintrin.h>
#endif

#define NR_INLINE static inline __attribute__((always_inline))

namespace nr::NR_ISA {

// ---------------------------------------------------------------------------------------------------- AVX-512
#if defined(NR_ISA_AVX512)

constexpr int W = 16;
using F = __m512;
using I = __v16si;
using M = __mmask16;

NR_INLINE F set(float x) { return _mm512_set1_ps(x); }
NR_INLINE I set_int(int x) { return (I)_mm512_set1_epi32(x); }
NR_INLINE F load(const float* p) { return _mm512_loadu_ps(p); }
NR_INLINE void store(float* p, F x) { _mm512_storeu_ps(p, x); }
NR_INLINE F load_first(const float* p, int n) { return _mm512_maskz_loadu_ps((M)((1u << n) - 1), p); }
NR_INLINE void store_first(float* p, F x, int n) { _mm512_mask_storeu_ps(p, (M)((1u << n) - 1), x); }
// Past the caches, for what is not read again soon; p is a multiple of the vector's size.
NR_INLINE void stream(float* p, F x) { _mm512_stream_ps(p, x); }
NR_INLINE void stream_fence() { _mm_sfence(); }

NR_INLINE F fma(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }    // a b + c
NR_INLINE F fnma(F a, F b, F c) { return _mm512_fnmadd_ps(a, b, c); }  // c - a b
NR_INLINE F min(F a, F b) { return _mm512_min_ps(a, b); }              // b where either is NaN, and so for max
NR_INLINE F max(F a, F b) { return _mm512_max_ps(a, b); }
NR_INLINE F sqrt(F a) { return _mm512_sqrt_ps(a); }
NR_INLINE F approximate_rcp(F a) { return _mm512_rcp14_ps(a); }
NR_INLINE F ceil(F a) { return _mm512_roundscale_ps(a, 2); }
NR_INLINE I to_int(F a) { return (I)_mm512_cvttps_epi32(a); }
NR_INLINE F to_float(I a) { return _mm512_cvtepi32_ps((__m512i)a); }

NR_INLINE M has_bit(I a, int bit) { return _mm512_test_epi32_mask((__m512i)a, _mm512_set1_epi32(bit)); }
NR_INLINE M less(F a, F b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
NR_INLINE M less_equal(F a, F b) { return _mm512_cmp_ps_mask(a, b, _CMP_LE_OQ); }
NR_INLINE M both(M a, M b) { return a & b; }
NR_INLINE M but_not(M a, M b) { return a & ~b; }
NR_INLINE unsigned bits(M m) { return m; }
NR_INLINE M mask_of(unsigned bits) { return (M)bits; }
NR_INLINE F select(M m, F yes, F no) { return _mm512_mask_blend_ps(m, no, yes); }
NR_INLINE F zero_unless(M m, F a) { return _mm512_maskz_mov_ps(m, a); }
NR_INLINE float sum(F a) { return _mm512_reduce_add_ps(a); }

// r[i][j] becomes r[j][i].
NR_INLINE void transpose(F (&r)[W]) {
    F t[W];
    for (int i = 0; i < W; i += 2) {
        t[i] = _mm512_unpacklo_ps(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_ps(r[i], r[i + 1]);
    }
    for (int i = 0; i < W; i += 4) {
        for (int h = 0; h < 2; ++h) {
            const __m512d a = _mm512_castps_pd(t[i + h]), b = _mm512_castps_pd(t[i + 2 + h]);
            r[i + 2 * h] = _mm512_castpd_ps(_mm512_unpacklo_pd(a, b));
            r[i + 2 * h + 1] = _mm512_castpd_ps(_mm512_unpackhi_pd(a, b));
        }
    }
    for (int i = 0; i < 4; ++i) {
        t[i] = _mm512_shuffle_f32x4(r[i], r[i + 4], 0x88);
        t[i + 4] = _mm512_shuffle_f32x4(r[i], r[i + 4], 0xdd);
        t[i + 8] = _mm512_shuffle_f32x4(r[i + 8], r[i + 12], 0x88);
        t[i + 12] = _mm512_shuffle_f32x4(r[i + 8], r[i + 12], 0xdd);
    }
    for (int i = 0; i < 8; ++i) {
        r[i] = _mm512_shuffle_f32x4(t[i], t[i + 8], 0x88);
        r[i + 8] = _mm512_shuffle_f32x4(t[i], t[i + 8], 0xdd);
    }
}

// Writes the chosen lanes next to each other and returns how many; up to W numbers behind them are overwritten.
NR_INLINE int compress(std::uint32_t* p, M m, I x) {
    _mm512_storeu_si512(p, _mm512_maskz_compress_epi32(m, (__m512i)x));
    return __builtin_popcount(m);
}

// Lane tables for reading and writing rows of C numbers: element e = lane C + column sits in vector e / W.
template <int C>
struct RowLanes {
    alignas(64) int load[C][C][W];   // [column][vector]: two-source permutation of what was found so far and the vector
    alignas(64) int store[C][C][W];  // [vector][column]
    constexpr RowLanes() : load(), store() {
        for (int a = 0; a < C; ++a)
            for (int b = 0; b < C; ++b)
                for (int i = 0; i < W; ++i) {
                    const int e = i * C + a, o = a * W + i;
                    load[a][b][i] = e / W == b ? W + e % W : b == 1 && e / W == 0 ? e : i;
                    store[a][b][i] = o % C == b ? W + o / C : b == 1 && o % C == 0 ? o / C : i;
                }
    }
};

// load(p + OFFSET), |OFFSET| < W, from the vectors before, at and behind p: cheaper than loads across cache lines.
template <int OFFSET>
NR_INLINE F load_near(const float*, F before, F here, F behind) {
    const __m512i low = _mm512_castps_si512(OFFSET < 0 ? before : here);
    const __m512i high = _mm512_castps_si512(OFFSET < 0 ? here : behind);
    return _mm512_castsi512_ps(_mm512_alignr_epi32(high, low, (OFFSET + W) % W));
}

// W rows of C numbers, one after the other, as C columns.
template <int C>
NR_INLINE void split_rows(const F (&v)[C], F (&columns)[C]) {
    static constexpr RowLanes<C> lanes;
    for (int a = 0; a < C; ++a) {
        F t = v[0];
        for (int b = 1; b < C; ++b)
            t = _mm512_permutex2var_ps(t, _mm512_load_si512(lanes.load[a][b]), v[b]);
        columns[a] = t;
    }
}
template <int C>
NR_INLINE void load_rows(const float* p, F (&columns)[C]) {
    F v[C];
    for (int b = 0; b < C; ++b) v[b] = load(p + b * W);
    split_rows(v, columns);
}
// The same from pieces of 4 numbers, without a detour through memory, which would wait for its stores.
template <int C>
NR_INLINE void load_rows(const float* const (&pieces)[W * C / 4], F (&columns)[C]) {
    F v[C];
    for (int b = 0; b < C; ++b) {
        const float* const* const p = pieces + b * 4;
        v[b] = _mm512_castps128_ps512(_mm_loadu_ps(p[0]));
        v[b] = _mm512_insertf32x4(v[b], _mm_loadu_ps(p[1]), 1);
        v[b] = _mm512_insertf32x4(v[b], _mm_loadu_ps(p[2]), 2);
        v[b] = _mm512_insertf32x4(v[b], _mm_loadu_ps(p[3]), 3);
    }
    split_rows(v, columns);
}
template <int C>
NR_INLINE void store_rows(float* p, const F (&columns)[C]) {
    static constexpr RowLanes<C> lanes;
    for (int a = 0; a < C; ++a) {
        F t = columns[0];
        for (int b = 1; b < C; ++b)
            t = _mm512_permutex2var_ps(t, _mm512_load_si512(lanes.store[a][b]), columns[b]);
        store(p + a * W, t);
    }
}

// ---------------------------------------------------------------------------------------------------- AVX2 + FMA
#elif defined(NR_ISA_AVX2)

constexpr int W = 8;
using F = __m256;
using I = __v8si;
using M = __m256;

NR_INLINE F set(float x) { return _mm256_set1_ps(x); }
NR_INLINE I set_int(int x) { return (I)_mm256_set1_epi32(x); }
NR_INLINE F load(const float* p) { return _mm256_loadu_ps(p); }
NR_INLINE void store(float* p, F x) { _mm256_storeu_ps(p, x); }
NR_INLINE M mask_of(unsigned bits) {
    const __m256i lane = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    return _mm256_castsi256_ps(_mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32((int)bits), lane), lane));
}
NR_INLINE F load_first(const float* p, int n) {
    return _mm256_maskload_ps(p, _mm256_castps_si256(mask_of((1u << n) - 1)));
}
NR_INLINE void store_first(float* p, F x, int n) {
    _mm256_maskstore_ps(p, _mm256_castps_si256(mask_of((1u << n) - 1)), x);
}
NR_INLINE void stream(float* p, F x) { _mm256_stream_ps(p, x); }
NR_INLINE void stream_fence() { _mm_sfence(); }

NR_INLINE F fma(F a, F b, F c) { return _mm256_fmadd_ps(a, b, c); }
NR_INLINE F fnma(F a, F b, F c) { return _mm256_fnmadd_ps(a, b, c); }
NR_INLINE F min(F a, F b) { return _mm256_min_ps(a, b); }
NR_INLINE F max(F a, F b) { return _mm256_max_ps(a, b); }
NR_INLINE F sqrt(F a) { return _mm256_sqrt_ps(a); }
NR_INLINE F approximate_rcp(F a) { return _mm256_rcp_ps(a); }
NR_INLINE F ceil(F a) { return _mm256_ceil_ps(a); }
NR_INLINE I to_int(F a) { return (I)_mm256_cvttps_epi32(a); }
NR_INLINE F to_float(I a) { return _mm256_cvtepi32_ps((__m256i)a); }

NR_INLINE M has_bit(I a, int bit) {
    const __m256i b = _mm256_set1_epi32(bit);
    return _mm256_castsi256_ps(_mm256_cmpeq_epi32(_mm256_and_si256((__m256i)a, b), b));
}
NR_INLINE M less(F a, F b) { return _mm256_cmp_ps(a, b, _CMP_LT_OQ); }
NR_INLINE M less_equal(F a, F b) { return _mm256_cmp_ps(a, b, _CMP_LE_OQ); }
NR_INLINE M both(M a, M b) { return _mm256_and_ps(a, b); }
NR_INLINE M but_not(M a, M b) { return _mm256_andnot_ps(b, a); }
NR_INLINE unsigned bits(M m) { return (unsigned)_mm256_movemask_ps(m); }
NR_INLINE F select(M m, F yes, F no) { return _mm256_blendv_ps(no, yes, m); }
NR_INLINE F zero_unless(M m, F a) { return _mm256_and_ps(m, a); }
NR_INLINE float sum(F a) {
    __m128 s = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    s = _mm_add_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}

NR_INLINE void transpose(F (&r)[W]) {
    F t[W];
    for (int i = 0; i < W; i += 2) {
        t[i] = _mm256_unpacklo_ps(r[i], r[i + 1]);
        t[i + 1] = _mm256_unpackhi_ps(r[i], r[i + 1]);
    }
    for (int i = 0; i < W; i += 4) {
        for (int h = 0; h < 2; ++h) {
            r[i + 2 * h] = _mm256_shuffle_ps(t[i + h], t[i + 2 + h], 0x44);
            r[i + 2 * h + 1] = _mm256_shuffle_ps(t[i + h], t[i + 2 + h], 0xee);
        }
    }
    for (int i = 0; i < 4; ++i) {
        const F a = r[i], b = r[i + 4];
        r[i] = _mm256_permute2f128_ps(a, b, 0x20);
        r[i + 4] = _mm256_permute2f128_ps(a, b, 0x31);
    }
}

// For each mask the lanes that it chooses, one per byte.
struct ChosenLanes {
    std::uint64_t bytes[256];
    constexpr ChosenLanes() : bytes() {
        for (unsigned m = 0; m < 256; ++m)
            for (unsigned lane = 0, n = 0; lane < 8; ++lane)
                if (m >> lane & 1) bytes[m] |= static_cast<std::uint64_t>(lane) << 8 * n++;
    }
};
NR_INLINE int compress(std::uint32_t* p, M m, I x) {
    static constexpr ChosenLanes chosen;
    const unsigned mask = bits(m);
    const __m256i lanes = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(chosen.bytes[mask])));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), _mm256_permutevar8x32_epi32((__m256i)x, lanes));
    return __builtin_popcount(mask);
}

// ---------------------------------------------------------------------------------------------------- portable
#else

constexpr int W = 4;
typedef float F __attribute__((vector_size(16)));
typedef int I __attribute__((vector_size(16)));
using M = I;

NR_INLINE F set(float x) { return F{x, x, x, x}; }
NR_INLINE I set_int(int x) { return I{x, x, x, x}; }
NR_INLINE F load(const float* p) {
    F x;
    std::memcpy(&x, p, sizeof(x));
    return x;
}
NR_INLINE void store(float* p, F x) { std::memcpy(p, &x, sizeof(x)); }
NR_INLINE F load_first(const float* p, int n) {
    F x = set(0);
    for (int i = 0; i < n; ++i) x[i] = p[i];
    return x;
}
NR_INLINE void store_first(float* p, F x, int n) {
    for (int i = 0; i < n; ++i) p[i] = x[i];
}
NR_INLINE void stream(float* p, F x) { store(p, x); }
NR_INLINE void stream_fence() {}

NR_INLINE F select(M m, F yes, F no) { return (F)(((I)yes & m) | ((I)no & ~m)); }
NR_INLINE F zero_unless(M m, F a) { return (F)((I)a & m); }
NR_INLINE F fma(F a, F b, F c) { return a * b + c; }
NR_INLINE F fnma(F a, F b, F c) { return c - a * b; }
NR_INLINE F min(F a, F b) { return select((M)(a < b), a, b); }
NR_INLINE F max(F a, F b) { return select((M)(a > b), a, b); }
NR_INLINE F sqrt(F a) {
    for (int i = 0; i < W; ++i) a[i] = __builtin_sqrtf(a[i]);
    return a;
}
NR_INLINE F approximate_rcp(F a) { return set(1) / a; }
NR_INLINE F ceil(F a) {
    for (int i = 0; i < W; ++i) a[i] = __builtin_ceilf(a[i]);
    return a;
}
NR_INLINE I to_int(F a) { return __builtin_convertvector(a, I); }
NR_INLINE F to_float(I a) { return __builtin_convertvector(a, F); }

NR_INLINE M has_bit(I a, int bit) { return (a & set_int(bit)) == set_int(bit); }
NR_INLINE M less(F a, F b) { return (M)(a < b); }
NR_INLINE M less_equal(F a, F b) { return (M)(a <= b); }
NR_INLINE M both(M a, M b) { return a & b; }
NR_INLINE M but_not(M a, M b) { return a & ~b; }
NR_INLINE unsigned bits(M m) { return (m[0] & 1) | (m[1] & 2) | (m[2] & 4) | (m[3] & 8); }
NR_INLINE M mask_of(unsigned bits) {
    const I lane = {1, 2, 4, 8};
    return (set_int((int)bits) & lane) == lane;
}
NR_INLINE float sum(F a) { return (a[0] + a[2]) + (a[1] + a[3]); }

NR_INLINE void transpose(F (&r)[W]) {
    const F a = r[0], b = r[1], c = r[2], d = r[3];
    r[0] = F{a[0], b[0], c[0], d[0]};
    r[1] = F{a[1], b[1], c[1], d[1]};
    r[2] = F{a[2], b[2], c[2], d[2]};
    r[3] = F{a[3], b[3], c[3], d[3]};
}
NR_INLINE int compress(std::uint32_t* p, M m, I x) {
    int count = 0;
    for (int i = 0; i < W; ++i) {
        p[count] = static_cast<std::uint32_t>(x[i]);
        count -= m[i];  // -1 where chosen
    }
    return count;
}

#endif

// ---------------------------------------------------------------------------------------------------- all widths
#if !defined(NR_ISA_AVX512)

template <int OFFSET>
NR_INLINE F load_near(const float* p, F, F, F) {
    return load(p + OFFSET);
}
template <int C>
NR_INLINE void load_rows(const float* p, F (&columns)[C]) {
    for (int c = 0; c < C; ++c)
        for (int i = 0; i < W; ++i) columns[c][i] = p[i * C + c];
}
template <int C>
NR_INLINE void load_rows(const float* const (&pieces)[W * C / 4], F (&columns)[C]) {
    float p[W * C];
    for (int k = 0; k < W * C / 4; ++k) std::memcpy(p + 4 * k, pieces[k], 4 * sizeof(float));
    load_rows(p, columns);
}
template <int C>
NR_INLINE void store_rows(float* p, const F (&columns)[C]) {
    for (int i = 0; i < W; ++i)
        for (int c = 0; c < C; ++c) p[i * C + c] = columns[c][i];
}

#endif

// The first n rows of C numbers; the other lanes are 0.
template <int C>
NR_INLINE void load_first_rows(const float* p, int n, F (&columns)[C]) {
    if (n == W) {
        load_rows(p, columns);
        return;
    }
    float rows[W * C] = {};
    std::memcpy(rows, p, sizeof(float) * n * C);
    load_rows(rows, columns);
}
template <int C>
NR_INLINE void store_first_rows(float* p, int n, const F (&columns)[C]) {
    if (n == W) {
        store_rows(p, columns);
        return;
    }
    float rows[W * C];
    store_rows(rows, columns);
    std::memcpy(p, rows, sizeof(float) * n * C);
}

NR_INLINE M first_lanes(int n) { return mask_of((1u << n) - 1); }
NR_INLINE I load_int(const void* p) {
    I x;
    std::memcpy(&x, p, sizeof(x));
    return x;
}
NR_INLINE F floor(F a) { return set(0) - ceil(set(0) - a); }
NR_INLINE bool any(M m) { return bits(m) != 0; }
NR_INLINE F clamp(F x, F low, F high) { return min(high, max(low, x)); }  // NaN stays NaN

// 1 / a to the last bit or two: one Newton step x (2 - a x).
NR_INLINE F rcp(F a) {
    const F x = approximate_rcp(a);
    return x * fnma(a, x, set(2));
}

// a d - b c with one rounding, where the difference cancels: Kahan's fused products, or doubles.
NR_INLINE F difference_of_products(F a, F d, F b, F c) {
#if defined(NR_ISA_AVX512) || defined(NR_ISA_AVX2)
    const F w = b * c;
    return fma(a, d, set(0) - w) - fma(b, c, set(0) - w);
#else
    F r;
    for (int i = 0; i < W; ++i) r[i] = (float)((double)a[i] * d[i] - (double)b[i] * c[i]);
    return r;
#endif
}

// Adding this rounds |x| < 2^22 to an integer, which is then in the low bits of the sum.
constexpr float ROUNDER = 12582912.0f;  // 1.5 2^23

// A constant that stays in a register: compilers would rather load it again in every turn of a loop.
NR_INLINE F held(float x) {
    F v = set(x);
#if defined(NR_ISA_AVX512)
    asm("" : "+v"(v));
#endif
    return v;
}

// 2^x for x in [-126, 0], relative error 2.6e-6: 2^n by the exponent, 2^f, |f| <= 1/2, by the polynomial of degree 4
// with the smallest relative error. Beyond the range: anything.
struct FastExp2 {
    F rounder = held(ROUNDER), c4 = held(0.009570101911f), c3 = held(0.05591786032f), c2 = held(0.2402474483f),
      c1 = held(0.6931218147f), c0 = held(0.9999992614f);
};
NR_INLINE F fast_exp2(const FastExp2& e, F x) {
    const F shifted = x + e.rounder;
    const F f = x - (shifted - e.rounder);
    F p = fma(e.c4, f, e.c3);
    p = fma(p, f, e.c2);
    p = fma(p, f, e.c1);
    p = fma(p, f, e.c0);
    return (F)((I)p + ((I)shifted << 23));
}

// e^x is (less_one + 1) scale, less_one is small.
struct ExpParts {
    F less_one, scale;
};
NR_INLINE ExpParts exp_parts(F x) {
    x = clamp(x, set(-87), set(88));
    const F n = fma(x, set(1.44269504f), set(ROUNDER)) - set(ROUNDER);
    const F f = fnma(n, set(-2.12194440e-4f), fnma(n, set(0.693359375f), x));  // ln 2 in two parts
    F p = fma(set(1.9875691500e-4f), f, set(1.3981999507e-3f));  // Cephes' expf
    p = fma(p, f, set(8.3334519073e-3f));
    p = fma(p, f, set(4.1665795894e-2f));
    p = fma(p, f, set(1.6666665459e-1f));
    p = fma(p, f, set(5.0000001201e-1f));
    return {fma(p, f * f, f), (F)((to_int(n) + set_int(127)) << 23)};
}

// e^x to 1e-7; 0 below -87, infinite nowhere (x is cut at 88), NaN stays NaN.
NR_INLINE F exp(F x) {
    const ExpParts e = exp_parts(x);
    return (e.less_one + set(1)) * e.scale;
}

// e^x - 1 to 1e-6, for small x too.
NR_INLINE F expm1(F x) {
    const ExpParts e = exp_parts(x);
    return fma(e.less_one, e.scale, e.scale - set(1));
}

// log2 of positive normal x to 1e-7: 2 / ln 2 times the series of artanh((m - 1) / (m + 1)), m in [0.7, 1.42).
NR_INLINE F log2(F x) {
    const I shifted = (I)x - set_int(0x3f3504f3);  // bits of sqrt(1/2)
    const I exponent = shifted >> 23;
    const F m = (F)((shifted & set_int(0x007fffff)) + set_int(0x3f3504f3));
    const F t = (m - set(1)) / (m + set(1)), tt = t * t;
    F p = fma(set(0.32059890f), tt, set(0.41219858f));  // 2 / (k ln 2) for k = 9, 7, 5, 3, 1
    p = fma(p, tt, set(0.57707802f));
    p = fma(p, tt, set(0.96179669f));
    p = fma(p, tt, set(2.88539008f));
    return fma(p, t, to_float(exponent));
}

}  // namespace nr::NR_ISA
