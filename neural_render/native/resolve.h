// Weighted sums into pictures, and back; the twin of splatting/weighted_sum.py's `resolve`.
//
// With the sums c of the channels and s of the weights, either  C = (1 - T) c / s  and  alpha = 1 - T  (s at least
// MIN_WEIGHT), or with the background's weight b  C = c / (s + b)  and  alpha = s / (s + b).
#pragma once

#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr float MIN_WEIGHT = 1e-30f;  // as in splatting/weighted_sum.py

struct Resolved {
    F weight, inverse, alpha, scale;  // s; 1 / (s + b) or 1 / s; what c is multiplied by
};

NR_INLINE Resolved resolve_lanes(const ResolveArgs& a, long p, int n) {
    Resolved r;
    r.weight = load_first(a.weight + p, n);
    if (a.transmittance) {
        r.inverse = set(1) / max(set(MIN_WEIGHT), r.weight);
        r.alpha = set(1) - load_first(a.transmittance + p, n);
        r.scale = r.inverse * r.alpha;
    } else {
        r.scale = r.inverse = set(1) / (r.weight + set(a.background_weight));
        r.alpha = r.weight * r.inverse;
    }
    return r;
}

// `to` becomes the channels of `from` times `scale`; returns the product of `from` with `other`, summed over channels.
NR_INLINE F scale_channels(int num_channels, long p, int n, const float* from, F scale, const float* other, float* to) {
    if (num_channels == 3) {
        F values[3], others[3], scaled[3];
        load_first_rows(from + 3 * p, n, values);
        load_first_rows(other + 3 * p, n, others);
        for (int d = 0; d < 3; ++d) scaled[d] = values[d] * scale;
        store_first_rows(to + 3 * p, n, scaled);
        return fma(values[0], others[0], fma(values[1], others[1], values[2] * others[2]));
    }
    alignas(64) float scales[W], products[W] = {};
    store(scales, scale);
    for (int i = 0; i < n; ++i) {
        for (long k = (p + i) * num_channels; k < (p + i + 1) * num_channels; ++k) {
            products[i] += from[k] * other[k];
            to[k] = from[k] * scales[i];
        }
    }
    return load(products);
}

// Calls run(first pixel, how many, group) for W pixels at a time; groups are the same for any number of threads.
template <class Run>
NR_INLINE void for_pixels(long num_pixels, const Run& run) {
    const int num_groups = static_cast<int>((num_pixels + ResolveArgs::GROUP - 1) / ResolveArgs::GROUP);
    parallel(num_groups, [&](int group) {
        const long begin = group * ResolveArgs::GROUP, stop = begin + ResolveArgs::GROUP;
        const long end = stop < num_pixels ? stop : num_pixels;
        for (long p = begin; p < end; p += W) run(p, end - p < W ? static_cast<int>(end - p) : W, group);
    });
}

static void resolve(const ResolveArgs& a, float* colors, float* alpha) {
    for_pixels(a.num_pixels, [&](long p, int n, int) {
        const Resolved r = resolve_lanes(a, p, n);
        scale_channels(a.num_channels, p, n, a.image, r.scale, a.image, colors);
        store_first(alpha + p, r.alpha, n);
    });
}

static void resolve_backward(const ResolveArgs& a, const ResolveGradients& grad) {
    for_pixels(a.num_pixels, [&](long p, int n, int group) {
        const Resolved r = resolve_lanes(a, p, n);
        const F worth = scale_channels(a.num_channels, p, n, grad.colors, r.scale, a.image, grad.image) * r.inverse;
        const F d_alpha = grad.alpha ? load_first(grad.alpha + p, n) : set(0);
        if (a.transmittance) {
            const F d_weight = zero_unless(less_equal(set(MIN_WEIGHT), r.weight), set(0) - worth * r.alpha * r.inverse);
            store_first(grad.weight + p, d_weight, n);
            store_first(grad.transmittance + p, set(0) - worth - d_alpha, n);
            return;
        }
        const F shared = r.inverse * fma(d_alpha, r.alpha, worth);  // minus the gradient of the denominator
        store_first(grad.weight + p, fma(d_alpha, r.inverse, set(0) - shared), n);
        grad.background_weight[group] -= sum(zero_unless(first_lanes(n), shared));
    });
}

}  // namespace nr::NR_ISA
