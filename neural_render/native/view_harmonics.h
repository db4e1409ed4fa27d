// One number per splat and view direction, from harmonics of its own; the twin of splatting/sh.py's `view_harmonics`.
#pragma once

#include "harmonics.h"
#include "kernels.h"
#include "project.h"
#include "threads.h"

namespace nr::NR_ISA {

// The coefficients of W splats as columns, and the bases in their view directions.
struct ViewHarmonics {
    Vec3 direction;
    F inv_distance, basis[MAX_REST], coefficients[MAX_REST + 1];
    int num_bases;
};
NR_INLINE void load_view_harmonics(const ViewHarmonicsArgs& a, long i, int n, ViewHarmonics& v) {
    F mean[3];
    load_first_rows(a.means + 3 * i, n, mean);
    const Vec3 d = {mean[0] - set(a.center[0]), mean[1] - set(a.center[1]), mean[2] - set(a.center[2])};
    v.inv_distance = set(1) / max(sqrt(dot(d, d)), set(1e-12f));
    v.direction = times(v.inv_distance, d);
    sh_bases(a.sh_degree, v.direction.x, v.direction.y, v.direction.z, v.basis);
    v.num_bases = num_rest_of_degree(a.sh_degree) + 1;
    const float* rows[W];
    for (int k = 0; k < W; ++k) rows[k] = a.coefficients + (i + (k < n ? k : 0)) * a.num_bases;
    load_columns(rows, v.num_bases, v.coefficients);
}

static void view_harmonics(const ViewHarmonicsArgs& args, float* values) {
    const int num_chunks = num_chunks_for(args.num_splats, PROJECT_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.num_splats, chunk, num_chunks, 64);
        for (long i = range.begin; i < range.end; i += W) {
            const int n = range.end - i < W ? static_cast<int>(range.end - i) : W;
            ViewHarmonics v;
            load_view_harmonics(args, i, n, v);
            F value[1] = {set(SH_C0) * v.coefficients[0]};
            for (int k = 1; k < v.num_bases; ++k) value[0] = fma(v.basis[k - 1], v.coefficients[k], value[0]);
            store_first_rows(values + i, n, value);
        }
    });
}

static void view_harmonics_backward(const ViewHarmonicsArgs& args, const ViewHarmonicsGradients& grad) {
    const int num_chunks = num_chunks_for(args.num_splats, PROJECT_GRAIN);
    parallel(num_chunks, [&](int chunk) {
        const Range range = chunk_range(args.num_splats, chunk, num_chunks, 64);
        for (long i = range.begin; i < range.end; i += W) {
            const int n = range.end - i < W ? static_cast<int>(range.end - i) : W;
            ViewHarmonics v;
            load_view_harmonics(args, i, n, v);
            F gradient[1], h[MAX_REST], columns[MAX_REST + 1];
            load_first_rows(grad.values + i, n, gradient);
            for (int k = 1; k < v.num_bases; ++k) h[k - 1] = gradient[0] * v.coefficients[k];
            Vec3 d;
            sh_bases_backward(args.sh_degree, v.direction.x, v.direction.y, v.direction.z, h, d.x, d.y, d.z);
            const Vec3 across = times(v.inv_distance, minus(d, times(dot(v.direction, d), v.direction)));
            const F d_mean[3] = {across.x, across.y, across.z};
            store_first_rows(grad.means + 3 * i, n, d_mean);
            columns[0] = set(SH_C0) * gradient[0];
            for (int k = 1; k < args.num_bases; ++k)
                columns[k] = k < v.num_bases ? gradient[0] * v.basis[k - 1] : set(0);
            store_columns(grad.coefficients + i * args.num_bases, n, args.num_bases, columns, false);
        }
    });
}

}  // namespace nr::NR_ISA
