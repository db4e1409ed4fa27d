// Multi-resolution hash grids, forward and backward; the twin of fields/hash_grid.py's `reference_encode`.
//
// Entries and weights of the 8 corners are computed for a strip of positions at a time, W in a vector; then each
// position reads or adds to its 8 rows of NF features. Levels are outside of positions, in blocks of these, so that one
// level's table stays in the cache. One thread adds up the gradient of a level's table, in the order of positions.
#pragma once

#include "kernels.h"
#include "rows.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

NR_INLINE float sum_of(float row) { return row; }
template <class R>
NR_INLINE float sum_of(R row) {
    float sum = 0;
    for (unsigned f = 0; f < sizeof(R) / sizeof(float); ++f) sum += row[f];
    return sum;
}

constexpr std::uint32_t HASH_PRIMES[3] = {1, 2654435761u, 805459861u};
constexpr int HASH_GRID_STRIP = 64;  // a multiple of W
// Rows of larger levels are fetched ahead: twice as fast at 2^19 entries, slower where the cache holds all of them.
constexpr long HASH_GRID_CACHED = 1 << 17;  // numbers

typedef std::uint32_t Unsigned __attribute__((vector_size(4 * W)));  // wraps, which I must not

// Where a strip of positions lies in one level: corner c is at x + (c & 1), y + (c >> 1 & 1), z + (c >> 2).
struct alignas(64) GridCorners {
    std::uint32_t entries[8][HASH_GRID_STRIP];
    float fractions[3][HASH_GRID_STRIP];
    float weights[8][HASH_GRID_STRIP];
};

template <int NF>
NR_INLINE std::size_t row_at(const GridCorners& corners, int c, int i) {
    return std::size_t{corners.entries[c][i]} * NF;
}

// Positions that are not in [0, 1] get entries that exist, and NaN keeps its fraction.
NR_INLINE void locate(const HashGridLevel& level, const float* positions, int count, GridCorners& corners) {
    const F scale = set(level.scale), zero = set(0), last = set(static_cast<float>(level.resolution - 1));
    const Unsigned size = (Unsigned)set_int(level.size);
    Unsigned factors[3];  // of coordinates
    std::uint32_t stride = 1;
    for (int d = 0; d < 3; ++d, stride *= static_cast<std::uint32_t>(level.resolution))
        factors[d] = (Unsigned)set_int(static_cast<int>(level.is_dense ? stride : HASH_PRIMES[d]));
    for (int i = 0; i < count; i += W) {
        F x[3], f[3];
        Unsigned near[3], far[3];  // what a coordinate adds to an entry's number
        load_first_rows(positions + 3 * i, count - i < W ? count - i : W, x);
        for (int d = 0; d < 3; ++d) {
            const F place = fma(x[d], scale, set(0.5f)), cell = floor(place);
            f[d] = place - cell;
            near[d] = (Unsigned)to_int(min(max(cell, zero), last)) * factors[d];  // NaN becomes 0
            far[d] = near[d] + factors[d];
            store(corners.fractions[d] + i, f[d]);
        }
        for (int c = 0; c < 8; ++c) {
            const Unsigned a = c & 1 ? far[0] : near[0], b = c & 2 ? far[1] : near[1], d = c & 4 ? far[2] : near[2];
            Unsigned entry;
            if (level.is_dense) {
                // A corner beyond the grid has less than twice the size as its number: one size less is the remainder.
                const Unsigned beyond = a + b + d - size;
                entry = beyond + (size & (Unsigned)((I)beyond >> 31));
            } else {
                entry = (a ^ b ^ d) & (size - 1);
            }
            std::memcpy(corners.entries[c] + i, &entry, sizeof(entry));
        }
        const F g[3] = {set(1) - f[0], set(1) - f[1], set(1) - f[2]};
        for (int c = 0; c < 8; c += 2) {
            const F yz = (c & 2 ? f[1] : g[1]) * (c & 4 ? f[2] : g[2]);
            store(corners.weights[c] + i, g[0] * yz);
            store(corners.weights[c + 1] + i, f[0] * yz);
        }
    }
}

// Calls run(level, corners, first position, how many) for all positions of a range and each of the levels, for which it
// reads rows of `table`, or adds to them.
template <int NF, bool WRITES, class Run>
NR_INLINE void for_strips(const HashGridArgs& a, const float* table, Range levels, Range positions, const Run& run) {
    GridCorners corners;
    for (long l = levels.begin; l < levels.end; ++l) {
        const HashGridLevel& level = a.levels[l];
        const float* const rows = table + level.begin * NF;
        const bool is_large = static_cast<long>(level.size) * NF > HASH_GRID_CACHED;
        for (long begin = positions.begin; begin < positions.end; begin += HASH_GRID_STRIP) {
            const long left = positions.end - begin;
            const int count = static_cast<int>(left < HASH_GRID_STRIP ? left : HASH_GRID_STRIP);
            locate(level, a.positions + 3 * begin, count, corners);
            for (int c = 0; is_large && c < 8; ++c)
                for (int i = 0; i < count; ++i) __builtin_prefetch(rows + row_at<NF>(corners, c, i), WRITES);
            run(l, corners, begin, count);
        }
    }
}

template <int NF>
static void encode_block(const HashGridArgs& a, Range range, float* outputs) {
    const long stride = static_cast<long>(a.num_levels) * NF;
    const Range levels = {0, a.num_levels};
    for_strips<NF, false>(a, a.grid, levels, range, [&](long l, const GridCorners& corners, long begin, int count) {
        const float* const table = a.grid + a.levels[l].begin * NF;
        float* to = outputs + begin * stride + l * NF;
        for (int i = 0; i < count; ++i, to += stride) {
            Row<NF> sum[2];
            for (int c = 0; c < 8; ++c) {
                const Row<NF> term = load_row<NF>(table + row_at<NF>(corners, c, i)) * corners.weights[c][i];
                sum[c & 1] = c < 2 ? term : sum[c & 1] + term;
            }
            store_row<NF>(to, sum[0] + sum[1]);
        }
    });
}

template <int NF>
static void table_gradient(const HashGridArgs& a, int level, const float* outputs, float* gradient) {
    const long stride = static_cast<long>(a.num_levels) * NF;
    float* const table = gradient + a.levels[level].begin * NF;
    std::memset(table, 0, sizeof(float) * NF * a.levels[level].size);
    const Range levels = {level, level + 1}, all = {0, a.num_positions};
    for_strips<NF, true>(a, gradient, levels, all, [&](long l, const GridCorners& corners, long begin, int count) {
        const float* from = outputs + begin * stride + l * NF;
        for (int i = 0; i < count; ++i, from += stride) {
            const Row<NF> g = load_row<NF>(from);
            for (int c = 0; c < 8; ++c) {
                float* const entry = table + row_at<NF>(corners, c, i);
                store_row<NF>(entry, load_row<NF>(entry) + g * corners.weights[c][i]);
            }
        }
    });
}

// A derivative along an axis is that of the four edges along it, interpolated in the other two coordinates. Their
// products with the gradients of the outputs stay apart by features until all levels are added.
template <int NF>
static void position_gradient(const HashGridArgs& a, Range range, const float* outputs, float* gradient) {
    const long stride = static_cast<long>(a.num_levels) * NF;
    float sums[HashGridArgs::BLOCK][3][NF];
    std::memset(sums, 0, sizeof(sums[0]) * (range.end - range.begin));
    const Range levels = {0, a.num_levels};
    for_strips<NF, false>(a, a.grid, levels, range, [&](long l, const GridCorners& corners, long begin, int count) {
        const float* const table = a.grid + a.levels[l].begin * NF;
        const float* from = outputs + begin * stride + l * NF;
        float(*sum)[3][NF] = sums + (begin - range.begin);
        for (int i = 0; i < count; ++i, from += stride) {
            Row<NF> v[8];
            for (int c = 0; c < 8; ++c) v[c] = load_row<NF>(table + row_at<NF>(corners, c, i));
            const float fx = corners.fractions[0][i], fy = corners.fractions[1][i], fz = corners.fractions[2][i];
            Row<NF> along_x[4], at_x[4];  // by edge: y + 2 z
            for (int e = 0; e < 4; ++e) {
                along_x[e] = v[2 * e + 1] - v[2 * e];
                at_x[e] = v[2 * e] + along_x[e] * fx;
            }
            const Row<NF> x0 = along_x[0] + (along_x[1] - along_x[0]) * fy;
            const Row<NF> x1 = along_x[2] + (along_x[3] - along_x[2]) * fy;
            const Row<NF> y0 = at_x[1] - at_x[0], y1 = at_x[3] - at_x[2];
            const Row<NF> z0 = at_x[0] + y0 * fy, z1 = at_x[2] + y1 * fy;
            const Row<NF> g = load_row<NF>(from) * a.levels[l].scale;
            store_row<NF>(sum[i][0], load_row<NF>(sum[i][0]) + g * (x0 + (x1 - x0) * fz));
            store_row<NF>(sum[i][1], load_row<NF>(sum[i][1]) + g * (y0 + (y1 - y0) * fz));
            store_row<NF>(sum[i][2], load_row<NF>(sum[i][2]) + g * (z1 - z0));
        }
    });
    for (long i = 0; i < range.end - range.begin; ++i)
        for (int d = 0; d < 3; ++d) gradient[3 * (range.begin + i) + d] = sum_of(load_row<NF>(sums[i][d]));
}

template <class Run>
NR_INLINE void for_blocks(long num_positions, const Run& run) {
    const int num_blocks = static_cast<int>((num_positions + HashGridArgs::BLOCK - 1) / HashGridArgs::BLOCK);
    parallel(num_blocks, [&](int block) {
        const long begin = block * HashGridArgs::BLOCK, end = begin + HashGridArgs::BLOCK;
        run(Range{begin, end < num_positions ? end : num_positions});
    });
}

template <int NF>
static void hash_grid_of(const HashGridArgs& a, float* outputs) {
    for_blocks(a.num_positions, [&](Range range) { encode_block<NF>(a, range, outputs); });
}

template <int NF>
static void hash_grid_backward_of(const HashGridArgs& a, const HashGridGradients& grad) {
    if (grad.grid) parallel(a.num_levels, [&](int level) { table_gradient<NF>(a, level, grad.outputs, grad.grid); });
    if (grad.positions) {
        for_blocks(a.num_positions,
                   [&](Range range) { position_gradient<NF>(a, range, grad.outputs, grad.positions); });
    }
}

static void hash_grid(const HashGridArgs& a, float* outputs) {
    if (a.num_features == 1) hash_grid_of<1>(a, outputs);
    if (a.num_features == 2) hash_grid_of<2>(a, outputs);
    if (a.num_features == 4) hash_grid_of<4>(a, outputs);
    if (a.num_features == 8) hash_grid_of<8>(a, outputs);
}

static void hash_grid_backward(const HashGridArgs& a, const HashGridGradients& grad) {
    if (a.num_features == 1) hash_grid_backward_of<1>(a, grad);
    if (a.num_features == 2) hash_grid_backward_of<2>(a, grad);
    if (a.num_features == 4) hash_grid_backward_of<4>(a, grad);
    if (a.num_features == 8) hash_grid_backward_of<8>(a, grad);
}

}  // namespace nr::NR_ISA
