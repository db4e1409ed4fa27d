// What splats weigh in a picture: for each the sum over pixels of its weight times a number of the pixel, which is also
// the gradient of the picture to one channel of the splats. Works on the lists that rasterization recorded, and on the
// records alone: the tensors that a rasterization was made from need not be alive any more.
#pragma once

#include "rasterize_backward.h"

namespace nr::NR_ISA {

template <Blend B>
static void weigh_band(const RasterizeArgs& a, const Raster& raster, Grid grid, int band, const float* values,
                       float* rows) {
    const Record* const records = raster.records.data();
    const std::uint32_t *active = raster.active[band].data(), *const tile_begin = raster.tile_begin.data();
    const F lane_x = load(LANES.x), lane_y = load(LANES.y), stop = held(TRANSMITTANCE_MIN), one = held(1);
    const AlphaConstants constants;
    const int end = first_tile(grid, raster, band + 1);
    Fetcher fetcher = {raster.tile_splats.data(), tile_begin[end], 0, 0};
    for (int tile = first_tile(grid, raster, band); tile < end; ++tile) {
        const std::uint32_t num_batches = raster.num_batches.data()[tile];
        F x[BLOCKS], y[BLOCKS], transmittance[BLOCKS], value[BLOCKS][1];
        for (int b = 0; num_batches && b < BLOCKS; ++b) {
            const int left = tile % grid.columns * TILE_X + b % 4 * BLOCK_X;
            const int top = tile / grid.columns * TILE_Y + b / 4 * BLOCK_Y;
            x[b] = lane_x + set(static_cast<float>(left) + 0.5f);
            y[b] = lane_y + set(static_cast<float>(top) + 0.5f);
            transmittance[b] = first_transmittance(a, x[b], y[b]);
            if (left < a.width && top < a.height) load_block(a, left, top, values, value[b]);
        }
        for (std::uint32_t batch = 0; batch < num_batches; ++batch) {
            const std::uint32_t *const counts = active, *splats = active + BLOCKS;
            fetch_ahead(fetcher, records, rows, band, 1, tile_begin[tile] + batch * BATCH);
            for (int b = 0; b < BLOCKS; splats += counts[b++]) {
                F t = transmittance[b];
                for (std::uint32_t first = 0; first < counts[b]; first += W) {
                    const int n = counts[b] - first < W ? static_cast<int>(counts[b] - first) : W;
                    // Alphas first, as in `composite`.
                    F worth[W];
                    for (int k = 0; k < W; ++k)
                        worth[k] = k < n ? alpha_of<B>(constants, records[splats[first + k]], x[b], y[b]) : set(0);
                    for (int k = 0; k < n; ++k) {
                        if (B == Blend::SORTED) {
                            const F falling = worth[k] * t;
                            t = t * (one - worth[k]);
                            worth[k] = zero_unless(less(stop, t), falling) * value[b][0];
                        } else {
                            worth[k] = worth[k] * set(records[splats[first + k]].weight) * value[b][0];
                        }
                    }
                    transpose(worth);
                    for (int width = W / 2; width > 0; width /= 2)
                        for (int k = 0; k < width; ++k) worth[k] = worth[k] + worth[k + width];
                    alignas(64) float sums[W];
                    store(sums, worth[0]);
                    for (int k = 0; k < n; ++k) rows[records[splats[first + k]].row + band] += sums[k];
                }
                transmittance[b] = t;
            }
            active = splats;
        }
    }
}

// `values` are [H, W], `sums` [N].
static void weigh(const RasterizeArgs& args, const Raster& raster, const float* values, float* sums) {
    constexpr long GROUP = Raster::GROUP;
    const Grid grid = grid_of(args);
    Array<float> rows_array;
    float* const rows = rows_array.resize(raster.num_gradient_rows + 1);
    std::memset(rows, 0, sizeof(float) * raster.num_gradient_rows);
    parallel(raster.num_bands, [&](int band) {
        choose_variant(args, [&](auto variant) {
            weigh_band<decltype(variant)::B>(args, raster, grid, band, values, rows);
        });
    });
    const int num_groups = static_cast<int>((args.num_splats + GROUP - 1) / GROUP);
    parallel(num_groups, [&](int group) {
        const long begin = group * GROUP, end = begin + GROUP < args.num_splats ? begin + GROUP : args.num_splats;
        const float* own = rows + raster.group_rows.data()[group];
        for (long i = begin; i < end; ++i) {
            const Box& box = raster.boxes.data()[i];
            float sum = 0;
            if (box.first_column <= box.last_column)
                for (int b = box.first_row >> raster.band_shift; b <= box.last_row >> raster.band_shift; ++b) sum += *own++;
            sums[i] = sum;
        }
    });
}

}  // namespace nr::NR_ISA
