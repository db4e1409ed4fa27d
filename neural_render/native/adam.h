// Adam (Kingma and Ba 2015, algorithm 1) in one pass over memory, and the test for values that are not finite.
//
//   m <- m + (1 - beta1) (g - m),   v <- beta2 v + (1 - beta2) g^2
//   p <- p - rate / (1 - beta1^t) m / (sqrt(v / (1 - beta2^t)) + eps)
#pragma once

#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr long ADAM_GRAIN = 1 << 14;  // numbers that are worth waking a thread

NR_INLINE void adam_lanes(const AdamArgs& a, long i, int n) {
    const bool is_full = n == W;
    const F g = is_full ? load(a.gradient + i) : load_first(a.gradient + i, n);
    const F m0 = is_full ? load(a.exp_avg + i) : load_first(a.exp_avg + i, n);
    const F v0 = is_full ? load(a.exp_avg_sq + i) : load_first(a.exp_avg_sq + i, n);
    const F p0 = is_full ? load(a.parameter + i) : load_first(a.parameter + i, n);
    const F m = fma(set(a.one_minus_beta1), g - m0, m0);
    const F v = fma(set(a.one_minus_beta2) * g, g, set(a.beta2) * v0);
    const F p = p0 - set(a.step_size) * m / fma(sqrt(v), set(a.second_scale), set(a.eps));
    if (is_full) {
        store(a.exp_avg + i, m);
        store(a.exp_avg_sq + i, v);
        store(a.parameter + i, p);
    } else {
        store_first(a.exp_avg + i, m, n);
        store_first(a.exp_avg_sq + i, v, n);
        store_first(a.parameter + i, p, n);
    }
}

static void adam(const AdamArgs& args) {
    const int num_chunks = num_chunks_for(args.count, ADAM_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.count, chunk, num_chunks, 1024);
        long i = range.begin;
        for (; i + W <= range.end; i += W) adam_lanes(args, i, W);
        if (i < range.end) adam_lanes(args, i, static_cast<int>(range.end - i));
    });
}

static bool all_finite(const float* values, long count) {
    constexpr long GRAIN = 1 << 16;
    const int num_chunks = num_chunks_for(count, GRAIN);
    bool is_bad = false;  // chunks only ever set it
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(count, chunk, num_chunks, 1024);
        long i = range.begin;
        // x - x is 0 for finite x and NaN otherwise, and NaN stays in a sum.
        for (; i + 4 * W <= range.end;) {
            F t[4] = {set(0), set(0), set(0), set(0)};
            for (const long end = i + 1024 < range.end ? i + 1024 : range.end; i + 4 * W <= end; i += 4 * W) {
                for (int k = 0; k < 4; ++k) {
                    const F x = load(values + i + k * W);
                    t[k] = t[k] + (x - x);
                }
            }
            if (!(sum((t[0] + t[1]) + (t[2] + t[3])) == 0.0f)) {
                __atomic_store_n(&is_bad, true, __ATOMIC_RELAXED);
                return;
            }
        }
        for (; i < range.end; ++i)
            if (!(values[i] - values[i] == 0.0f)) __atomic_store_n(&is_bad, true, __ATOMIC_RELAXED);
    });
    return !is_bad;
}

}  // namespace nr::NR_ISA
