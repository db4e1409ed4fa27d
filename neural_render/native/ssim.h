// (1 - w) L1 + w (1 - SSIM) and its gradient in one pass over the pictures; the twin of losses.py.
//
// With x, y the two pictures over the background and times the mask, E[.] the 11 x 11 Gaussian window (zeros outside),
//   S = A1 A2 / (B1 B2),   A1 = 2 mx my + C1,        A2 = 2 (E[xy] - mx my) + C2,
//                          B1 = mx^2 + my^2 + C1,    B2 = E[x^2 + y^2] - mx^2 - my^2 + C2,
// and with P, Q, R the derivatives of the mean of S to E[x] = mx, E[x^2] and E[xy], the gradient to x is
// E[P] + 2 x E[Q] + y E[R]. Wang et al. 2004, "Image Quality Assessment", eq. 13.
//
// Variances do not change when 1/2 is taken from both pictures, but keep more digits: `x` and `y` below are shifted.
//
// The window is separable and pixels are interleaved, so that a step to the side is 3 numbers. A strip of rows flows
// through rings of rows, ROWS at a time, because windows one below the other share most of what they read:
// pictures -> sideways sums -> S, P, Q, R -> sideways sums -> gradient.
#pragma once

#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr int RADIUS = 5;
constexpr int ROWS = 4;
constexpr int RING = 2 * RADIUS + ROWS;  // rows that ROWS windows one below the other reach
static_assert(4 * RADIUS % ROWS == 0, "strip_rows relies on it");
constexpr float SSIM_C1 = 1e-4f, SSIM_C2 = 9e-4f;
constexpr float SHIFT = 0.5f;
constexpr int PAD = 16;  // numbers in front of and behind a row: at least 3 RADIUS

// exp(-1/2 (k / 1.5)^2) / sum, k = 0 ... 5.
constexpr float GAUSSIAN[RADIUS + 1] = {0.26601172486179436f, 0.2130055377112537f,   0.10936068950970002f,
                                        0.03600077212843083f, 0.007598758135239185f, 0.0010283800844791092f};

// The last rows of something; a row has PAD numbers in front of its first and behind its last.
struct Ring {
    float* data;
    long stride;
    float* operator[](long row) const { return data + (row + 2 * RING) % RING * stride + PAD; }
};

struct Strip {
    const LossArgs& a;
    long camera, num_values, stride;  // 3 W, and the length of a buffered row
    Ring x, y, mask;
    Ring sideways[4];      // window sums in x of x, y, x^2 + y^2, x y
    Ring gradients[3];     // of P, Q, R
    float* scratch[ROWS][4];  // rows
    float ssim_factor, l1_factor;  // -w / count, (1 - w) / count
};

NR_INLINE void fill(float* p, long count, float value) {
    for (long i = 0; i < count; ++i) p[i] = value;
}

// Pixels [3 W] of one row of both pictures, over the background and times the mask, shifted.
NR_INLINE void stage_row(const Strip& s, long row) {
    const LossArgs& a = s.a;
    float *const x = s.x[row], *const y = s.y[row], *const mask = s.mask[row];
    if (row < 0 || row >= a.height) {
        fill(x - PAD, s.stride, -SHIFT);
        fill(y - PAD, s.stride, -SHIFT);
        fill(mask - PAD, s.stride, 0);
        return;
    }
    const long width = a.width, first = (s.camera * a.height + row) * width;
    for (long p = 0; p < width; p += W) {
        const int n = width - p < W ? static_cast<int>(width - p) : W;
        for (int line = 0; line < 3 * W; line += 16) {
            __builtin_prefetch(a.rgb + 3 * (first + p + ROWS * width) + line);
            __builtin_prefetch(a.truth + 3 * (first + p + ROWS * width) + line);
        }
        F rgb[3], truth[3];
        load_first_rows(a.rgb + 3 * (first + p), n, rgb);
        load_first_rows(a.truth + 3 * (first + p), n, truth);
        const F m = a.mask ? load_first(a.mask + first + p, n) : set(1);
        if (a.alpha) {
            const F behind = set(1) - load_first(a.alpha + first + p, n);
            for (int c = 0; c < 3; ++c) rgb[c] = fma(behind, set(a.background[c]), rgb[c]);
        }
        for (int c = 0; c < 3; ++c) {
            rgb[c] = fma(rgb[c], m, set(-SHIFT));
            truth[c] = fma(truth[c], m, set(-SHIFT));
        }
        const F masks[3] = {m, m, m};
        store_rows(x + 3 * p, rgb);
        store_rows(y + 3 * p, truth);
        store_rows(mask + 3 * p, masks);
    }
    const long num_behind = s.stride - PAD - s.num_values;
    fill(x - PAD, PAD, -SHIFT);
    fill(y - PAD, PAD, -SHIFT);
    fill(x + s.num_values, num_behind, -SHIFT);
    fill(y + s.num_values, num_behind, -SHIFT);
    fill(mask + s.num_values, num_behind, 0);
}

template <int K>
NR_INLINE F tap(const float* p, F before, F here, F behind, F sum) {
    const F left = load_near<-3 * K>(p, before, here, behind), right = load_near<3 * K>(p, before, here, behind);
    return fma(set(GAUSSIAN[K]), left + right, sum);
}
NR_INLINE void blur_sideways(const float* from, float* to, long count) {
    F before = load(from - W), here = load(from);
    for (long i = 0; i < count; i += W) {
        const float* const p = from + i;
        const F behind = load(p + W);
        F sum = set(GAUSSIAN[0]) * here;
        sum = tap<1>(p, before, here, behind, sum);
        sum = tap<2>(p, before, here, behind, sum);
        sum = tap<3>(p, before, here, behind, sum);
        sum = tap<4>(p, before, here, behind, sum);
        sum = tap<5>(p, before, here, behind, sum);
        store(to + i, sum);
        before = here;
        here = behind;
    }
}

// Window sums in y for ROWS rows from `row` on, to s.scratch[.][column].
NR_INLINE void blur_down(const Strip& s, const Ring& ring, long row, int column) {
    const float* rows[RING];
    for (int k = 0; k < RING; ++k) rows[k] = ring[row + k - RADIUS];
    for (long i = 0; i < s.num_values; i += W) {
        F p[RING];
        for (int k = 0; k < RING; ++k) p[k] = load(rows[k] + i);
        for (int r = 0; r < ROWS; ++r) {
            F sum = set(GAUSSIAN[0]) * p[r + RADIUS];
            for (int k = 1; k <= RADIUS; ++k)
                sum = fma(set(GAUSSIAN[k]), p[r + RADIUS - k] + p[r + RADIUS + k], sum);
            store(s.scratch[r][column] + i, sum);
        }
    }
}

// S of one row from its window sums, summed with the mask; P, Q, R times mask and factor take the place of the sums.
NR_INLINE double ssim_row(const Strip& s, long row, float* const* sums) {
    const float* const mask = s.mask[row];
    F total = set(0);
    const F two = set(2), half = set(SHIFT);
    for (long i = 0; i < s.num_values; i += W) {
        const F mx = load(sums[0] + i), my = load(sums[1] + i);  // means of the shifted pictures
        const F mean_x = mx + half, mean_y = my + half;
        const F a1 = fma(two * mean_x, mean_y, set(SSIM_C1));
        const F a2 = fma(two, fnma(mx, my, load(sums[3] + i)), set(SSIM_C2));
        const F b1 = fma(mean_x, mean_x, fma(mean_y, mean_y, set(SSIM_C1)));
        const F b2 = load(sums[2] + i) - fma(mx, mx, my * my) + set(SSIM_C2);
        const F inv = set(1) / (b1 * b2), ssim = a1 * a2 * inv;
        const F m = load(mask + i), k = m * set(s.ssim_factor) * two * inv;
        total = fma(m, ssim, total);
        store(sums[0] + i, k * (mean_y * a2 - my * a1 - ssim * (mean_x * b2 - mx * b1)));
        store(sums[1] + i, k * set(-0.5f) * ssim * b1);
        store(sums[2] + i, k * a1);
    }
    return static_cast<double>(sum(total));
}

// Gradients of one row from the window sums of P, Q, R, which they overwrite; written out.
NR_INLINE void gradient_row(const Strip& s, long row, float* const* sums) {
    const LossArgs& a = s.a;
    const float *const x_row = s.x[row], *const y_row = s.y[row], *const mask = s.mask[row];
    float* const out = sums[0];
    for (long i = 0; i < s.num_values; i += W) {
        const F x = load(x_row + i), y = load(y_row + i), l1 = set(s.l1_factor);
        F g = fma(x + x, load(sums[1] + i), load(sums[0] + i));
        g = fma(y, load(sums[2] + i), g);
        g = g + zero_unless(less(y, x), l1) - zero_unless(less(x, y), l1);
        store(out + i, g * load(mask + i));
    }
    const long first = (s.camera * a.height + row) * a.width;
    std::memcpy(a.rgb_gradient + 3 * first, out, sizeof(float) * s.num_values);
    if (!a.alpha_gradient) return;
    for (long p = 0; p < a.width; p += W) {
        const int n = a.width - p < W ? static_cast<int>(a.width - p) : W;
        F g[3];
        load_rows(out + 3 * p, g);
        const F towards = fma(g[0], set(a.background[0]), fma(g[1], set(a.background[1]), g[2] * set(a.background[2])));
        store_first(a.alpha_gradient + first + p, set(0) - towards, n);
    }
}

NR_INLINE double l1_row(const Strip& s, long row) {
    const float *const x = s.x[row], *const y = s.y[row];
    F total = set(0);
    for (long i = 0; i < s.num_values; i += W) {
        const F difference = load(x + i) - load(y + i);
        total = total + max(difference, set(0) - difference);
    }
    return static_cast<double>(sum(total));
}

// Sideways sums of one row of both pictures and of their products.
NR_INLINE void blur_pictures(const Strip& s, long row) {
    const float *const x = s.x[row], *const y = s.y[row];
    float *const squares = s.scratch[0][0], *const products = s.scratch[0][1];
    for (long i = -PAD; i + W <= s.stride - PAD; i += W) {
        const F a = load(x + i), b = load(y + i);
        store(squares + i, fma(a, a, b * b));
        store(products + i, a * b);
    }
    const float* const rows[4] = {x, y, squares, products};
    for (int q = 0; q < 4; ++q) blur_sideways(rows[q], s.sideways[q][row], s.num_values);
}

// S of ROWS rows from `row` on; sideways sums of their P, Q, R.
NR_INLINE void ssim_rows(const Strip& s, long row, long begin, long end, double* ssim) {
    for (int q = 0; q < 4; ++q) blur_down(s, s.sideways[q], row, q);
    for (long k = row; k < row + ROWS; ++k) {
        float* const* const sums = s.scratch[k - row];
        const bool is_inside = k >= 0 && k < s.a.height;
        if (is_inside) {
            const double total = ssim_row(s, k, sums);
            if (k >= begin && k < end) ssim[k] = total;
        }
        if (!s.a.rgb_gradient) continue;
        for (int q = 0; q < 3; ++q) {
            const long count = s.stride - PAD - s.num_values;
            fill(sums[q] - PAD, PAD, 0);
            is_inside ? fill(sums[q] + s.num_values, count, 0) : fill(sums[q], s.num_values + count, 0);
            blur_sideways(sums[q], s.gradients[q][k], s.num_values);
        }
    }
}

// Rows [begin, end) of one camera; sums per row go to `l1` and `ssim`. Rows that only warm the rings up compute on
// whatever is in them, and are not used.
static void strip_rows(const Strip& s, long begin, long end, double* l1, double* ssim) {
    for (long row = begin - 2 * RADIUS; row < end + 2 * RADIUS; row += ROWS) {
        for (long k = row; k < row + ROWS; ++k) {
            stage_row(s, k);
            if (k >= begin && k < end) l1[k] = l1_row(s, k);
            blur_pictures(s, k);
        }
        const long middle = row - RADIUS;  // windows from here on are now complete
        if (middle + ROWS > begin - RADIUS) ssim_rows(s, middle, begin, end, ssim);
        const long done = middle - RADIUS;
        if (!s.a.rgb_gradient || done < begin) continue;
        for (int q = 0; q < 3; ++q) blur_down(s, s.gradients[q], done, q);
        for (long k = done; k < done + ROWS && k < end; ++k) gradient_row(s, k, s.scratch[k - done]);
    }
}

static double l1_dssim(const LossArgs& a) {
    const long num_pixels = a.num_cameras * a.height * a.width, num_rows = a.num_cameras * a.height;
    double counted = 3.0 * static_cast<double>(num_pixels);
    if (a.mask) {
        double total = 0;
        for (long i = 0; i < num_pixels; ++i) total += a.mask[i];
        counted = 3.0 * total;
    }
    const double scale = 1.0 / (counted > 1 ? counted : 1);
    Array<double> sums;  // [2, rows]
    double* const l1 = sums.resize(2 * num_rows);
    double* const ssim = l1 + num_rows;

    // A strip computes 4 RADIUS rows more than its own, so it should not be short.
    constexpr long STRIP_ROWS = 48;
    const int num_strips = num_chunks_for(a.height, STRIP_ROWS);
    parallel(static_cast<int>(a.num_cameras) * num_strips, [&](int chunk) {
        const long camera = chunk / num_strips;
        const Range range = chunk_range(a.height, chunk % num_strips, num_strips, 1);
        constexpr int NUM_RINGS = 3 + 4 + 3, NUM_ROWS = 4 * ROWS;
        const long stride = (3L * a.width + 2 * PAD + 4 * W + 15) / 16 * 16;
        Array<float> memory;
        float* next = memory.resize(static_cast<std::size_t>(stride) * (NUM_RINGS * RING + NUM_ROWS));
        const auto ring = [&] {
            const Ring made = {next, stride};
            next += RING * stride;
            return made;
        };
        Strip s = {a, camera, 3L * a.width, stride, ring(), ring(), ring(), {ring(), ring(), ring(), ring()},
                   {ring(), ring(), ring()}, {}, 0, 0};
        for (auto& rows : s.scratch) {
            for (float*& row : rows) {
                row = next + PAD;
                next += stride;
            }
        }
        s.ssim_factor = static_cast<float>(-a.dssim_weight * scale);
        s.l1_factor = static_cast<float>((1 - a.dssim_weight) * scale);
        strip_rows(s, range.begin, range.end, l1 + camera * a.height, ssim + camera * a.height);
    });
    double total_l1 = 0, total_ssim = 0;
    for (long row = 0; row < num_rows; ++row) {
        total_l1 += l1[row];
        total_ssim += ssim[row];
    }
    return (1 - a.dssim_weight) * total_l1 * scale + a.dssim_weight * (counted - total_ssim) * scale;
}

}  // namespace nr::NR_ISA
