// Real spherical harmonics up to degree 3 on vectors of splats; basis order, signs and constants as in splatting/sh.py.
//
// shN holds rows of 3 (K - 1) numbers, one row per splat. Rows are read and written W at a time through transposes.
#pragma once

#include "simd.h"

namespace nr::NR_ISA {

constexpr int MAX_REST = 15;  // K - 1 at degree 3
constexpr float SH_C0 = 0.28209479177387814f;
constexpr float SH_C1 = 0.4886025119029199f;
constexpr float SH_C2[3] = {1.0925484305920792f, 0.31539156525252005f, 0.5462742152960396f};
constexpr float SH_C3[5] = {0.5900435899266435f, 2.890611442640554f, 0.4570457994644658f, 0.3731763325901154f,
                            1.445305721320277f};

// Bases 1, 2, ... in the unit direction (x, y, z); what lies above the degree is not written.
NR_INLINE void sh_bases(int degree, F x, F y, F z, F (&b)[MAX_REST]) {
    if (degree < 1) return;
    b[0] = set(-SH_C1) * y;
    b[1] = set(SH_C1) * z;
    b[2] = set(-SH_C1) * x;
    if (degree < 2) return;
    const F xx = x * x, yy = y * y, zz = z * z;
    b[3] = set(SH_C2[0]) * x * y;
    b[4] = set(-SH_C2[0]) * y * z;
    b[5] = set(SH_C2[1]) * (zz + zz - xx - yy);
    b[6] = set(-SH_C2[0]) * x * z;
    b[7] = set(SH_C2[2]) * (xx - yy);
    if (degree < 3) return;
    const F ring = set(4) * zz - xx - yy;
    b[8] = set(-SH_C3[0]) * y * (set(3) * xx - yy);
    b[9] = set(SH_C3[1]) * x * y * z;
    b[10] = set(-SH_C3[2]) * y * ring;
    b[11] = set(SH_C3[3]) * z * (zz + zz - set(3) * (xx + yy));
    b[12] = set(-SH_C3[2]) * x * ring;
    b[13] = set(SH_C3[4]) * z * (xx - yy);
    b[14] = set(-SH_C3[0]) * x * (xx - set(3) * yy);
}

// The gradient (dx, dy, dz) of sum_k h_k b_k with respect to the direction.
NR_INLINE void sh_bases_backward(int degree, F x, F y, F z, const F (&h)[MAX_REST], F& dx, F& dy, F& dz) {
    dx = dy = dz = set(0);
    if (degree < 1) return;
    dx = set(-SH_C1) * h[2];
    dy = set(-SH_C1) * h[0];
    dz = set(SH_C1) * h[1];
    if (degree < 2) return;
    const F a = set(SH_C2[0]), c = set(2 * SH_C2[1]), d = set(2 * SH_C2[2]);
    dx = dx + a * (y * h[3] - z * h[6]) - c * x * h[5] + d * x * h[7];
    dy = dy + a * (x * h[3] - z * h[4]) - c * y * h[5] - d * y * h[7];
    dz = dz - a * (y * h[4] + x * h[6]) + (c + c) * z * h[5];
    if (degree < 3) return;
    const F xx = x * x, yy = y * y, zz = z * z, xy = x * y, yz = y * z, xz = x * z;
    const F two = set(2);
    const F e = set(3 * SH_C3[0]), f = set(SH_C3[1]), g = set(SH_C3[2]), k = set(3 * SH_C3[3]), m = set(SH_C3[4]);
    const F ring = set(4) * zz - xx - yy, saddle = xx - yy;
    dx = dx - two * e * xy * h[8] + f * yz * h[9] + two * g * xy * h[10] - two * k * xz * h[11];
    dx = dx - g * (ring - two * xx) * h[12] + two * m * xz * h[13] - e * saddle * h[14];
    dy = dy - e * saddle * h[8] + f * xz * h[9] - g * (ring - two * yy) * h[10] - two * k * yz * h[11];
    dy = dy + two * g * xy * h[12] - two * m * yz * h[13] + two * e * xy * h[14];
    dz = dz + f * xy * h[9] - set(8) * g * (yz * h[10] + xz * h[12]) + k * (two * zz - xx - yy) * h[11];
    dz = dz + m * saddle * h[13];
}

// The first `num_columns` numbers of W rows, as columns.
NR_INLINE void load_columns(const float* const (&rows)[W], int num_columns, F* columns) {
    if (num_columns < W) {
        F r[W];
        for (int i = 0; i < W; ++i) r[i] = load_first(rows[i], num_columns);
        transpose(r);
        for (int c = 0; c < num_columns; ++c) columns[c] = r[c];
        return;
    }
    for (int first = 0; first < num_columns; first += W) {
        // The last group starts early enough to end with the row.
        const int c = first + W <= num_columns ? first : num_columns - W;
        F r[W];
        for (int i = 0; i < W; ++i) r[i] = load(rows[i] + c);
        transpose(r);
        for (int j = 0; j < W; ++j) columns[c + j] = r[j];
    }
}

// Writes the first `count` of W rows of `num_columns` numbers, one after the other. `is_streaming` needs p aligned to 64
// and writes past the caches: then memory is not read first, only to be overwritten.
NR_INLINE void store_columns(float* p, int count, int num_columns, const F* columns, bool is_streaming) {
    alignas(64) float buffer[W * 3 * MAX_REST];
    float* const to = is_streaming ? buffer : p;
    if (num_columns < W) {
        F r[W];
        for (int c = 0; c < W; ++c) r[c] = c < num_columns ? columns[c] : set(0);
        transpose(r);
        for (int i = 0; i < count; ++i) store_first(to + i * num_columns, r[i], num_columns);
    }
    for (int first = 0; first < num_columns && num_columns >= W; first += W) {
        const int c = first + W <= num_columns ? first : num_columns - W;
        F r[W];
        for (int j = 0; j < W; ++j) r[j] = columns[c + j];
        transpose(r);
        for (int i = 0; i < count; ++i) store(to + i * num_columns + c, r[i]);
    }
    if (is_streaming)
        for (int i = 0; i < count * num_columns; i += W) stream(p + i, load(buffer + i));
}

}  // namespace nr::NR_ISA
