// Splats composited front to back, or added up; the twin of raster/reference.py's `rasterize` and `rasterize_sum`.
//
// A block is as many pixels as a vector has lanes, a tile 4 x 4 blocks. A tile takes its splats in batches: for a batch
// it first finds, for all blocks at once, which ellipses alpha >= ALPHA_MIN meet them, and makes a list for each block;
// then each block composites its list with transmittance T and colour C in registers and without a branch per splat:
//   alpha = min(ALPHA_MAX, 2^q),   q = log2_opacity - (l1 dx + l2 dy)^2 - (l3 dy)^2,   skipped where q is too small,
//   w = alpha T,   C += w color,   T -= w;   a pixel stops before the splat that would bring T to TRANSMITTANCE_MIN.
// A sum has no T: w = alpha weight, alpha = 2^q without a limit, and nothing stops; the transmittance of all splats
// together, prod (1 - min(ALPHA_MAX, alpha)), does not depend on their order either.
// A limit of depth, where pixels have one, leaves out the splats behind it; the backward pass knows none.
// The lists are recorded as far as they were needed, and the backward pass runs over exactly these.
#pragma once

#include "binning.h"

namespace nr::NR_ISA {

constexpr int BATCH = 256;
// Alphas are computed for so many splats at once and then composited: a processor has more of these independent
// computations in flight when the chain of transmittances does not stand between them.
constexpr int TOGETHER = W;
constexpr int STOP_EVERY = 4;  // splats after which a block looks whether all its pixels have stopped

// Lists of one batch: the splats that may change each block.
struct BlockLists {
    int count[BLOCKS];
    std::uint32_t splats[BLOCKS][BATCH + W];
};

// Offsets of a block's lanes from its first pixel.
struct LaneOffsets {
    float x[W], y[W];
    constexpr LaneOffsets() : x(), y() {
        for (int i = 0; i < W; ++i) {
            x[i] = static_cast<float>(i % BLOCK_X);
            y[i] = static_cast<float>(i / BLOCK_X);
        }
    }
};
alignas(64) static constexpr LaneOffsets LANES;

// Corners of a tile's blocks, a lane per block; pixel centres.
struct Corners {
    F x[BLOCKS / W], y[BLOCKS / W];
};
NR_INLINE Corners block_corners(float x, float y) {
    alignas(64) float left[BLOCKS], top[BLOCKS];
    for (int b = 0; b < BLOCKS; ++b) {
        left[b] = x + 0.5f + static_cast<float>(b % 4 * BLOCK_X);
        top[b] = y + 0.5f + static_cast<float>(b / 4 * BLOCK_Y);
    }
    Corners corners;
    for (int v = 0; v < BLOCKS / W; ++v) {
        corners.x[v] = load(left + v * W);
        corners.y[v] = load(top + v * W);
    }
    return corners;
}

// Which blocks the ellipse meets, one bit each. Alpha over a box of pixels is largest on the edge lines that face the
// mean (or at the mean): the best point on each, clamped to the box, tells.
NR_INLINE unsigned blocks_met(const Record& r, const Corners& corners) {
    const F x = set(r.x), y = set(r.y), l1 = set(r.l1), l2 = set(r.l2), l3 = set(r.l3);
    const F reach = set(r.reach * (1 + 2 * SLACK_RELATIVE) + 1e-3f);
    unsigned met = 0;
    for (int v = 0; v < BLOCKS / W; ++v) {
        const F left = corners.x[v] - x, right = left + set(BLOCK_X - 1);
        const F top = corners.y[v] - y, bottom = top + set(BLOCK_Y - 1);
        const F near_x = clamp(set(0), left, right), near_y = clamp(set(0), top, bottom);
        const F best_y = clamp(set(0) - set(r.y_per_x) * near_x, top, bottom);
        const F best_x = clamp(set(0) - set(r.x_per_y) * near_y, left, right);
        const F u1 = fma(l2, best_y, l1 * near_x), v1 = l3 * best_y;
        const F u2 = fma(l2, near_y, l1 * best_x), v2 = l3 * near_y;
        const F nearest = min(fma(u1, u1, v1 * v1), fma(u2, u2, v2 * v2));
        met |= bits(less_equal(nearest, reach)) << (v * W);
    }
    return met;
}

static void make_lists(const Record* records, const std::uint32_t* splats, int count, const Corners& corners,
                       unsigned alive, BlockLists& lists) {
    for (int b = 0; b < BLOCKS; ++b) lists.count[b] = 0;
    for (int first = 0; first < count; first += W) {
        alignas(64) std::int32_t met[W] = {};
        const int n = count - first < W ? count - first : W;
        for (int k = 0; k < n; ++k) {
            __builtin_prefetch(records + splats[first + k + PREFETCH]);
            met[k] = static_cast<std::int32_t>(blocks_met(records[splats[first + k]], corners) & alive);
        }
        const I met_of = load_int(met), ids = load_int(splats + first);
        for (unsigned left = alive; left; left &= left - 1) {
            const int b = __builtin_ctz(left);
            lists.count[b] += compress(lists.splats[b] + lists.count[b], has_bit(met_of, 1 << b), ids);
        }
    }
}

struct AlphaConstants {
    FastExp2 exp2;
    F lowest = held(LOG2_ALPHA_MIN), highest = held(ALPHA_MAX);
};
// Alpha of one splat in one block, 0 where it is below ALPHA_MIN; unlimited for sums.
template <Blend B>
NR_INLINE F alpha_of(const AlphaConstants& constants, const Record& r, F x, F y) {
    const F dx = x - set(r.x), dy = y - set(r.y);
    const F u = fma(set(r.l2), dy, set(r.l1) * dx), v = set(r.l3) * dy;
    const F q = fnma(v, v, fnma(u, u, set(r.log2_opacity)));
    const F alpha = fast_exp2(constants.exp2, q);
    return zero_unless(less_equal(constants.lowest, q), B == Blend::SORTED ? min(alpha, constants.highest) : alpha);
}

// The same, 0 for splats behind the block's limits of depth, where the image has them (L).
template <Blend B, bool L>
NR_INLINE F alpha_within(const AlphaConstants& constants, const Record& r, F x, F y, F limit) {
    const F alpha = alpha_of<B>(constants, r, x, y);
    return L ? zero_unless(less_equal(set(r.depth), limit), alpha) : alpha;
}

template <int D>
NR_INLINE const float* color_of(const Record& r, const float* channels, std::uint32_t splat, int num_channels) {
    return D == 3 ? r.color : channels + static_cast<std::size_t>(splat) * num_channels;
}

// Composites a list into a block and returns how many splats it took until all pixels had stopped. `color` are the
// block's channels, then its alpha. D = 0 stands for any number of channels, here and below.
//
// The transmittance goes on falling where a pixel has stopped, which is cheaper than to hold it: it never rises again
// above TRANSMITTANCE_MIN, so that later weights are dropped as well.
template <int D, bool L>
NR_INLINE int composite(const RasterizeArgs& a, const Record* records, const std::uint32_t* splats, int count, F x, F y,
                        F limit, F& transmittance, F* color) {
    const int num_channels = D ? D : a.num_channels;
    F t = transmittance, sum_w = color[num_channels], own[D ? D : 1];
    if (D)
        for (int d = 0; d < D; ++d) own[d] = color[d];
    F* const c = D ? own : color;
    const AlphaConstants constants;
    const F stop = held(TRANSMITTANCE_MIN), one = held(1);
    alignas(64) float alphas[TOGETHER][W];
    int k = 0;
    for (bool is_alive = true; is_alive && k < count;) {
        const int n = count - k < TOGETHER ? count - k : TOGETHER;
        for (int j = 0; j < n; ++j)
            store(alphas[j], alpha_within<Blend::SORTED, L>(constants, records[splats[k + j]], x, y, limit));
        for (int j = 0; j < n && is_alive;) {
            const int end = n - j < STOP_EVERY ? n : j + STOP_EVERY;
            for (; j < end; ++j, ++k) {
                const F alpha = load(alphas[j]), falling = alpha * t;
                t = t * (one - alpha);
                const F w = zero_unless(less(stop, t), falling);
                const float* const channels = color_of<D>(records[splats[k]], a.channels, splats[k], num_channels);
                for (int d = 0; d < num_channels; ++d) c[d] = fma(w, set(channels[d]), c[d]);
                sum_w = sum_w + w;
            }
            is_alive = any(less(stop, t));
        }
    }
    if (D)
        for (int d = 0; d < D; ++d) color[d] = own[d];
    color[num_channels] = sum_w;
    transmittance = t;
    return k;
}

// Adds a list up in a block; everything as in `composite`, but no splat is left out.
template <int D, Blend B, bool L>
NR_INLINE int add_up(const RasterizeArgs& a, const Record* records, const std::uint32_t* splats, int count, F x, F y,
                     F limit, F& transmittance, F* color) {
    const int num_channels = D ? D : a.num_channels;
    F t = transmittance, sum_w = color[num_channels], own[D ? D : 1];
    if (D)
        for (int d = 0; d < D; ++d) own[d] = color[d];
    F* const c = D ? own : color;
    const AlphaConstants constants;
    const F one = held(1);
    for (int k = 0; k < count; ++k) {
        const Record& r = records[splats[k]];
        const F alpha = alpha_within<B, L>(constants, r, x, y, limit), w = alpha * set(r.weight);
        const float* const channels = color_of<D>(r, a.channels, splats[k], num_channels);
        for (int d = 0; d < num_channels; ++d) c[d] = fma(w, set(channels[d]), c[d]);
        sum_w = sum_w + w;
        if (B == Blend::SUM_AND_TRANSMITTANCE) t = t * (one - min(alpha, constants.highest));
    }
    if (D)
        for (int d = 0; d < D; ++d) color[d] = own[d];
    color[num_channels] = sum_w;
    transmittance = t;
    return count;
}

// Transmittance at the start: 0 outside the image, where nothing shall be drawn.
NR_INLINE F first_transmittance(const RasterizeArgs& a, F x, F y) {
    return zero_unless(both(less(x, set(a.width)), less(y, set(a.height))), set(1));
}

// Copies between a block's vectors and the image's pixels [H, W, C], C = 1 or 3, inside the image.
template <int C>
NR_INLINE void store_block(const RasterizeArgs& a, int x, int y, const F (&columns)[C], float* image) {
    alignas(64) float pixels[BLOCK_Y][BLOCK_X * C];
    store_rows(pixels[0], columns);
    const int width = a.width - x < BLOCK_X ? a.width - x : BLOCK_X;
    const int height = a.height - y < BLOCK_Y ? a.height - y : BLOCK_Y;
    for (int v = 0; v < height; ++v) {
        float* const row = image + (static_cast<std::size_t>(y + v) * a.width + x) * C;
        if (width == BLOCK_X) {
            std::memcpy(row, pixels[v], sizeof(pixels[v]));
        } else {
            std::memcpy(row, pixels[v], sizeof(float) * width * C);
        }
    }
}
template <int C>
NR_INLINE void load_block(const RasterizeArgs& a, int x, int y, const float* image, F (&columns)[C]) {
    if (BLOCK_X == 4 && x + BLOCK_X <= a.width && y + BLOCK_Y <= a.height) {
        const float* pieces[W * C / 4];
        for (int k = 0; k < W * C / 4; ++k)
            pieces[k] = image + (static_cast<std::size_t>(y + k / C) * a.width + x) * C + k % C * 4;
        load_rows(pieces, columns);
        return;
    }
    alignas(64) float pixels[BLOCK_Y][BLOCK_X * C] = {};
    const int width = a.width - x < BLOCK_X ? a.width - x : BLOCK_X;
    const int height = a.height - y < BLOCK_Y ? a.height - y : BLOCK_Y;
    for (int v = 0; v < height; ++v) {
        const float* const row = image + (static_cast<std::size_t>(y + v) * a.width + x) * C;
        if (width == BLOCK_X) {
            std::memcpy(pixels[v], row, sizeof(pixels[v]));
        } else {
            std::memcpy(pixels[v], row, sizeof(float) * width * C);
        }
    }
    load_rows(pixels[0], columns);
}

template <int D, Blend B>
NR_INLINE void write_block(const RasterizeArgs& a, int x, int y, const F* color, F transmittance) {
    const int num_channels = D ? D : a.num_channels;
    const F alpha[1] = {color[num_channels]}, t[1] = {transmittance};
    store_block(a, x, y, alpha, a.alpha);
    if (B == Blend::SUM_AND_TRANSMITTANCE) store_block(a, x, y, t, a.transmittance);
    if (D == 3) {
        const F rgb[3] = {color[0], color[1], color[2]};
        store_block(a, x, y, rgb, a.image);
        return;
    }
    for (int d = 0; d < num_channels; ++d) {
        alignas(64) float t[W];
        store(t, color[d]);
        for (int i = 0; i < W; ++i) {
            const int u = x + i % BLOCK_X, v = y + i / BLOCK_X;
            if (u < a.width && v < a.height)
                a.image[(static_cast<std::size_t>(v) * a.width + u) * num_channels + d] = t[i];
        }
    }
}

NR_INLINE int first_tile(Grid grid, const Raster& raster, int band) {
    const int row = band << raster.band_shift;
    return (row < grid.rows ? row : grid.rows) * grid.columns;
}

// One band of tiles; `color` has room for BLOCKS (D + 1) vectors.
template <int D, Blend B, bool L>
static void rasterize_band(const RasterizeArgs& a, Raster& raster, int band, F* color) {
    const Grid grid = grid_of(a);
    const int num_channels = D ? D : a.num_channels;
    const Record* const records = raster.records.data();
    const std::uint32_t* const tile_begin = raster.tile_begin.data();
    const std::uint32_t* const splats = raster.tile_splats.data();
    const F lane_x = load(LANES.x), lane_y = load(LANES.y);
    BlockLists lists;
    std::size_t num_written = 0;

    for (int tile = first_tile(grid, raster, band); tile < first_tile(grid, raster, band + 1); ++tile) {
        const int x0 = tile % grid.columns * TILE_X, y0 = tile / grid.columns * TILE_Y;
        const Corners corners = block_corners(static_cast<float>(x0), static_cast<float>(y0));
        unsigned alive = 0;
        F x[BLOCKS], y[BLOCKS], limit[BLOCKS], transmittance[BLOCKS];
        for (int b = 0; b < BLOCKS; ++b) {
            x[b] = lane_x + set(static_cast<float>(x0 + b % 4 * BLOCK_X) + 0.5f);
            y[b] = lane_y + set(static_cast<float>(y0 + b / 4 * BLOCK_Y) + 0.5f);
            transmittance[b] = first_transmittance(a, x[b], y[b]);
            const bool is_inside = any(less(set(0), transmittance[b]));
            alive |= static_cast<unsigned>(is_inside) << b;
            limit[b] = set(0);
            if (L && is_inside) {
                F own[1];
                load_block(a, x0 + b % 4 * BLOCK_X, y0 + b / 4 * BLOCK_Y, a.limits, own);
                limit[b] = own[0];
            }
        }
        const unsigned inside = alive;
        for (int k = 0; k < BLOCKS * (num_channels + 1); ++k) color[k] = set(0);

        std::uint32_t num_batches = 0;
        const std::uint32_t end = tile_begin[tile + 1];
        for (std::uint32_t begin = tile_begin[tile]; begin < end && alive; begin += BATCH, ++num_batches) {
            const int num_splats = end - begin < BATCH ? static_cast<int>(end - begin) : BATCH;
            make_lists(records, splats + begin, num_splats, corners, alive, lists);
            std::uint32_t* counts = nullptr;
            if (a.is_recording) {
                constexpr std::size_t MOST = BLOCKS * (BATCH + 6);  // counts, splats, and what is read ahead
                std::size_t capacity = raster.active[band].bytes.capacity / sizeof(std::uint32_t);
                if (capacity < num_written + MOST) capacity = 2 * capacity + MOST;
                counts = raster.active[band].resize(capacity, num_written) + num_written;
                num_written += BLOCKS;
            }
            for (int b = 0; b < BLOCKS; ++b) {
                std::uint32_t* const active = counts ? raster.active[band].data() + num_written : nullptr;
                // Fetched for writing while the block is composited.
                for (int k = 0; counts && k < lists.count[b] + 16; k += 16) __builtin_prefetch(active + k, 1);
                F* const own = color + b * (num_channels + 1);
                const std::uint32_t* const list = lists.splats[b];
                int count;
                if constexpr (B == Blend::SORTED) {
                    count = composite<D, L>(a, records, list, lists.count[b], x[b], y[b], limit[b], transmittance[b], own);
                    if (!any(less(set(TRANSMITTANCE_MIN), transmittance[b]))) alive &= ~(1u << b);
                } else {
                    count = add_up<D, B, L>(a, records, list, lists.count[b], x[b], y[b], limit[b], transmittance[b], own);
                }
                if (!counts) continue;
                counts[b] = static_cast<std::uint32_t>(count);
                for (int k = 0; k < count; k += W) std::memcpy(active + k, lists.splats[b] + k, sizeof(*active) * W);
                num_written += count;
            }
        }
        raster.num_batches.data()[tile] = num_batches;
        for (unsigned rest = inside; rest; rest &= rest - 1) {
            const int b = __builtin_ctz(rest);
            write_block<D, B>(a, x0 + b % 4 * BLOCK_X, y0 + b / 4 * BLOCK_Y, color + b * (num_channels + 1),
                              transmittance[b]);
        }
    }
}

// Calls run(variant) with the number of channels, if it is one that the kernels are compiled for, and the blend.
template <int D_, Blend B_>
struct Variant {
    static constexpr int D = D_;
    static constexpr Blend B = B_;
};
template <Blend B, class Run>
NR_INLINE void choose_channels(const RasterizeArgs& a, const Run& run) {
    a.num_channels == 3 ? run(Variant<3, B>()) : run(Variant<0, B>());
}
template <class Run>
NR_INLINE void choose_variant(const RasterizeArgs& a, const Run& run) {
    switch (a.blend) {
        case Blend::SORTED: return choose_channels<Blend::SORTED>(a, run);
        case Blend::SUM: return choose_channels<Blend::SUM>(a, run);
        case Blend::SUM_AND_TRANSMITTANCE: return choose_channels<Blend::SUM_AND_TRANSMITTANCE>(a, run);
    }
}

static void rasterize(const RasterizeArgs& args, Raster& raster) {
    const Grid grid = grid_of(args);
    raster.num_batches.resize(static_cast<std::size_t>(grid.columns) * grid.rows);
    parallel(raster.num_bands, [&](int band) {
        Array<F> color;
        F* const room = color.resize(static_cast<std::size_t>(BLOCKS) * (args.num_channels + 1));
        choose_variant(args, [&](auto variant) {
            constexpr int D = decltype(variant)::D;
            constexpr Blend B = decltype(variant)::B;
            args.limits ? rasterize_band<D, B, true>(args, raster, band, room)
                        : rasterize_band<D, B, false>(args, raster, band, room);
        });
    });
}

}  // namespace nr::NR_ISA
