// Grids of planes over pairs of a ray's coordinates, forward and backward; the twin of fields/plane_grid.py's
// `reference_encode`.
//
// Where a plane's 4 corners are and what they weigh is computed for a strip of rays at a time, W in a vector; then each
// ray reads or adds to its 4 rows of NF features. Forward, a strip takes all planes, so that its outputs stay in the
// cache. Backward, one thread adds up the gradient of a plane, in the order of rays.
#pragma once

#include "kernels.h"
#include "rows.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr int PAIRS[PlaneGridArgs::PAIRS][2] = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};  // of x, y, u, v
constexpr int PLANE_GRID_STRIP = 64;  // a multiple of W

struct alignas(64) PlaneStrip {
    float coordinates[4][PLANE_GRID_STRIP];   // in [0, 1], or NaN
    std::int32_t entries[PLANE_GRID_STRIP];   // the corner of the lower row and column, in a plane
    float weights[4][PLANE_GRID_STRIP];       // lower row, then upper; in each the lower column, then the upper
};

NR_INLINE void load_strip(const float* coordinates, int count, PlaneStrip& strip) {
    for (int i = 0; i < count; i += W) {
        F columns[4];
        load_first_rows(coordinates + 4 * i, count - i < W ? count - i : W, columns);
        for (int d = 0; d < 4; ++d) store(strip.coordinates[d] + i, clamp(columns[d], set(0), set(1)));
    }
}

// NaN gets an entry that exists, and keeps its weights.
NR_INLINE void locate(const int (&pair)[2], int resolution, int count, PlaneStrip& strip) {
    const F scale = set(static_cast<float>(resolution - 1)), last = set(static_cast<float>(resolution - 2));
    for (int i = 0; i < count; i += W) {
        I cells[2];
        F f[2], g[2];
        for (int d = 0; d < 2; ++d) {
            const F place = load(strip.coordinates[pair[d]] + i) * scale;
            cells[d] = to_int(min(max(floor(place), set(0)), last));  // NaN becomes 0
            f[d] = place - to_float(cells[d]);
            g[d] = set(1) - f[d];
        }
        const I entry = cells[1] * set_int(resolution) + cells[0];
        std::memcpy(strip.entries + i, &entry, sizeof(entry));
        store(strip.weights[0] + i, g[0] * g[1]);
        store(strip.weights[1] + i, f[0] * g[1]);
        store(strip.weights[2] + i, g[0] * f[1]);
        store(strip.weights[3] + i, f[0] * f[1]);
    }
}

NR_INLINE long plane_begin(const PlaneGridLevel& level, int p) {
    return level.begin + static_cast<long>(p) * level.resolution * level.resolution;
}

// Calls run(first ray, how many) for a range of rays; their coordinates are then in `strip`.
template <class Run>
NR_INLINE void for_strips_of_rays(const PlaneGridArgs& a, Range rays, PlaneStrip& strip, const Run& run) {
    for (long begin = rays.begin; begin < rays.end; begin += PLANE_GRID_STRIP) {
        const long left = rays.end - begin;
        const int count = static_cast<int>(left < PLANE_GRID_STRIP ? left : PLANE_GRID_STRIP);
        load_strip(a.coordinates + 4 * begin, count, strip);
        run(begin, count);
    }
}

template <int NF>
static void look_up_rays(const PlaneGridArgs& a, Range rays, float* outputs) {
    const long stride = static_cast<long>(a.num_levels) * PlaneGridArgs::PAIRS * NF;
    PlaneStrip strip;
    for_strips_of_rays(a, rays, strip, [&](long begin, int count) {
        float* first = outputs + begin * stride;
        for (int l = 0; l < a.num_levels; ++l) {
            const long row = static_cast<long>(a.levels[l].resolution) * NF;
            for (int p = 0; p < PlaneGridArgs::PAIRS; ++p, first += NF) {
                locate(PAIRS[p], a.levels[l].resolution, count, strip);
                const float* const plane = a.table + plane_begin(a.levels[l], p) * NF;
                float* to = first;
                for (int i = 0; i < count; ++i, to += stride) {
                    const float* const lower = plane + static_cast<long>(strip.entries[i]) * NF;
                    const float* const upper = lower + row;
                    const Row<NF> a0 = load_row<NF>(lower) * strip.weights[0][i];
                    const Row<NF> a1 = load_row<NF>(lower + NF) * strip.weights[1][i];
                    const Row<NF> b0 = load_row<NF>(upper) * strip.weights[2][i];
                    const Row<NF> b1 = load_row<NF>(upper + NF) * strip.weights[3][i];
                    store_row<NF>(to, (a0 + a1) + (b0 + b1));
                }
            }
        }
    });
}

template <int NF>
NR_INLINE void add_row(float* p, Row<NF> row) {
    store_row<NF>(p, load_row<NF>(p) + row);
}

template <int NF>
static void plane_gradient(const PlaneGridArgs& a, int l, int p, const float* outputs, float* gradient) {
    const PlaneGridLevel& level = a.levels[l];
    const long stride = static_cast<long>(a.num_levels) * PlaneGridArgs::PAIRS * NF;
    const long row = static_cast<long>(level.resolution) * NF;
    float* const plane = gradient + plane_begin(level, p) * NF;
    std::memset(plane, 0, sizeof(float) * row * level.resolution);
    PlaneStrip strip;
    for_strips_of_rays(a, {0, a.num_rays}, strip, [&](long begin, int count) {
        locate(PAIRS[p], level.resolution, count, strip);
        const float* from = outputs + begin * stride + (l * PlaneGridArgs::PAIRS + p) * NF;
        for (int i = 0; i < count; ++i, from += stride) {
            const Row<NF> g = load_row<NF>(from);
            float* const lower = plane + static_cast<long>(strip.entries[i]) * NF;
            float* const upper = lower + row;
            add_row<NF>(lower, g * strip.weights[0][i]);
            add_row<NF>(lower + NF, g * strip.weights[1][i]);
            add_row<NF>(upper, g * strip.weights[2][i]);
            add_row<NF>(upper + NF, g * strip.weights[3][i]);
        }
    });
}

template <int NF>
static void plane_grid_of(const PlaneGridArgs& a, float* outputs) {
    const int num_chunks = num_chunks_for(a.num_rays, PlaneGridArgs::GRAIN);
    parallel(num_chunks, [&](int chunk) {
        look_up_rays<NF>(a, chunk_range(a.num_rays, chunk, num_chunks, PLANE_GRID_STRIP), outputs);
    });
}

template <int NF>
static void plane_grid_backward_of(const PlaneGridArgs& a, const float* outputs, float* gradient) {
    const int num_planes = a.num_levels * PlaneGridArgs::PAIRS;
    parallel(num_planes, [&](int chunk) {
        const int plane = num_planes - 1 - chunk;  // the finest, which take longest, first
        plane_gradient<NF>(a, plane / PlaneGridArgs::PAIRS, plane % PlaneGridArgs::PAIRS, outputs, gradient);
    });
}

static void plane_grid(const PlaneGridArgs& a, float* outputs) {
    if (a.num_features == 1) plane_grid_of<1>(a, outputs);
    if (a.num_features == 2) plane_grid_of<2>(a, outputs);
    if (a.num_features == 4) plane_grid_of<4>(a, outputs);
    if (a.num_features == 8) plane_grid_of<8>(a, outputs);
}

static void plane_grid_backward(const PlaneGridArgs& a, const float* outputs, float* gradient) {
    if (a.num_features == 1) plane_grid_backward_of<1>(a, outputs, gradient);
    if (a.num_features == 2) plane_grid_backward_of<2>(a, outputs, gradient);
    if (a.num_features == 4) plane_grid_backward_of<4>(a, outputs, gradient);
    if (a.num_features == 8) plane_grid_backward_of<8>(a, outputs, gradient);
}

}  // namespace nr::NR_ISA
