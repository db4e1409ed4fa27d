// What growth keeps of a step; the twin of splatting/growth.py's `reference_add_statistics`.
#pragma once

#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

NR_INLINE void add_statistics_lanes(const StatisticsArgs& a, long i, int n) {
    F gradient[2], radii[2], sums[1], seen_counts[1], counted_counts[1];
    load_first_rows(a.gradients + 2 * i, n, gradient);
    load_first_rows(reinterpret_cast<const float*>(a.radii) + 2 * i, n, radii);
    load_first_rows(a.gradient_sums + i, n, sums);
    load_first_rows(a.seen_counts + i, n, seen_counts);
    load_first_rows(a.counted_counts + i, n, counted_counts);
    const F zero = set(0), one = set(1);
    const F x = gradient[0] * set(a.half_width), y = gradient[1] * set(a.half_height);
    sums[0] = sums[0] + sqrt(fma(x, x, y * y));
    const F seen = zero_unless(less(zero, min(to_float((I)radii[0]), to_float((I)radii[1]))), one);
    seen_counts[0] = seen_counts[0] + seen;
    const F size = max(max(x, zero - x), max(y, zero - y));
    counted_counts[0] = counted_counts[0] + (a.needs_gradient ? zero_unless(less(zero, size), seen) : seen);
    store_first_rows(a.gradient_sums + i, n, sums);
    store_first_rows(a.seen_counts + i, n, seen_counts);
    store_first_rows(a.counted_counts + i, n, counted_counts);
}

static void add_statistics(const StatisticsArgs& args) {
    constexpr long GRAIN = 1 << 14;
    const int num_chunks = num_chunks_for(args.num_splats, GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.num_splats, chunk, num_chunks, 64);
        for (long i = range.begin; i < range.end; i += W)
            add_statistics_lanes(args, i, range.end - i < W ? static_cast<int>(range.end - i) : W);
    });
}

}  // namespace nr::NR_ISA
