// Factors of weighted sums: one number per splat and camera; the twin of splatting/weighted_sum.py's `view_factors`.
//
// v are harmonics of the splat's own in the view direction, d is its z-depth, and the factor f(v, d) is one of
//   coverage     exp(v - beta ln(d / sigma))     direct   max(0, v)
//   exponential  max(0, v) exp(-sigma d^beta)    linear   max(0, v) max(0, 1 - d / sigma)
// The backward pass writes the gradients of sigma and beta per splat; whoever sums them decides the order.
#pragma once

#include "harmonics.h"
#include "kernels.h"
#include "project.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr float MIN_DEPTH = 1e-3f, MAX_LOG_FACTOR = 50, MAX_LOG_POWER = 80;  // as in splatting/weighted_sum.py

struct ViewFactors {
    Vec3 direction;
    F inv_distance, basis[MAX_REST], first[1], rest[MAX_REST];  // coefficients of basis 0 and of the others
    int num_rest;
    F value, by_view, by_depth, by_sigma, by_beta;  // the factor and its derivatives
};

NR_INLINE void factor_of(const ViewFactorArgs& a, F view, F depth, ViewFactors& f) {
    constexpr float LN_2 = 0.693147181f;
    const F zero = set(0), one = set(1);
    const F positive = max(zero, view), is_positive = zero_unless(less_equal(zero, view), one);
    const F d = max(set(MIN_DEPTH), depth);
    const M is_free = less_equal(set(MIN_DEPTH), depth);
    f.by_sigma = f.by_beta = f.by_depth = zero;
    switch (a.variant) {
        case FactorVariant::COVERAGE: {
            const F ln_d = set(LN_2) * log2(d * set(1 / a.sigma)), wanted = view - set(a.beta) * ln_d;
            const F limited = clamp(wanted, set(-MAX_LOG_FACTOR), set(MAX_LOG_FACTOR));
            const M is_inside = both(less_equal(limited, wanted), less_equal(wanted, limited));
            f.value = exp(limited);
            f.by_view = zero_unless(is_inside, f.value);
            f.by_depth = zero_unless(is_free, set(-a.beta) * f.by_view / d);
            f.by_beta = zero - ln_d * f.by_view;
            f.by_sigma = set(a.beta / a.sigma) * f.by_view;
            return;
        }
        case FactorVariant::EXPONENTIAL: {
            const F ln_d = set(LN_2) * log2(d), wanted = set(a.beta) * ln_d;
            const F power = exp(min(wanted, set(MAX_LOG_POWER))), weight = exp(set(-a.sigma) * power);
            f.value = positive * weight;
            f.by_view = is_positive * weight;
            f.by_sigma = zero - power * f.value;
            const F by_log_power = zero_unless(less_equal(wanted, set(MAX_LOG_POWER)), set(a.sigma) * f.by_sigma);
            f.by_beta = ln_d * by_log_power;
            f.by_depth = zero_unless(is_free, set(a.beta) * by_log_power / d);
            return;
        }
        case FactorVariant::LINEAR: {
            const F rest = one - depth * set(1 / a.sigma), weight = max(zero, rest);
            const F slope = zero_unless(less_equal(zero, rest), positive);
            f.value = positive * weight;
            f.by_view = is_positive * weight;
            f.by_depth = slope * set(-1 / a.sigma);
            f.by_sigma = slope * depth * set(1 / (a.sigma * a.sigma));
            return;
        }
        case FactorVariant::DIRECT:
            f.value = positive;
            f.by_view = is_positive;
    }
}

NR_INLINE void load_view_factors(const ViewFactorArgs& a, long i, int n, ViewFactors& f) {
    F mean[3];
    load_first_rows(a.means + 3 * i, n, mean);
    const Vec3 m = {mean[0], mean[1], mean[2]};
    f.direction = view_direction(a.camera, m, f.inv_distance);
    sh_bases(a.sh_degree, f.direction.x, f.direction.y, f.direction.z, f.basis);
    load_first_rows(a.view0 + i, n, f.first);
    f.num_rest = num_rest_of_degree(a.sh_degree);
    const float* rows[W];
    for (int k = 0; k < W; ++k) rows[k] = a.viewN + (i + (k < n ? k : 0)) * a.num_rest;
    load_columns(rows, f.num_rest, f.rest);
    F view = set(SH_C0) * f.first[0];
    for (int k = 0; k < f.num_rest; ++k) view = fma(f.basis[k], f.rest[k], view);
    factor_of(a, view, dot(broadcast(a.camera.rotation[2]), m) + set(a.camera.translation[2]), f);
}

static void view_factors(const ViewFactorArgs& args, float* values) {
    const int num_chunks = num_chunks_for(args.num_splats, PROJECT_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.num_splats, chunk, num_chunks, 64);
        for (long i = range.begin; i < range.end; i += W) {
            const int n = range.end - i < W ? static_cast<int>(range.end - i) : W;
            ViewFactors f;
            load_view_factors(args, i, n, f);
            const F value[1] = {f.value};
            store_first_rows(values + i, n, value);
        }
    });
}

NR_INLINE void view_factors_backward_lanes(const ViewFactorArgs& a, const ViewFactorGradients& grad, long i, int n) {
    ViewFactors f;
    load_view_factors(a, i, n, f);
    F gradient[1], h[MAX_REST], columns[MAX_REST];
    load_first_rows(grad.values + i, n, gradient);
    const F by_view = gradient[0] * f.by_view, by_depth = gradient[0] * f.by_depth;

    for (int k = 0; k < f.num_rest; ++k) h[k] = by_view * f.rest[k];
    Vec3 d;
    sh_bases_backward(a.sh_degree, f.direction.x, f.direction.y, f.direction.z, h, d.x, d.y, d.z);
    const Vec3 across = times(f.inv_distance, minus(d, times(dot(f.direction, d), f.direction)));
    const Vec3 mean = plus(across, times(by_depth, broadcast(a.camera.rotation[2])));
    const F d_mean[3] = {mean.x, mean.y, mean.z};
    store_first_rows(grad.means + 3 * i, n, d_mean);

    const F d_view0[1] = {set(SH_C0) * by_view};
    store_first_rows(grad.view0 + i, n, d_view0);
    for (int k = 0; k < a.num_rest; ++k) columns[k] = k < f.num_rest ? by_view * f.basis[k] : set(0);
    store_columns(grad.viewN + i * a.num_rest, n, a.num_rest, columns, false);
    const F d_sigma[1] = {gradient[0] * f.by_sigma}, d_beta[1] = {gradient[0] * f.by_beta};
    store_first_rows(grad.sigma + i, n, d_sigma);
    store_first_rows(grad.beta + i, n, d_beta);
}

static void view_factors_backward(const ViewFactorArgs& args, const ViewFactorGradients& grad) {
    const int num_chunks = num_chunks_for(args.num_splats, PROJECT_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.num_splats, chunk, num_chunks, 64);
        for (long i = range.begin; i < range.end; i += W) {
            const int n = range.end - i < W ? static_cast<int>(range.end - i) : W;
            view_factors_backward_lanes(args, grad, i, n);
        }
    });
}

}  // namespace nr::NR_ISA
