// Sorted splats composited front to back; the twin of raster/reference.py's `rasterize`.
//
// A block is as many pixels as a vector has lanes, a tile 4 x 4 blocks. A tile takes its splats in batches: for a batch
// it first finds, for all blocks at once, which ellipses alpha >= ALPHA_MIN meet them, and makes a list for each block;
// then each block composites its list with transmittance T and colour C in registers and without a branch per splat:
//   alpha = min(ALPHA_MAX, 2^q),   q = log2_opacity - (l1 dx + l2 dy)^2 - (l3 dy)^2,   skipped where q is too small,
//   w = alpha T,   C += w color,   T -= w;   a pixel stops before the splat that would bring T to TRANSMITTANCE_MIN.
// Splats that changed a block are recorded, and the backward pass runs over exactly these.
#pragma once

#include "binning.h"

namespace nr::NR_ISA {

constexpr int BATCH = 128;
constexpr float NEVER = 1e30f;  // threshold of a pixel that takes no more splats

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
            __builtin_prefetch(records + splats[first + k + 8 < count ? first + k + 8 : first + k]);
            met[k] = static_cast<std::int32_t>(blocks_met(records[splats[first + k]], corners) & alive);
        }
        const I met_of = load_int(met), ids = load_int(splats + first);
        for (unsigned left = alive; left; left &= left - 1) {
            const int b = __builtin_ctz(left);
            lists.count[b] += compress(lists.splats[b] + lists.count[b], has_bit(met_of, 1 << b), ids);
        }
    }
}

// Alpha of one splat in one block, exactly alike in both passes.
struct Alpha {
    F alpha, unclamped;
};
NR_INLINE Alpha alpha_of(const Record& r, F x, F y, F threshold) {
    const F dx = x - set(r.x), dy = y - set(r.y);
    const F u = fma(set(r.l2), dy, set(r.l1) * dx), v = set(r.l3) * dy;
    const F q = fnma(v, v, fnma(u, u, set(r.log2_opacity)));
    const F unclamped = fast_exp2(q);
    return {zero_unless(less_equal(threshold, q), min(unclamped, set(ALPHA_MAX))), unclamped};
}

template <int D>
NR_INLINE const float* color_of(const Record& r, const float* channels, std::uint32_t splat, int num_channels) {
    return D == 3 ? r.color : channels + static_cast<std::size_t>(splat) * num_channels;
}

// Composites a list into a block; writes the splats that changed it to `active` and returns how many. D = 0 stands for
// any number of channels, here and below.
template <int D>
NR_INLINE int composite(const RasterizeArgs& a, const Record* records, const std::uint32_t* splats, int count, F x, F y,
                        F& transmittance, F& threshold, F* color, std::uint32_t* active) {
    const int num_channels = D ? D : a.num_channels;
    F t = transmittance, lowest = threshold, own[D ? D : 1];
    if (D)
        for (int d = 0; d < D; ++d) own[d] = color[d];
    F* const c = D ? own : color;
    int num_active = 0;
    for (int k = 0; k < count; ++k) {
        const std::uint32_t splat = splats[k];
        const Record& r = records[splat];
        const F alpha = alpha_of(r, x, y, lowest).alpha;
        F w = alpha * t;
        F next = t - w;
        const M stops = less_equal(next, set(TRANSMITTANCE_MIN));
        const bool is_last = any(stops);
        if (__builtin_expect(is_last, 0)) {
            next = select(stops, t, next);
            w = t - next;
            lowest = select(stops, set(NEVER), lowest);
        }
        const float* const channels = color_of<D>(r, a.channels, splat, num_channels);
        for (int d = 0; d < num_channels; ++d) c[d] = fma(w, set(channels[d]), c[d]);
        t = next;
        active[num_active] = splat;
        num_active += any(less(set(0), w));
        if (__builtin_expect(is_last, 0) && !any(less(lowest, set(NEVER)))) break;
    }
    if (D)
        for (int d = 0; d < D; ++d) color[d] = own[d];
    transmittance = t;
    threshold = lowest;
    return num_active;
}

// Thresholds at the start: pixels outside the image take nothing.
NR_INLINE F first_threshold(const RasterizeArgs& a, F x, F y) {
    const M is_inside = both(less(x, set(a.width)), less(y, set(a.height)));
    return select(is_inside, set(LOG2_ALPHA_MIN), set(NEVER));
}

template <int D>
NR_INLINE void write_block(const RasterizeArgs& a, int x, int y, F transmittance, const F* color) {
    const int num_channels = D ? D : a.num_channels;
    const int width = a.width - x < BLOCK_X ? a.width - x : BLOCK_X;
    const int height = a.height - y < BLOCK_Y ? a.height - y : BLOCK_Y;
    alignas(64) float t[W];
    store(t, set(1) - transmittance);
    for (int v = 0; v < height; ++v)
        for (int u = 0; u < width; ++u) a.alpha[static_cast<std::size_t>(y + v) * a.width + x + u] = t[v * BLOCK_X + u];
    for (int d = 0; d < num_channels; ++d) {
        store(t, color[d]);
        for (int v = 0; v < height; ++v) {
            float* const pixels = a.image + (static_cast<std::size_t>(y + v) * a.width + x) * num_channels + d;
            for (int u = 0; u < width; ++u) pixels[u * num_channels] = t[v * BLOCK_X + u];
        }
    }
}

// One band of tiles; `color` has room for BLOCKS * D vectors.
template <int D>
static void rasterize_band(const RasterizeArgs& a, Raster& raster, int band, F* color) {
    const Grid grid = grid_of(a);
    const int num_channels = D ? D : a.num_channels;
    const Record* const records = raster.records.data();
    const std::uint32_t* const tile_begin = raster.tile_begin.data();
    const std::uint32_t* const splats = raster.tile_splats.data();
    const F lane_x = load(LANES.x), lane_y = load(LANES.y);
    BlockLists lists;
    F transmittance[BLOCKS], threshold[BLOCKS];
    std::size_t num_written = 0;

    const int first_row = band * raster.rows_per_band;
    const int last_row = first_row + raster.rows_per_band < grid.rows ? first_row + raster.rows_per_band : grid.rows;
    for (int tile = first_row * grid.columns; tile < last_row * grid.columns; ++tile) {
        const int x0 = tile % grid.columns * TILE_X, y0 = tile / grid.columns * TILE_Y;
        const Corners corners = block_corners(static_cast<float>(x0), static_cast<float>(y0));
        unsigned alive = 0;
        F x[BLOCKS], y[BLOCKS];
        for (int b = 0; b < BLOCKS; ++b) {
            x[b] = lane_x + set(static_cast<float>(x0 + b % 4 * BLOCK_X) + 0.5f);
            y[b] = lane_y + set(static_cast<float>(y0 + b / 4 * BLOCK_Y) + 0.5f);
            threshold[b] = first_threshold(a, x[b], y[b]);
            transmittance[b] = set(1);
            alive |= static_cast<unsigned>(any(less(threshold[b], set(NEVER)))) << b;
        }
        const unsigned inside = alive;
        for (int k = 0; k < BLOCKS * num_channels; ++k) color[k] = set(0);

        std::uint32_t num_batches = 0;
        for (std::uint32_t begin = tile_begin[tile]; begin < tile_begin[tile + 1] && alive; begin += BATCH, ++num_batches) {
            const std::uint32_t left = tile_begin[tile + 1] - begin;
            make_lists(records, splats + begin, left < BATCH ? static_cast<int>(left) : BATCH, corners, alive, lists);
            constexpr std::size_t MOST = BLOCKS * (BATCH + 2);
            std::size_t capacity = raster.active[band].bytes.capacity / sizeof(std::uint32_t);
            if (capacity < num_written + MOST) capacity = 2 * capacity + MOST;
            std::uint32_t* const counts = raster.active[band].resize(capacity, num_written) + num_written;
            std::uint32_t* active = counts + BLOCKS;
            for (int b = 0; b < BLOCKS; ++b) {
                counts[b] = 0;
                if (!lists.count[b]) continue;
                counts[b] = composite<D>(a, records, lists.splats[b], lists.count[b], x[b], y[b], transmittance[b],
                                         threshold[b], color + b * num_channels, active);
                active += counts[b];
                if (!any(less(threshold[b], set(NEVER)))) alive &= ~(1u << b);
            }
            if (a.is_recording) num_written = static_cast<std::size_t>(active - raster.active[band].data());
        }
        raster.num_batches.data()[tile] = num_batches;
        for (unsigned rest = inside; rest; rest &= rest - 1) {
            const int b = __builtin_ctz(rest);
            write_block<D>(a, x0 + b % 4 * BLOCK_X, y0 + b / 4 * BLOCK_Y, transmittance[b], color + b * num_channels);
        }
    }
}

static void rasterize(const RasterizeArgs& args, Raster& raster) {
    const Grid grid = grid_of(args);
    raster.num_batches.resize(static_cast<std::size_t>(grid.columns) * grid.rows);
    parallel(raster.num_bands, [&](int band) {
        Array<F> color;
        F* const room = color.resize(static_cast<std::size_t>(BLOCKS) * args.num_channels);
        if (args.num_channels == 3) {
            rasterize_band<3>(args, raster, band, room);
        } else {
            rasterize_band<0>(args, raster, band, room);
        }
    });
}

}  // namespace nr::NR_ISA
