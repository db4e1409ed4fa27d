// What precedes rasterization: a record per splat, the depth order, and each tile's splats in that order.
//
// 1. Records: log2 of opacity and the Cholesky factor of the conic, so that the pixel loops only multiply and add; the
//    box of tiles that the ellipse alpha >= ALPHA_MIN meets; how many splats each tile has.
// 2. One radix sort of the visible splats by depth; equal depths stay in index order. Sums take them in index order.
// 3. Splats are placed into their tiles in that order. Each thread places into its own rows of tiles.
#pragma once

#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

// A vector covers a block of pixels, and 4 x 4 blocks are a tile.
constexpr int BLOCK_X = W == 16 ? 4 : W == 8 ? 4 : 2, BLOCK_Y = W / BLOCK_X;
constexpr int TILE_X = 4 * BLOCK_X, TILE_Y = 4 * BLOCK_Y, BLOCKS = 16;

constexpr float LOG2_E = 1.44269504f;
constexpr float LOG2_ALPHA_MIN = -7.99435344f;
// The tests that only decide what to look at closer are this much wider than the ellipse, against rounding.
constexpr float SLACK_RELATIVE = 1e-4f, SLACK_PX = 1e-2f;

// Records and boxes are scattered and too many for the inner caches, so they are fetched this many entries of a list
// ahead. Lists are longer by as many entries.
constexpr int PREFETCH = 32;

struct Grid {
    int columns, rows;
};
NR_INLINE Grid grid_of(const RasterizeArgs& a) {
    return {(a.width + TILE_X - 1) / TILE_X, (a.height + TILE_Y - 1) / TILE_Y};
}

struct Key {
    std::uint32_t depth, splat;
};

// Bits of a float as an unsigned number with the same order.
NR_INLINE std::uint32_t ordered_bits(float x) {
    std::uint32_t u;
    std::memcpy(&u, &x, sizeof(u));
    return u ^ ((u >> 31) ? 0xffffffffu : 0x80000000u);
}

struct Keys {
    long count = 0;
    Array<Key> arrays[2];  // the second is used to sort
};

// ------------------------------------------------------------------------------------------------ tiles of a splat

// Columns of tiles that the ellipse meets in one row of tiles. The right end of the ellipse's chord at height dy is
// f(dy) = (sqrt(reach - (l3 dy)^2) - l2 dy) / l1, which is concave and largest at
// dy* = -l2 sqrt(reach) / (l3 sqrt(l2^2 + l3^2)): clamp dy* to the row and take f there. The left end is -f(-dy).
NR_INLINE void columns_in_row(const Record& r, const Box& box, int row, float root, float dy_star, int& first,
                              int& last) {
    const float top = row * TILE_Y + 0.5f - r.y - SLACK_PX, bottom = top + (TILE_Y - 1) + 2 * SLACK_PX;
    const auto reach_of = [&](float dy) {
        const float v = r.l3 * dy, rest = root * root - v * v;
        return (__builtin_sqrtf(rest > 0 ? rest : 0) - r.l2 * dy) / r.l1;
    };
    const auto within = [&](float dy) { return dy < top ? top : dy > bottom ? bottom : dy; };
    const float right = r.x + reach_of(within(dy_star)) + SLACK_PX - 0.5f;
    const float left = r.x - reach_of(-within(-dy_star)) - SLACK_PX - 0.5f;
    const float low = box.first_column, high = box.last_column;
    const float from = left * (1.0f / TILE_X), to = right * (1.0f / TILE_X);
    first = !(from > low) ? box.first_column : from >= high + 1 ? box.last_column + 1 : static_cast<int>(from);
    last = !(to < high + 1) ? box.last_column : to < low ? box.first_column - 1 : static_cast<int>(to);
}

// A box of at most 2 x 2 tiles, as most are.
NR_INLINE bool is_small(const Box& box) {
    return (box.last_column - box.first_column <= 1) & (box.last_row - box.first_row <= 1);
}

// Calls visit(tile, is_met) for the tiles in rows [begin, end) that the splat's ellipse meets, and for others with
// is_met = 0. Small boxes take no branches, which could not be foreseen.
template <class Visit>
NR_INLINE void for_each_tile(const Box& box, const Record& r, int num_columns, int begin, int end, const Visit& visit) {
    const int right = box.last_column - box.first_column, down = box.last_row - box.first_row;
    if (is_small(box)) {
        const int tile = box.first_row * num_columns + box.first_column;
        const int is_first = (box.first_row >= begin) & (box.first_row < end);
        const int is_last = down & (box.last_row >= begin) & (box.last_row < end);
        visit(tile, is_first);
        visit(tile + right, is_first & right);
        visit(tile + down * num_columns, is_last);
        visit(tile + down * num_columns + right, is_last & right);
        return;
    }
    const float root = __builtin_sqrtf(r.reach) * (1 + SLACK_RELATIVE);
    const float dy_star = -r.l2 * root / (r.l3 * __builtin_sqrtf(r.l2 * r.l2 + r.l3 * r.l3 + 1e-30f));
    const int first_row = box.first_row < begin ? begin : box.first_row;
    const int last_row = box.last_row < end ? box.last_row : end - 1;
    for (int row = first_row; row <= last_row; ++row) {
        int first = box.first_column, last = box.last_column;
        if (right > 1 && down > 0) columns_in_row(r, box, row, root, dy_star, first, last);
        for (int column = first; column <= last; ++column) visit(row * num_columns + column, 1);
    }
}

// ------------------------------------------------------------------------------------------------ records

// Records and boxes of the W splats from i on; returns which of them are drawn.
NR_INLINE unsigned make_records(const RasterizeArgs& a, long i, int n, Record* records, Box* boxes) {
    F mean[2], conic[3], opacity[1], radii[2], color[3] = {set(0), set(0), set(0)};
    load_first_rows(a.means2d + 2 * i, n, mean);
    load_first_rows(a.conics + 3 * i, n, conic);
    load_first_rows(a.opacities + i, n, opacity);
    load_first_rows(reinterpret_cast<const float*>(a.radii) + 2 * i, n, radii);
    if (a.num_channels == 3) load_first_rows(a.channels + 3 * i, n, color);
    F weight[1] = {set(1)};
    if (a.weights) load_first_rows(a.weights + i, n, weight);
    F depth[1];
    load_first_rows(a.depths + i, n, depth);

    const F half_log2_e = set(0.5f * LOG2_E);
    const F qa = half_log2_e * conic[0], qb = half_log2_e * conic[1], qc = half_log2_e * conic[2];
    const F det = max(set(0), difference_of_products(qa, qc, qb, qb));
    const F l1 = sqrt(qa), l2 = qb / l1, l3 = sqrt(det / qa);
    const F reach = log2(opacity[0] * set(1 / ALPHA_MIN));
    const F half_x = sqrt(reach * qc / det) * set(1 + SLACK_RELATIVE) + set(SLACK_PX);
    const F half_y = sqrt(reach * qa / det) * set(1 + SLACK_RELATIVE) + set(SLACK_PX);

    // Pixels whose centres lie in the box; comparisons with NaN are false, so that nothing odd is drawn.
    const F first_x = max(ceil(mean[0] - half_x - set(0.5f)), set(0));
    const F first_y = max(ceil(mean[1] - half_y - set(0.5f)), set(0));
    const F last_x = min(floor(mean[0] + half_x - set(0.5f)), set(a.width - 1));
    const F last_y = min(floor(mean[1] + half_y - set(0.5f)), set(a.height - 1));
    M is_drawn = both(first_lanes(n), less(set(0), min(to_float((I)radii[0]), to_float((I)radii[1]))));
    is_drawn = both(is_drawn, both(less_equal(set(ALPHA_MIN), opacity[0]), less(set(0), qa)));
    is_drawn = both(is_drawn, both(less_equal(first_x, last_x), less_equal(first_y, last_y)));
    is_drawn = both(is_drawn, both(less_equal(mean[0], mean[0]), less_equal(mean[1], mean[1])));
    const auto packed = [&](F first, F last, float inv_size) {
        const I a = to_int(zero_unless(is_drawn, first * set(inv_size)));
        const I b = to_int(zero_unless(is_drawn, last * set(inv_size)));
        return select(is_drawn, (F)(a | (b << 16)), (F)set_int(1));
    };
    const F box[2] = {packed(first_x, last_x, 1.0f / TILE_X), packed(first_y, last_y, 1.0f / TILE_Y)};
    store_first_rows(reinterpret_cast<float*>(boxes + i), n, box);

    F fields[16] = {mean[0], mean[1], l1, l2, l3, log2(opacity[0]), reach, l2 / l1, l1 * l2 / (l2 * l2 + l3 * l3),
                    color[0], color[1], color[2], set(0), weight[0], depth[0], set(0)};
    for (int c = 0; c < 16; c += W) {
        F part[W];
        for (int k = 0; k < W; ++k) part[k] = fields[c + k];
        transpose(part);
        for (int k = 0; k < n; ++k) store(reinterpret_cast<float*>(records + i + k) + c, part[k]);
    }
    return bits(is_drawn);
}

// Records of all splats; keys of the drawn ones, densely and in index order; first splat of each tile.
static void make_all_records(const RasterizeArgs& a, Grid grid, Raster& raster, Keys& keys) {
    constexpr long GROUP = Raster::GROUP;
    const int num_groups = static_cast<int>((a.num_splats + GROUP - 1) / GROUP);
    const int num_parts = num_chunks_for(num_groups, 2);
    const long num_tiles = static_cast<long>(grid.columns) * grid.rows;
    Record* const records = raster.records.resize(a.num_splats);
    Box* const boxes = raster.boxes.resize(a.num_splats);
    std::int32_t* const group_rows = raster.group_rows.resize(num_groups);
    Key* const loose = keys.arrays[1].resize(a.num_splats);
    Key* const dense = keys.arrays[0].resize(a.num_splats);
    Array<std::int32_t> drawn_array;
    std::int32_t* const num_drawn = drawn_array.resize(num_groups);
    Array<std::uint32_t> counts_array;
    std::uint32_t* const counts = counts_array.resize(num_parts * num_tiles);
    long num_rows = 0;

    const auto make_group = [&](int group, std::uint32_t* count) {
        const long begin = group * GROUP, end = begin + GROUP < a.num_splats ? begin + GROUP : a.num_splats;
        std::int32_t rows_before = 0;
        num_drawn[group] = 0;
        for (long i = begin; i < end; i += W) {
            const int n = end - i < W ? static_cast<int>(end - i) : W;
            for (unsigned left = make_records(a, i, n, records, boxes); left; left &= left - 1) {
                const long splat = i + __builtin_ctz(left);
                const Box& box = boxes[splat];
                const int first_band = box.first_row >> raster.band_shift;
                records[splat].row = rows_before - first_band;
                rows_before += (box.last_row >> raster.band_shift) - first_band + 1;
                loose[begin + num_drawn[group]++] = {ordered_bits(a.depths[splat]), static_cast<std::uint32_t>(splat)};
                for_each_tile(box, records[splat], grid.columns, 0, grid.rows,
                              [&](int tile, int is_met) { count[tile] += is_met; });
            }
        }
        // Where in memory a group's gradient rows are depends on who comes first; what is in them does not.
        group_rows[group] = static_cast<std::int32_t>(__atomic_fetch_add(&num_rows, rows_before, __ATOMIC_RELAXED));
        for (long i = begin; i < end; ++i) records[i].row += group_rows[group];
    };
    parallel(num_parts, [&](int part) {
        const Range range = chunk_range(num_groups, part, num_parts, 1);
        std::uint32_t* const count = counts + part * num_tiles;
        std::memset(count, 0, sizeof(*count) * num_tiles);
        for (long group = range.begin; group < range.end; ++group) make_group(static_cast<int>(group), count);
    });
    raster.num_gradient_rows = num_rows;
    for (int group = 0; group < num_groups; ++group) {
        std::memcpy(dense + keys.count, loose + group * GROUP, sizeof(Key) * num_drawn[group]);
        keys.count += num_drawn[group];
    }
    std::uint32_t* const tile_begin = raster.tile_begin.resize(num_tiles + 1);
    std::uint32_t total = 0;
    for (long tile = 0; tile < num_tiles; ++tile) {
        tile_begin[tile] = total;
        for (int part = 0; part < num_parts; ++part) total += counts[part * num_tiles + tile];
    }
    tile_begin[num_tiles] = total;
}

// ------------------------------------------------------------------------------------------------ depth order

// Sorts by depth; returns the array that holds the result.
static const Key* sort_keys(Keys& keys) {
    constexpr int MAX_DIGIT_BITS = 12, MAX_PARTS = 64;
    constexpr long GRAIN = 1 << 14;
    const long n = keys.count;
    int num_parts = num_chunks_for(n, GRAIN);
    if (num_parts > MAX_PARTS) num_parts = MAX_PARTS;

    std::uint32_t low = 0xffffffffu, high = 0;
    const Key* const unsorted = keys.arrays[0].data();
    for (long i = 0; i < n; ++i) {
        low = unsorted[i].depth < low ? unsorted[i].depth : low;
        high = unsorted[i].depth > high ? unsorted[i].depth : high;
    }
    if (n == 0 || low == high) return unsorted;
    // Only the bits that differ between the nearest and the farthest splat are sorted by.
    const int num_bits = 32 - __builtin_clz(high - low);
    const int num_passes = (num_bits + MAX_DIGIT_BITS - 1) / MAX_DIGIT_BITS;
    const int digit_bits = (num_bits + num_passes - 1) / num_passes, num_digits = 1 << digit_bits;
    Array<std::uint32_t> counts_array;
    std::uint32_t* const counts = counts_array.resize(static_cast<std::size_t>(num_parts) * num_digits);

    int source = 0;
    for (int pass = 0; pass < num_passes; ++pass, source ^= 1) {
        const Key* const from = keys.arrays[source].data();
        Key* const to = keys.arrays[source ^ 1].data();
        const int shift = pass * digit_bits;
        const auto digit = [=](const Key& key) { return (key.depth - low) >> shift & (num_digits - 1); };
        parallel(num_parts, [&](int part) {
            const Range range = chunk_range(n, part, num_parts, 1);
            std::uint32_t* const count = counts + static_cast<std::size_t>(part) * num_digits;
            std::memset(count, 0, sizeof(*count) * num_digits);
            for (long i = range.begin; i < range.end; ++i) ++count[digit(from[i])];
        });
        std::uint32_t total = 0;
        for (int d = 0; d < num_digits; ++d) {
            for (int part = 0; part < num_parts; ++part) {
                std::uint32_t& count = counts[static_cast<std::size_t>(part) * num_digits + d];
                const std::uint32_t begin = total;
                total += count;
                count = begin;
            }
        }
        parallel(num_parts, [&](int part) {
            const Range range = chunk_range(n, part, num_parts, 1);
            std::uint32_t* const next = counts + static_cast<std::size_t>(part) * num_digits;
            for (long i = range.begin; i < range.end; ++i) to[next[digit(from[i])]++] = from[i];
        });
    }
    return keys.arrays[source].data();
}

// ------------------------------------------------------------------------------------------------ tiles

// First row of tiles of a part: parts have about as many entries.
NR_INLINE int first_row_of_part(Grid grid, const std::uint32_t* tile_begin, int part, int num_parts) {
    const std::uint32_t total = tile_begin[static_cast<long>(grid.columns) * grid.rows];
    const std::uint32_t wanted = static_cast<std::uint32_t>(static_cast<std::uint64_t>(total) * part / num_parts);
    int row = 0;
    while (row < grid.rows && tile_begin[static_cast<long>(row) * grid.columns] < wanted) ++row;
    return part == num_parts ? grid.rows : row;
}

static void sort_into_tiles(Grid grid, Raster& raster, const Key* order, long count) {
    constexpr long GRAIN = 1 << 13;
    const long num_tiles = static_cast<long>(grid.columns) * grid.rows;
    const Record* const records = raster.records.data();
    const Box* const boxes = raster.boxes.data();
    const std::uint32_t* const tile_begin = raster.tile_begin.data();
    const std::size_t total = tile_begin[num_tiles];
    std::uint32_t* const splats = raster.tile_splats.resize(total + PREFETCH + W);
    std::memset(splats + total, 0, sizeof(*splats) * (PREFETCH + W));  // reading runs ahead
    Array<std::uint32_t> next_array;
    std::uint32_t* const next = next_array.resize(num_tiles);
    std::memcpy(next, tile_begin, sizeof(*next) * num_tiles);

    const int num_parts = num_chunks_for(count, GRAIN);
    parallel(num_parts, [&](int part) {
        const int begin = first_row_of_part(grid, tile_begin, part, num_parts);
        const int end = first_row_of_part(grid, tile_begin, part + 1, num_parts);
        std::uint32_t nowhere = 0, nobodys_place = 0;
        for (long i = 0; i < count; ++i) {
            // Boxes are fetched first, and later the records of those that are so large that the record is needed.
            const std::uint32_t soon = order[i + PREFETCH / 2 < count ? i + PREFETCH / 2 : i].splat;
            __builtin_prefetch(boxes + order[i + PREFETCH < count ? i + PREFETCH : i].splat);
            __builtin_prefetch(is_small(boxes[soon]) ? static_cast<const void*>(boxes + soon) : records + soon);
            const std::uint32_t splat = order[i].splat;
            const Box box = boxes[splat];
            if (box.last_row < begin || box.first_row >= end) continue;
            // Tiles that are not met may be another thread's: not even their places may be touched.
            for_each_tile(box, records[splat], grid.columns, begin, end, [&](int tile, int is_met) {
                std::uint32_t& place = *(is_met ? next + tile : &nobodys_place);
                *(is_met ? splats + place : &nowhere) = splat;
                ++place;
            });
        }
    });
}

static void bin(const RasterizeArgs& args, Raster& raster) {
    const Grid grid = grid_of(args);
    while (((grid.rows - 1) >> raster.band_shift) + 1 > Raster::MAX_BANDS) ++raster.band_shift;
    raster.num_bands = ((grid.rows - 1) >> raster.band_shift) + 1;
    Keys keys;
    make_all_records(args, grid, raster, keys);
    const Key* const order = args.blend == Blend::SORTED ? sort_keys(keys) : keys.arrays[0].data();
    sort_into_tiles(grid, raster, order, keys.count);
}

}  // namespace nr::NR_ISA
