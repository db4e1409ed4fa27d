// The backward pass of rasterization: every block replays the splats that changed it, front to back.
//
// With v the image's gradient at a pixel (and v_a that of alpha), e_i = color_i . v + v_a is what a unit of weight is
// worth, and S_i = sum_{j > i} w_j e_j what is still behind splat i: all of it before the first splat, w_i e_i less
// after each. Then, with q' the gradient with respect to ln alpha_i,
//   q'_i = w_i e_i - S_i alpha_i / (1 - alpha_i),      color'_i = sum over pixels of w_i v.
// sigma = 1/2 d^T Q d gives -q' as its gradient, so the mean and the conic need the sums over pixels of q' times
// 1, dx, dy, dx^2, dx dy, dy^2. These are sums with constant coefficients over the lanes of a block: W splats are
// gathered, transposed (a vector then holds one pixel of W splats), summed, and moved from the block's centre to the
// splats' means. Each sum is added to the splat's gradient row of the band.
#pragma once

#include "rasterize.h"

namespace nr::NR_ISA {

constexpr int MOMENTS = 6;  // 1, x, y, xx, xy, yy
NR_INLINE int row_size(int num_channels) { return (MOMENTS + num_channels + W - 1) / W * W; }

// W splats of one block on their way into the gradient rows.
struct Gather {
    alignas(64) float q[W][W], w[W][W];  // [splat][pixel]
    alignas(64) float x[W], y[W];        // means
    std::int64_t row[W];
    int count = 0;
};

// Adds the gathered splats to their rows; `v` are the block's image gradients by channel.
NR_INLINE void flush(Gather& gather, float center_x, float center_y, int num_channels, const float (*v)[W], float* rows) {
    F q[W], w[W];
    for (int k = 0; k < W; ++k) {
        q[k] = load(gather.q[k]);
        w[k] = load(gather.w[k]);
    }
    transpose(q);
    transpose(w);

    F m0 = set(0), mx = set(0), my = set(0), mxx = set(0), mxy = set(0), myy = set(0);
    for (int r = 0; r < BLOCK_Y; ++r) {
        F s0 = set(0), s1 = set(0), s2 = set(0);  // of q, q x, q xx in this row of pixels
        for (int c = 0; c < BLOCK_X; ++c) {
            const float x = c - 0.5f * (BLOCK_X - 1);
            s0 = s0 + q[r * BLOCK_X + c];
            s1 = fma(set(x), q[r * BLOCK_X + c], s1);
            s2 = fma(set(x * x), q[r * BLOCK_X + c], s2);
        }
        const float y = r - 0.5f * (BLOCK_Y - 1);
        m0 = m0 + s0;
        mx = mx + s1;
        mxx = mxx + s2;
        my = fma(set(y), s0, my);
        mxy = fma(set(y), s1, mxy);
        myy = fma(set(y * y), s0, myy);
    }
    const F dx = set(center_x) - load(gather.x), dy = set(center_y) - load(gather.y), two = set(2);
    const int size = row_size(num_channels);
    const F moments[MOMENTS] = {m0,
                          fma(dx, m0, mx),
                          fma(dy, m0, my),
                          fma(dx, fma(dx, m0, two * mx), mxx),
                          fma(dx, fma(dy, m0, my), fma(dy, mx, mxy)),
                          fma(dy, fma(dy, m0, two * my), myy)};

    for (int first = 0; first < size; first += W) {
        F part[W];
        for (int j = 0; j < W; ++j) {
            const int column = first + j;
            part[j] = set(0);
            if (column < MOMENTS) {
                part[j] = moments[column];
            } else if (column < MOMENTS + num_channels) {
                for (int p = 0; p < W; ++p) part[j] = fma(set(v[column - MOMENTS][p]), w[p], part[j]);
            }
        }
        transpose(part);
        for (int k = 0; k < gather.count; ++k) {
            float* const row = rows + gather.row[k] * size + first;
            store(row, load(row) + part[k]);
        }
    }
    gather.count = 0;
}

template <int D>
NR_INLINE void replay(const RasterizeArgs& a, const Raster& raster, int band, const std::uint32_t* splats, int count, F x,
                      F y, float center_x, float center_y, F& transmittance, F& threshold, F& behind,
                      const float (*v)[W], F v_alpha, float* rows) {
    const int num_channels = D ? D : a.num_channels;
    const Record* const records = raster.records.data();
    const std::int64_t* const group_rows = raster.group_rows.data();
    F t = transmittance, lowest = threshold, rest = behind;
    Gather gather;
    for (int k = 0; k < count; ++k) {
        const std::uint32_t splat = splats[k];
        const Record& r = records[splat];
        const Alpha alphas = alpha_of(r, x, y, lowest);
        F alpha = alphas.alpha;
        F w = alpha * t;
        F next = t - w;
        const M stops = less_equal(next, set(TRANSMITTANCE_MIN));
        if (__builtin_expect(any(stops), 0)) {
            next = select(stops, t, next);
            w = t - next;
            alpha = select(stops, set(0), alpha);
            lowest = select(stops, set(NEVER), lowest);
        }
        const float* const channels = color_of<D>(r, a.channels, splat, num_channels);
        F worth = v_alpha;
        for (int d = 0; d < num_channels; ++d) worth = fma(set(channels[d]), load(v[d]), worth);
        const F here = w * worth;
        rest = rest - here;
        const F q = fnma(alpha * rcp(set(1) - alpha), rest, here);
        t = next;
        store(gather.q[gather.count], zero_unless(less_equal(alphas.unclamped, set(ALPHA_MAX)), q));
        store(gather.w[gather.count], w);
        gather.x[gather.count] = r.x;
        gather.y[gather.count] = r.y;
        gather.row[gather.count] = group_rows[splat / Raster::GROUP] + r.row + band;
        if (++gather.count == W) flush(gather, center_x, center_y, num_channels, v, rows);
    }
    if (gather.count) flush(gather, center_x, center_y, num_channels, v, rows);
    transmittance = t;
    threshold = lowest;
    behind = rest;
}

// Image gradients of a block by channel (and of alpha in the last row), 0 outside the image; returns S before the
// first splat.
NR_INLINE F load_pixels(const RasterizeArgs& a, const RasterizeGradients& grad, int x, int y, float (*v)[W]) {
    const int num_channels = a.num_channels;
    alignas(64) float total[W] = {};
    for (int d = 0; d <= num_channels; ++d) store(v[d], set(0));
    for (int lane = 0; lane < W; ++lane) {
        const int u = x + lane % BLOCK_X, w = y + lane / BLOCK_X;
        if (u >= a.width || w >= a.height) continue;
        const std::size_t pixel = static_cast<std::size_t>(w) * a.width + u;
        for (int d = 0; d < num_channels; ++d) {
            v[d][lane] = grad.image[pixel * num_channels + d];
            total[lane] += v[d][lane] * a.image[pixel * num_channels + d];
        }
        if (grad.alpha) {
            v[num_channels][lane] = grad.alpha[pixel];
            total[lane] += v[num_channels][lane] * a.alpha[pixel];
        }
    }
    return load(total);
}

template <int D>
static void backward_band(const RasterizeArgs& a, const RasterizeGradients& grad, const Raster& raster, Grid grid,
                          int band, float (*v)[W], float* rows) {
    const int num_channels = D ? D : a.num_channels;
    const std::uint32_t* active = raster.active[band].data();
    const F lane_x = load(LANES.x), lane_y = load(LANES.y);
    F transmittance[BLOCKS], threshold[BLOCKS], behind[BLOCKS];

    const int first_row = band * raster.rows_per_band;
    const int last_row = first_row + raster.rows_per_band < grid.rows ? first_row + raster.rows_per_band : grid.rows;
    for (int tile = first_row * grid.columns; tile < last_row * grid.columns; ++tile) {
        const std::uint32_t num_batches = raster.num_batches.data()[tile];
        if (!num_batches) continue;
        const int x0 = tile % grid.columns * TILE_X, y0 = tile / grid.columns * TILE_Y;
        F x[BLOCKS], y[BLOCKS];
        for (int b = 0; b < BLOCKS; ++b) {
            const int left = x0 + b % 4 * BLOCK_X, top = y0 + b / 4 * BLOCK_Y;
            x[b] = lane_x + set(static_cast<float>(left) + 0.5f);
            y[b] = lane_y + set(static_cast<float>(top) + 0.5f);
            transmittance[b] = set(1);
            threshold[b] = first_threshold(a, x[b], y[b]);
            behind[b] = load_pixels(a, grad, left, top, v + b * (num_channels + 1));
        }
        for (std::uint32_t batch = 0; batch < num_batches; ++batch) {
            const std::uint32_t* const counts = active;
            active += BLOCKS;
            for (int b = 0; b < BLOCKS; ++b) {
                if (!counts[b]) continue;
                const float center_x = static_cast<float>(x0 + b % 4 * BLOCK_X) + 0.5f * BLOCK_X;
                const float center_y = static_cast<float>(y0 + b / 4 * BLOCK_Y) + 0.5f * BLOCK_Y;
                const float(*const own)[W] = v + b * (num_channels + 1);
                replay<D>(a, raster, band, active, static_cast<int>(counts[b]), x[b], y[b], center_x, center_y,
                          transmittance[b], threshold[b], behind[b], own, load(own[num_channels]), rows);
                active += counts[b];
            }
        }
    }
}

// Adds up each splat's rows and turns moments into gradients: of the mean Q (sum q' d), of the conic
// -(1/2 xx, xy, 1/2 yy), of the opacity (sum q') / opacity.
NR_INLINE void finish_lanes(const RasterizeArgs& a, const RasterizeGradients& grad, const Raster& raster, long i, int n,
                            const float* rows) {
    const int size = row_size(a.num_channels), num_channels = a.num_channels;
    const Record* const records = raster.records.data() + i;
    const float* first[W];
    int count[W];
    for (int k = 0; k < W; ++k) {
        count[k] = 0;
        first[k] = rows;
        if (k >= n || records[k].first_column > records[k].last_column) continue;
        const int low = records[k].first_row / raster.rows_per_band, high = records[k].last_row / raster.rows_per_band;
        first[k] = rows + (raster.group_rows.data()[i / Raster::GROUP] + records[k].row + low) * size;
        count[k] = high - low + 1;
    }
    F moments[MOMENTS];
    for (int begin = 0; begin < size; begin += W) {
        F part[W];
        for (int k = 0; k < W; ++k) {
            part[k] = set(0);
            for (int r = 0; r < count[k]; ++r) part[k] = part[k] + load(first[k] + r * size + begin);
        }
        transpose(part);
        for (int j = 0; j < W; ++j) {
            const int channel = begin + j - MOMENTS;
            if (channel < 0) {
                moments[begin + j] = part[j];
            } else if (channel < num_channels) {
                alignas(64) float t[W];
                store(t, part[j]);
                for (int k = 0; k < n; ++k) grad.channels[(i + k) * num_channels + channel] = t[k];
            }
        }
    }
    F conic[3], opacity[1];
    load_first_rows(a.conics + 3 * i, n, conic);
    load_first_rows(a.opacities + i, n, opacity);
    const F mx = moments[1], my = moments[2], minus_half = set(-0.5f);
    const F d_mean[2] = {fma(conic[0], mx, conic[1] * my), fma(conic[1], mx, conic[2] * my)};
    const F d_conic[3] = {minus_half * moments[3], set(0) - moments[4], minus_half * moments[5]};
    const F d_opacity[1] = {zero_unless(less(set(0), opacity[0]), moments[0] / opacity[0])};
    store_first_rows(grad.means2d + 2 * i, n, d_mean);
    store_first_rows(grad.conics + 3 * i, n, d_conic);
    store_first_rows(grad.opacities + i, n, d_opacity);
}

static void rasterize_backward(const RasterizeArgs& args, Raster& raster, const RasterizeGradients& grad) {
    constexpr long GROUP = Raster::GROUP;
    const Grid grid = grid_of(args);
    const int num_groups = static_cast<int>((args.num_splats + GROUP - 1) / GROUP);
    const long num_rows = num_groups ? raster.group_rows.data()[num_groups] : 0;
    const int size = row_size(args.num_channels);
    Array<float> rows_array;
    float* const rows = rows_array.resize(static_cast<std::size_t>(num_rows + 1) * size);
    const int num_parts = num_chunks_for(num_rows, 1 << 14);
    parallel(num_parts, [&](int part) {
        const Range range = chunk_range(num_rows, part, num_parts, 1);
        std::memset(rows + range.begin * size, 0, sizeof(float) * (range.end - range.begin) * size);
    });
    parallel(raster.num_bands, [&](int band) {
        Array<float[W]> pixels;
        float(*const v)[W] = pixels.resize(static_cast<std::size_t>(BLOCKS) * (args.num_channels + 1));
        if (args.num_channels == 3) {
            backward_band<3>(args, grad, raster, grid, band, v, rows);
        } else {
            backward_band<0>(args, grad, raster, grid, band, v, rows);
        }
    });
    parallel(num_groups, [&](int group) {
        const long begin = group * GROUP, end = begin + GROUP < args.num_splats ? begin + GROUP : args.num_splats;
        for (long i = begin; i < end; i += W)
            finish_lanes(args, grad, raster, i, end - i < W ? static_cast<int>(end - i) : W, rows);
    });
}

}  // namespace nr::NR_ISA
