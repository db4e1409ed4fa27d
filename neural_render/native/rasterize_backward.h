// The backward pass of rasterization: every block replays the splats that changed it, front to back.
//
// With v the image's gradient at a pixel (and v_a that of alpha), e_i = color_i . v + v_a is what a unit of weight is
// worth, and S_i = sum_{j > i} w_j e_j what is still behind splat i: all of it before the first splat, w_i e_i less
// after each. Then, with q' the gradient with respect to ln alpha_i,
//   q'_i = w_i e_i - S_i alpha_i / (1 - alpha_i),      color'_i = sum over pixels of w_i v.
// Of a sum, w_i = alpha_i weight_i, and S is the same for all splats: T v_T with the gradient v_T of the transmittance.
// sigma = 1/2 d^T Q d gives -q' as its gradient, so the mean and the conic need the sums over pixels of q' times
// 1, dx, dy, dx^2, dx dy, dy^2. These are sums with constant coefficients over the lanes of a block: W splats are
// gathered, transposed (a vector then holds one pixel of W splats), summed, and moved from the block's centre to the
// splats' means. Each sum is added to the splat's gradient row of the band.
#pragma once

#include <cstddef>

#include "rasterize.h"

namespace nr::NR_ISA {

constexpr int MOMENTS = 6;  // 1, x, y, xx, xy, yy
// Numbers per row: the moments, then the channels, then of sums that of the weight.
template <Blend B>
NR_INLINE int num_sums(int num_channels) {
    return B == Blend::SORTED ? num_channels : num_channels + 1;
}
template <Blend B>
NR_INLINE int row_size(int num_channels) {
    return (MOMENTS + num_sums<B>(num_channels) + W - 1) / W * W;
}

// W splats of one block on their way into the gradient rows.
struct Gather {
    alignas(64) float q[W][W], w[W][W];  // [splat][pixel]
    alignas(64) float means[W][2];
    float* rows[W];
};

// The sums of q' times 1, x, y, x^2, x y, y^2 over a block's pixels; x and y count from the block's centre.
NR_INLINE void sum_moments(const F (&q)[W], F (&m)[MOMENTS]) {
    F row[BLOCK_Y][3];  // of 1, x, x^2 in a row of pixels
    for (int r = 0; r < BLOCK_Y; ++r) {
        const F* const p = q + r * BLOCK_X;
        if (BLOCK_X == 4) {
            const F outer = p[0] + p[3], inner = p[1] + p[2];
            row[r][0] = outer + inner;
            row[r][1] = fma(set(1.5f), p[3] - p[0], set(0.5f) * (p[2] - p[1]));
            row[r][2] = fma(set(2.25f), outer, set(0.25f) * inner);
        } else {
            row[r][0] = p[0] + p[1];
            row[r][1] = set(0.5f) * (p[1] - p[0]);
            row[r][2] = set(0.25f) * row[r][0];
        }
    }
    const auto sum = [&](int power) {
        F total = row[0][power];
        for (int r = 1; r < BLOCK_Y; ++r) total = total + row[r][power];
        return total;
    };
    const auto weighted = [&](int power) {
        F total = set(-0.5f * (BLOCK_Y - 1)) * row[0][power];
        for (int r = 1; r < BLOCK_Y; ++r) total = fma(set(r - 0.5f * (BLOCK_Y - 1)), row[r][power], total);
        return total;
    };
    m[0] = sum(0);
    m[1] = sum(1);
    m[2] = weighted(0);
    m[3] = sum(2);
    m[4] = weighted(1);
    m[5] = set(0.25f * (BLOCK_Y - 1) * (BLOCK_Y - 1)) * row[0][0];
    for (int r = 1; r < BLOCK_Y; ++r) {
        const float y = r - 0.5f * (BLOCK_Y - 1);
        m[5] = fma(set(y * y), row[r][0], m[5]);
    }
}

// Adds W columns (sums, W splats each) to the rows of the gathered splats, from number `first` on.
NR_INLINE void add_to_rows(const Gather& gather, int count, F (&columns)[W], int first) {
    transpose(columns);
    const auto add = [&](int k) {
        float* const row = gather.rows[k] + first;
        store(row, load(row) + columns[k]);
    };
    if (count == W) {
        for (int k = 0; k < W; ++k) add(k);
    } else {
        for (int k = 0; k < count; ++k) add(k);
    }
}

// Adds the gathered splats to their rows; `v` are the block's image gradients by channel, then that of alpha.
template <Blend B>
NR_INLINE void flush(const Gather& gather, int count, float center_x, float center_y, int num_channels,
                     const float (*v)[W]) {
    F q[W], w[W], m[MOMENTS], means[2];
    for (int k = 0; k < W; ++k) q[k] = load(gather.q[k]);
    transpose(q);
    sum_moments(q, m);
    load_rows(gather.means[0], means);
    const F dx = set(center_x) - means[0], dy = set(center_y) - means[1], two = set(2);
    m[5] = fma(dy, fma(dy, m[0], two * m[2]), m[5]);
    m[4] = fma(dx, fma(dy, m[0], m[2]), fma(dy, m[1], m[4]));
    m[3] = fma(dx, fma(dx, m[0], two * m[1]), m[3]);
    m[2] = fma(dy, m[0], m[2]);
    m[1] = fma(dx, m[0], m[1]);

    for (int k = 0; k < W; ++k) w[k] = load(gather.w[k]);
    transpose(w);
    const auto sum_color = [&](const float (&gradient)[W]) {
        F even = set(gradient[0]) * w[0], odd = set(gradient[1]) * w[1];
        for (int p = 2; p < W; p += 2) {
            even = fma(set(gradient[p]), w[p], even);
            odd = fma(set(gradient[p + 1]), w[p + 1], odd);
        }
        return even + odd;
    };
    // Columns 0 ... 5 are the moments, then come the channels; W at a time.
    const int num_colors = num_sums<B>(num_channels);
    for (int first = 0; first < row_size<B>(num_channels); first += W) {
        F columns[W];
#pragma GCC unroll 16
        for (int j = 0; j < W; ++j) {
            const int channel = first + j - MOMENTS;
            columns[j] = channel < 0 ? m[first + j] : channel < num_colors ? sum_color(v[channel]) : set(0);
        }
        add_to_rows(gather, count, columns, first);
    }
}

// Where a block is in its lists.
struct BlockState {
    F x, y, transmittance, behind;
    float center_x, center_y;
};

// Takes a block through a list; `v` are the image's gradients at its pixels, by channel, then that of alpha.
template <int D>
NR_INLINE void replay(const RasterizeArgs& a, const Record* records, const std::uint32_t* splats, int count, int band,
                      const float (*v)[W], BlockState& block, Gather& gather, float* rows) {
    const int num_channels = D ? D : a.num_channels, size = row_size<Blend::SORTED>(num_channels);
    const F x = block.x, y = block.y, v_alpha = load(v[num_channels]);
    F t = block.transmittance, behind = block.behind, own[D ? D : 1];
    if (D)
        for (int d = 0; d < D; ++d) own[d] = load(v[d]);
    const AlphaConstants constants;
    const F stop = held(TRANSMITTANCE_MIN), one = held(1), two = held(2);
    alignas(64) float alphas[TOGETHER][W], odds[TOGETHER][W];
    for (int first = 0; first < count; first += W) {
        const int num_gathered = count - first < W ? count - first : W;
        for (int k = 0; k < num_gathered; ++k) {
            const Record& r = records[splats[first + k]];
            gather.rows[k] = rows + static_cast<std::ptrdiff_t>(r.row + band) * size;
            std::memcpy(gather.means[k], &r.x, sizeof(gather.means[0]));
            const F alpha = alpha_of<Blend::SORTED>(constants, r, x, y), rest = one - alpha, inv = approximate_rcp(rest);
            store(alphas[k], alpha);
            store(odds[k], alpha * inv * fnma(rest, inv, two));
        }
        for (int k = 0; k < num_gathered; ++k) {
            const std::uint32_t splat = splats[first + k];
            const float* const channels = color_of<D>(records[splat], a.channels, splat, num_channels);
            F worth = v_alpha;
            for (int d = 0; d < num_channels; ++d)
                worth = fma(set(channels[d]), D ? own[d] : load(v[d]), worth);
            const F alpha = load(alphas[k]), falling = alpha * t;
            t = t * (one - alpha);
            const M is_drawn = less(stop, t);
            const F w = zero_unless(is_drawn, falling), here = w * worth;
            behind = behind - here;
            const F q = fnma(load(odds[k]), behind, here);
            store(gather.q[k], zero_unless(both(is_drawn, less(alpha, constants.highest)), q));
            store(gather.w[k], w);
        }
        flush<Blend::SORTED>(gather, num_gathered, block.center_x, block.center_y, num_channels, v);
    }
    block.transmittance = t;
    block.behind = behind;
}

// The same for a sum.
template <int D, Blend B>
NR_INLINE void replay_sum(const RasterizeArgs& a, const Record* records, const std::uint32_t* splats, int count,
                          int band, const float (*v)[W], const BlockState& block, Gather& gather, float* rows) {
    const int num_channels = D ? D : a.num_channels, size = row_size<B>(num_channels);
    const F x = block.x, y = block.y, v_alpha = load(v[num_channels]);
    F own[D ? D : 1];
    if (D)
        for (int d = 0; d < D; ++d) own[d] = load(v[d]);
    const AlphaConstants constants;
    const F one = held(1), two = held(2);
    for (int first = 0; first < count; first += W) {
        const int num_gathered = count - first < W ? count - first : W;
        for (int k = 0; k < num_gathered; ++k) {
            const std::uint32_t splat = splats[first + k];
            const Record& r = records[splat];
            gather.rows[k] = rows + static_cast<std::ptrdiff_t>(r.row + band) * size;
            std::memcpy(gather.means[k], &r.x, sizeof(gather.means[0]));
            const float* const channels = color_of<D>(r, a.channels, splat, num_channels);
            F worth = v_alpha;
            for (int d = 0; d < num_channels; ++d)
                worth = fma(set(channels[d]), D ? own[d] : load(v[d]), worth);
            const F alpha = alpha_of<B>(constants, r, x, y);
            F q = alpha * set(r.weight) * worth;
            if (B == Blend::SUM_AND_TRANSMITTANCE) {
                const F rest = one - min(alpha, constants.highest), inv = approximate_rcp(rest);
                const F odds = zero_unless(less(alpha, constants.highest), alpha * inv * fnma(rest, inv, two));
                q = fnma(odds, block.behind, q);
            }
            store(gather.q[k], q);
            store(gather.w[k], alpha);
        }
        flush<B>(gather, num_gathered, block.center_x, block.center_y, num_channels, v);
    }
}

// The image's gradients at a block's pixels by channel, then that of alpha, 0 outside the image; returns S before the
// first splat.
template <int D, Blend B>
NR_INLINE F load_pixels(const RasterizeArgs& a, const RasterizeGradients& grad, int x, int y, float (*v)[W]) {
    const int num_channels = D ? D : a.num_channels;
    F total = set(0), alpha[1], d_alpha[1] = {set(0)};
    if (grad.alpha) {
        load_block(a, x, y, a.alpha, alpha);
        load_block(a, x, y, grad.alpha, d_alpha);
        total = alpha[0] * d_alpha[0];
    }
    store(v[num_channels], d_alpha[0]);
    F transmitted = set(0);
    if (B == Blend::SUM_AND_TRANSMITTANCE && grad.transmittance) {
        F t[1], d_t[1];
        load_block(a, x, y, a.transmittance, t);
        load_block(a, x, y, grad.transmittance, d_t);
        transmitted = t[0] * d_t[0];
    }
    if (D == 3) {
        F image[3], d_image[3];
        load_block(a, x, y, a.image, image);
        load_block(a, x, y, grad.image, d_image);
        for (int d = 0; d < D; ++d) {
            store(v[d], d_image[d]);
            total = fma(image[d], d_image[d], total);
        }
        return B == Blend::SORTED ? total : transmitted;
    }
    for (int d = 0; d < num_channels; ++d) {
        alignas(64) float image[W] = {}, d_image[W] = {};
        for (int i = 0; i < W; ++i) {
            const int u = x + i % BLOCK_X, w = y + i / BLOCK_X;
            if (u >= a.width || w >= a.height) continue;
            const std::size_t number = (static_cast<std::size_t>(w) * a.width + u) * num_channels + d;
            image[i] = a.image[number];
            d_image[i] = grad.image[number];
        }
        store(v[d], load(d_image));
        total = fma(load(image), load(d_image), total);
    }
    return B == Blend::SORTED ? total : transmitted;
}

// Fetches what the next batches of a band need: records first, then the gradient rows that these name.
struct Fetcher {
    const std::uint32_t* splats;
    std::uint32_t end, next_record, next_row;  // in the lists of the band's tiles
};
NR_INLINE void fetch_ahead(Fetcher& f, const Record* records, float* rows, int band, int size, std::uint32_t begin) {
    constexpr std::uint32_t ROWS_AHEAD = BATCH, RECORDS_AHEAD = 2 * BATCH;
    const auto limit = [&](std::uint32_t number) { return number < f.end ? number : f.end; };
    if (f.next_row < begin) f.next_row = begin;
    for (const std::uint32_t last = limit(begin + ROWS_AHEAD); f.next_row < last; ++f.next_row)
        __builtin_prefetch(rows + static_cast<std::ptrdiff_t>(records[f.splats[f.next_row]].row + band) * size, 1);
    if (f.next_record < begin) f.next_record = begin;
    for (const std::uint32_t last = limit(begin + RECORDS_AHEAD); f.next_record < last; ++f.next_record)
        __builtin_prefetch(records + f.splats[f.next_record]);
}

// Fetches the pixels of the tile that begins at (x, y): its rows are too many and too short for the processor to foresee.
NR_INLINE void fetch_pixels(const RasterizeArgs& a, const RasterizeGradients& grad, int num_channels, int x, int y) {
    for (int v = y; x < a.width && v < y + TILE_Y && v < a.height; ++v) {
        const std::size_t first = static_cast<std::size_t>(v) * a.width + x;
        for (int k = 0; k < TILE_X * num_channels; k += 16) {
            __builtin_prefetch(grad.image + first * num_channels + k);
            __builtin_prefetch(a.image + first * num_channels + k);
        }
        __builtin_prefetch(a.alpha + first);
        if (grad.alpha) __builtin_prefetch(grad.alpha + first);
    }
}

template <int D, Blend B>
static void backward_band(const RasterizeArgs& a, const RasterizeGradients& grad, const Raster& raster, Grid grid,
                          int band, float (*v)[W], float* rows) {
    const int num_channels = D ? D : a.num_channels;
    const Record* const records = raster.records.data();
    const std::uint32_t *active = raster.active[band].data(), *const tile_begin = raster.tile_begin.data();
    const F lane_x = load(LANES.x), lane_y = load(LANES.y);
    BlockState blocks[BLOCKS];
    Gather gather;

    const int end = first_tile(grid, raster, band + 1);
    Fetcher fetcher = {raster.tile_splats.data(), tile_begin[end], 0, 0};
    for (int tile = first_tile(grid, raster, band); tile < end; ++tile) {
        const std::uint32_t num_batches = raster.num_batches.data()[tile];
        if (!num_batches) continue;
        const int x0 = tile % grid.columns * TILE_X, y0 = tile / grid.columns * TILE_Y;
        fetch_pixels(a, grad, num_channels, x0 + TILE_X, y0);
        for (int b = 0; b < BLOCKS; ++b) {
            const int left = x0 + b % 4 * BLOCK_X, top = y0 + b / 4 * BLOCK_Y;
            BlockState& block = blocks[b];
            block.x = lane_x + set(static_cast<float>(left) + 0.5f);
            block.y = lane_y + set(static_cast<float>(top) + 0.5f);
            block.center_x = static_cast<float>(left) + 0.5f * BLOCK_X;
            block.center_y = static_cast<float>(top) + 0.5f * BLOCK_Y;
            block.transmittance = first_transmittance(a, block.x, block.y);
            if (left < a.width && top < a.height)
                block.behind = load_pixels<D, B>(a, grad, left, top, v + b * (num_channels + 1));
        }
        for (std::uint32_t batch = 0; batch < num_batches; ++batch) {
            const std::uint32_t* const counts = active;
            active += BLOCKS;
            fetch_ahead(fetcher, records, rows, band, row_size<B>(num_channels), tile_begin[tile] + batch * BATCH);
            for (int b = 0; b < BLOCKS; ++b) {
                if (!counts[b]) continue;
                const int count = static_cast<int>(counts[b]);
                const float(*const own)[W] = v + b * (num_channels + 1);
                if constexpr (B == Blend::SORTED) {
                    replay<D>(a, records, active, count, band, own, blocks[b], gather, rows);
                } else {
                    replay_sum<D, B>(a, records, active, count, band, own, blocks[b], gather, rows);
                }
                active += counts[b];
            }
        }
    }
}

// Adds up each splat's rows and turns moments into gradients: of the mean Q (sum q' d), of the conic
// -(1/2 xx, xy, 1/2 yy), of the opacity (sum q') / opacity. `rows` are those of splat i and moves on by what it read.
// Of a sum, the rows hold sum alpha v per channel and of alpha: color' = weight (sum alpha v), and the weight's gradient
// is these sums times the colour and 1.
template <int D, Blend B>
NR_INLINE void finish_lanes(const RasterizeArgs& a, const RasterizeGradients& grad, const Raster& raster, long i, int n,
                            const float*& rows) {
    const int num_channels = D ? D : a.num_channels, size = row_size<B>(num_channels);
    const Box* const boxes = raster.boxes.data() + i;
    const float* first[W];
    int count[W];
    for (int k = 0; k < W; ++k) {
        const Box& box = boxes[k < n ? k : 0];
        const bool is_drawn = k < n && box.first_column <= box.last_column;
        const int low = box.first_row >> raster.band_shift, high = box.last_row >> raster.band_shift;
        first[k] = rows;
        count[k] = is_drawn ? high - low + 1 : 0;
        rows += static_cast<std::ptrdiff_t>(count[k]) * size;
    }
    F moments[MOMENTS], colors[3], d_weight[1] = {set(0)}, weight[1] = {set(1)};
    if (a.weights) load_first_rows(a.weights + i, n, weight);
    for (int begin = 0; begin < size; begin += W) {
        F part[W];
        for (int k = 0; k < W; ++k) {
            part[k] = set(0);
            for (int r = 0; r < count[k]; ++r) part[k] = part[k] + load(first[k] + r * size + begin);
        }
        transpose(part);
#pragma GCC unroll 16
        for (int j = 0; j < W; ++j) {
            const int channel = begin + j - MOMENTS;
            if (channel < 0) {
                moments[begin + j] = part[j];
            } else if (channel >= num_channels) {
                if (B != Blend::SORTED && channel == num_channels) d_weight[0] = d_weight[0] + part[j];
            } else if (D == 3) {
                colors[channel] = part[j];
            } else {
                alignas(64) float t[W], own[W];
                for (int k = 0; k < W; ++k) own[k] = k < n ? a.channels[(i + k) * num_channels + channel] : 0;
                if (B != Blend::SORTED) d_weight[0] = fma(part[j], load(own), d_weight[0]);
                store(t, B == Blend::SORTED ? part[j] : part[j] * weight[0]);
                for (int k = 0; k < n; ++k) grad.channels[(i + k) * num_channels + channel] = t[k];
            }
        }
    }
    if (D == 3 && B != Blend::SORTED) {
        F own[3];
        load_first_rows(a.channels + 3 * i, n, own);
        for (int d = 0; d < 3; ++d) {
            d_weight[0] = fma(colors[d], own[d], d_weight[0]);
            colors[d] = colors[d] * weight[0];
        }
    }
    if (D == 3) store_first_rows(grad.channels + 3 * i, n, colors);
    if (a.weights) store_first_rows(grad.weights + i, n, d_weight);
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
    const long num_rows = raster.num_gradient_rows;
    int size = 0;
    choose_variant(args, [&](auto variant) { size = row_size<decltype(variant)::B>(args.num_channels); });
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
        choose_variant(args, [&](auto variant) {
            backward_band<decltype(variant)::D, decltype(variant)::B>(args, grad, raster, grid, band, v, rows);
        });
    });
    parallel(num_groups, [&](int group) {
        const long begin = group * GROUP, end = begin + GROUP < args.num_splats ? begin + GROUP : args.num_splats;
        const float* own = rows + static_cast<std::ptrdiff_t>(raster.group_rows.data()[group]) * size;
        for (long i = begin; i < end; i += W) {
            const int n = end - i < W ? static_cast<int>(end - i) : W;
            choose_variant(args, [&](auto variant) {
                finish_lanes<decltype(variant)::D, decltype(variant)::B>(args, grad, raster, i, n, own);
            });
        }
    });
}

}  // namespace nr::NR_ISA
