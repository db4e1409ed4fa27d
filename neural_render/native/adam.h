// Adam (Kingma and Ba 2015, algorithm 1) in one pass over memory, and the test for values that are not finite. Both take
// all tensors of a step at once: a thread does its part of each.
//
//   m <- m + (1 - beta1) (g - m),   v <- beta2 v + (1 - beta2) g^2
//   p <- p - rate / (1 - beta1^t) m / (sqrt(v / (1 - beta2^t)) + eps)
#pragma once

#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr long ADAM_GRAIN = 1 << 14;  // numbers that are worth waking a thread

NR_INLINE void adam_lanes(const AdamArgs& shared, const AdamTensor& a, long i, int n) {
    const bool is_full = n == W;
    const F g = is_full ? load(a.gradient + i) : load_first(a.gradient + i, n);
    const F m0 = is_full ? load(a.exp_avg + i) : load_first(a.exp_avg + i, n);
    const F v0 = is_full ? load(a.exp_avg_sq + i) : load_first(a.exp_avg_sq + i, n);
    const F p0 = is_full ? load(a.parameter + i) : load_first(a.parameter + i, n);
    const F m = fma(set(shared.one_minus_beta1), g - m0, m0);
    const F v = fma(set(shared.one_minus_beta2) * g, g, set(shared.beta2) * v0);
    const F p = p0 - set(a.step_size) * m / fma(sqrt(v), set(shared.second_scale), set(shared.eps));
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
    long count = 0;
    for (int t = 0; t < args.num_tensors; ++t) count += args.tensors[t].count;
    const int num_chunks = num_chunks_for(count, ADAM_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        for (int t = 0; t < args.num_tensors; ++t) {
            const AdamTensor& tensor = args.tensors[t];
            const Range range = chunk_range(tensor.count, chunk, num_chunks, 1024);
            long i = range.begin;
            for (; i + W <= range.end; i += W) adam_lanes(args, tensor, i, W);
            if (i < range.end) adam_lanes(args, tensor, i, static_cast<int>(range.end - i));
        }
    });
}

static bool is_finite(const float* values, Range range) {
    long i = range.begin;
    // x - x is 0 for finite x and NaN otherwise, and NaN stays in a sum.
    while (i + 4 * W <= range.end) {
        F t[4] = {set(0), set(0), set(0), set(0)};
        for (const long end = i + 1024 < range.end ? i + 1024 : range.end; i + 4 * W <= end; i += 4 * W) {
            for (int k = 0; k < 4; ++k) {
                const F x = load(values + i + k * W);
                t[k] = t[k] + (x - x);
            }
        }
        if (!(sum((t[0] + t[1]) + (t[2] + t[3])) == 0.0f)) return false;
    }
    for (; i < range.end; ++i)
        if (!(values[i] - values[i] == 0.0f)) return false;
    return true;
}

static bool all_finite(const float* const* tensors, const long* counts, int num_tensors) {
    constexpr long GRAIN = 1 << 16;
    long count = 0;
    for (int t = 0; t < num_tensors; ++t) count += counts[t];
    const int num_chunks = num_chunks_for(count, GRAIN);
    bool is_bad = false;  // chunks only ever set it
    parallel(num_chunks, [&](int chunk) {
        for (int t = 0; t < num_tensors; ++t) {
            if (is_finite(tensors[t], chunk_range(counts[t], chunk, num_chunks, 1024))) continue;
            __atomic_store_n(&is_bad, true, __ATOMIC_RELAXED);
            return;
        }
    });
    return !is_bad;
}

}  // namespace nr::NR_ISA
