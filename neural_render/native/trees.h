// Trees of Gaussians, forward and backward; the twin of compact_gaussians/trees.py's `reference_grow`.
//
// A block of trees goes through everything while it stays in the cache: lookups in the grid, nets, attention, and what
// nodes are made of. The backward pass keeps positions in the grid and features, and computes the rest again. Gradients
// of the nets are summed over fixed runs of blocks, and these in their order: threads do not change bits.
//
// A channel of a block holds BLOCK numbers, one per tree; channels that nodes have hold the parents' numbers, then
// those of all first children, ... Letters: as in kernels.h; N = 1 + K nodes of a tree.
#pragma once

#include "dense.h"
#include "hash_grid.h"
#include "kernels.h"
#include "simd.h"
#include "threads.h"

namespace nr::NR_ISA {

constexpr int TREES = TreesArgs::BLOCK;
constexpr int GRID_FEATURES = TreesArgs::NUM_FEATURES;
constexpr int RESIDUALS = 16;  // of a node, 4 per layer: place and opacity; turn, -; scale, -; luma, chromas, factor
enum ResidualLayer { PLACES, TURNS, SCALES, COLORS };
static_assert(TREES % DENSE_ITEMS == 0);

// What all blocks share.
struct TreesPlan {
    TreesArgs args;
    HashGridArgs grid;
    int num_nodes, num_features, num_outputs;  // N, D, O
    long num_blocks, num_rows, num_sums;       // rows of a block, BLOCK N; sums of the gradients of all layers
    PackedDense layers[NUM_TREE_LAYERS];
    Array<float> packed;
};

// The numbers of a block, or their gradients. Channels of nodes are `stride` apart, those of trees BLOCK.
struct TreesBlock {
    long block, first_tree;
    int num_trees;
    float *means, *log_scales, *residuals, *harmonics;  // [3] [3] [16 N] [4 (B - 1) N]
    float *hidden_places, *placed;                      // [H] [4 K]
    float *offsets, *sizes, *children;                  // [3 K] [K] [3 K]
    float *rows, *shares;                               // [D of each node and tree] as the grid has them; [N N]
    Columns features, attending, taken, seen, hidden, outputs;  // of nodes: [D] [3 A] [A] [D + 4] [H] [O]
};

static void plan(const TreesArgs& a, TreesPlan& p) {
    p.args = a;
    p.num_nodes = 1 + a.num_children;
    p.num_features = GRID_FEATURES * a.num_levels;
    p.num_outputs = 8 + 4 * a.num_bases;
    p.num_blocks = (a.num_trees + TREES - 1) / TREES;
    p.num_rows = static_cast<long>(TREES) * p.num_nodes;
    p.grid = {p.num_blocks * p.num_rows, a.num_levels, GRID_FEATURES, a.levels, a.grid, a.positions};
    const int D = p.num_features, H = a.width, A = a.attention;
    const int sizes[NUM_TREE_LAYERS][2] = {{D, H}, {H, 4 * a.num_children}, {D, 3 * A},
                                           {A, D}, {D + 3, H},              {H, p.num_outputs}};
    long total = 0;
    p.num_sums = 0;
    for (const auto& [in, out] : sizes) total += 2 * num_packed(in, out);
    float* memory = p.packed.resize(total);
    for (int l = 0; l < NUM_TREE_LAYERS; ++l) {
        const auto& [in, out] = sizes[l];
        if (!A && (l == ATTEND || l == MIX)) continue;
        p.layers[l] = pack(a.layers[l], in, out, memory, p.num_sums);
        memory += 2 * num_packed(in, out);
        p.num_sums += num_sums(in, out);
    }
}

// Lays a block's numbers out in memory; returns what it takes. Without memory, it only counts.
static long lay_out(const TreesPlan& p, float* memory, TreesBlock& b) {
    const int N = p.num_nodes, K = p.args.num_children, D = p.num_features, H = p.args.width, A = p.args.attention;
    const long stride = p.num_rows + 16;  // no power of two, for which a cache has few places
    long used = 0;
    const auto take = [&](long count) {
        float* const start = memory + used;
        used += (count + 15) / 16 * 16;
        return start;
    };
    const auto nodes = [&](int channels) { return Columns{take(channels * stride), stride}; };
    b.means = take(3 * TREES);
    b.log_scales = take(3 * TREES);
    b.residuals = take(RESIDUALS * N * TREES);
    b.harmonics = take(4 * (p.args.num_bases - 1) * N * TREES);
    b.hidden_places = take(H * TREES);
    b.placed = take(4 * K * TREES);
    b.offsets = take(3 * K * TREES);
    b.sizes = take(K * TREES);
    b.children = take(3 * K * TREES);
    b.rows = take(D * p.num_rows);
    b.shares = take(N * N * TREES);
    b.features = nodes(D);
    b.attending = nodes(3 * A);
    b.taken = nodes(A);
    b.seen = nodes(D + 4);
    b.hidden = nodes(H);
    b.outputs = nodes(p.num_outputs);
    return used;
}

NR_INLINE Columns of_trees(float* data) { return {data, TREES}; }
NR_INLINE Columns of_node(Columns columns, int node) { return {columns.data + node * TREES, columns.stride}; }

static void load_block(const TreesPlan& p, long block, TreesBlock& b) {
    const TreesArgs& a = p.args;
    b.block = block;
    b.first_tree = block * TREES;
    b.num_trees = static_cast<int>(a.num_trees - b.first_tree < TREES ? a.num_trees - b.first_tree : TREES);
    const auto load = [&](const float* from, int numbers, float* to) {
        load_columns(from + b.first_tree * numbers, numbers, numbers, b.num_trees, TREES, of_trees(to));
    };
    load(a.means, 3, b.means);
    load(a.log_scales, 3, b.log_scales);
    load(a.residuals, RESIDUALS * p.num_nodes, b.residuals);
    load(a.harmonics, 4 * (a.num_bases - 1) * p.num_nodes, b.harmonics);
}

// ------------------------------------------------------------------------------------------ where children are

NR_INLINE float* residual(const TreesBlock& b, int node, ResidualLayer layer, int number) {
    return b.residuals + (RESIDUALS * node + 4 * layer + number) * TREES;
}

// c bent as in trees.py: sign(c) bend (exp(|c| / bend) - 1), and its derivative, which is 0 at 0 as torch has it.
NR_INLINE F magnitude(F x) { return max(x, set(0) - x); }
NR_INLINE F bent(F c, float bend) {
    const F size = set(bend) * expm1(magnitude(c) / set(bend));
    return select(less(c, set(0)), set(0) - size, size);
}
NR_INLINE F bent_slope(F c, float bend) {
    return exp(magnitude(c) / set(bend));
}

// Offsets, sizes and places of children from the parents' features. Of places that are told, what is seen of offsets is
// what they imply.
static void place_children(const TreesPlan& p, TreesBlock& b) {
    const TreesArgs& a = p.args;
    const TreeRules& rules = a.rules;
    apply_rectified(p.layers[PLACE_HIDDEN], b.features, of_trees(b.hidden_places), TREES);
    apply(p.layers[PLACE], of_trees(b.hidden_places), of_trees(b.placed), TREES);
    for (int k = 0; k < a.num_children; ++k) {
        float* const children = b.children + 3 * k * TREES;
        if (a.places) {
            load_columns(a.places + (k * a.num_trees + b.first_tree) * 3, 3, 3, b.num_trees, TREES, of_trees(children));
        }
        for (int i = 0; i < TREES; i += W) {
            const float* const placed = b.placed + 4 * k * TREES + i;
            const F size = fma(set(rules.size_step), load(residual(b, 1 + k, SCALES, 0) + i),
                               load(b.log_scales + i) + load(placed + 3 * TREES));
            store(b.sizes + k * TREES + i, size);
            const F unit = exp(size);
            for (int d = 0; d < 3; ++d) {
                const F mean = load(b.means + d * TREES + i);
                const F offset = fma(set(rules.place_step), bent(load(residual(b, 1 + k, PLACES, d) + i), rules.bend),
                                     load(placed + d * TREES));
                store(b.offsets + (3 * k + d) * TREES + i, offset);
                float* const child = children + d * TREES + i;
                float* const seen = channel(b.seen, p.num_features + d) + (1 + k) * TREES + i;
                if (!a.places) store(child, fma(unit, offset, mean));
                store(seen, a.places ? (load(child) - mean) * exp(set(0) - size) : offset);
            }
        }
    }
}

// ------------------------------------------------------------------------------------------ lookups in the grid

// local [3] relative to the region's center and radius; the factor that contracts it, and that factor's slope over the
// norm: with n = |local| >= 1 they are h = 2 / n - 1 / n^2 and h' / n.
struct Contraction {
    F local[3], factor, slope;
};
NR_INLINE Contraction contraction(const TreeRules& rules, const float* position) {
    Contraction c;
    for (int d = 0; d < 3; ++d)
        c.local[d] = (load(position + d * TREES) - set(rules.center[d])) / set(rules.radius);
    const F norm = sqrt(fma(c.local[0], c.local[0], fma(c.local[1], c.local[1], c.local[2] * c.local[2])));
    const F inverse = set(1) / max(set(1), norm);
    c.factor = (set(2) - inverse) * inverse;
    c.slope = zero_unless(less(set(1), norm), set(2) * inverse * inverse * inverse * (inverse - set(1)));
    return c;
}

NR_INLINE float* positions_of(const TreesBlock& b, int node) {  // [3]
    return node ? b.children + 3 * (node - 1) * TREES : b.means;
}

// Features of some nodes from the grid.
static void look_up(const TreesPlan& p, const TreesBlock& b, Range nodes) {
    HashGridArgs grid = p.grid;
    float positions[3 * TREES];
    for (long n = nodes.begin; n < nodes.end; ++n) {
        const int node = static_cast<int>(n);
        float* const kept = p.args.positions ? p.args.positions + 3 * (b.block * p.num_rows + node * TREES) : positions;
        for (int i = 0; i < TREES; i += W) {
            const Contraction c = contraction(p.args.rules, positions_of(b, node) + i);
            F place[3];
            for (int d = 0; d < 3; ++d) {
                place[d] = p.args.is_contracted
                               ? fma(set(0.25f) * c.local[d], c.factor, set(0.5f))
                               : clamp(fma(set(0.5f), c.local[d], set(0.5f)), set(0), set(1));
            }
            store_rows(kept + 3 * i, place);
        }
        grid.positions = kept;
        encode_block<GRID_FEATURES>(grid, {0, TREES}, b.rows);
        load_columns(b.rows, p.num_features, p.num_features, TREES, TREES, of_node(b.features, node));
    }
}

// ------------------------------------------------------------------------------------------ attention

// shares[q][k] = softmax over k of the products of query q and key k; what node q takes is its shares of the values.
template <int N>
static void attend(TreesBlock& b, int channels) {
    const float scale = 1.0f / __builtin_sqrtf(static_cast<float>(channels));
    const auto at = [&](int part, int c, int node) {
        return channel(b.attending, part * channels + c) + node * TREES;
    };
    for (int i = 0; i < TREES; i += W) {
        F shares[N][N];
        for (auto& row : shares)
            for (F& share : row) share = set(0);
        for (int c = 0; c < channels; ++c) {
            F key[N];
            for (int k = 0; k < N; ++k) key[k] = load(at(1, c, k) + i);
            for (int q = 0; q < N; ++q) {
                const F query = load(at(0, c, q) + i);
                for (int k = 0; k < N; ++k) shares[q][k] = fma(query, key[k], shares[q][k]);
            }
        }
        for (int q = 0; q < N; ++q) {
            F most = shares[q][0], total = set(0);
            for (int k = 1; k < N; ++k) most = max(most, shares[q][k]);
            for (F& share : shares[q]) {
                share = exp((share - most) * set(scale));
                total = total + share;
            }
            for (int k = 0; k < N; ++k) {
                shares[q][k] = shares[q][k] / total;
                store(b.shares + (q * N + k) * TREES + i, shares[q][k]);
            }
        }
        for (int c = 0; c < channels; ++c) {
            F value[N];
            for (int k = 0; k < N; ++k) value[k] = load(at(2, c, k) + i);
            for (int q = 0; q < N; ++q) {
                F taken = shares[q][0] * value[0];
                for (int k = 1; k < N; ++k) taken = fma(shares[q][k], value[k], taken);
                store(channel(b.taken, c) + q * TREES + i, taken);
            }
        }
    }
}

// The gradients of queries, keys and values from those of what nodes take.
template <int N>
static void attend_backward(const TreesBlock& b, int channels, TreesBlock& to) {
    const float scale = 1.0f / __builtin_sqrtf(static_cast<float>(channels));
    const auto at = [&](const TreesBlock& block, int part, int c, int node) {
        return channel(block.attending, part * channels + c) + node * TREES;
    };
    for (int i = 0; i < TREES; i += W) {
        F shares[N][N], products[N][N];
        for (int n = 0; n < N * N; ++n) {
            shares[n / N][n % N] = load(b.shares + n * TREES + i);
            products[n / N][n % N] = set(0);
        }
        for (int c = 0; c < channels; ++c) {
            F taken[N], given[N];
            for (int q = 0; q < N; ++q) taken[q] = load(channel(to.taken, c) + q * TREES + i);
            for (int k = 0; k < N; ++k) {
                const F value = load(at(b, 2, c, k) + i);
                given[k] = set(0);
                for (int q = 0; q < N; ++q) {
                    products[q][k] = fma(taken[q], value, products[q][k]);
                    given[k] = fma(shares[q][k], taken[q], given[k]);
                }
                store(at(to, 2, c, k) + i, given[k]);
            }
        }
        for (int q = 0; q < N; ++q) {  // products become gradients of the scores
            F mean = set(0);
            for (int k = 0; k < N; ++k) mean = fma(shares[q][k], products[q][k], mean);
            for (int k = 0; k < N; ++k) products[q][k] = shares[q][k] * (products[q][k] - mean) * set(scale);
        }
        for (int c = 0; c < channels; ++c) {
            F query[N], key[N];
            for (int n = 0; n < N; ++n) {
                query[n] = load(at(b, 0, c, n) + i);
                key[n] = load(at(b, 1, c, n) + i);
            }
            for (int n = 0; n < N; ++n) {
                F of_query = set(0), of_key = set(0);
                for (int m = 0; m < N; ++m) {
                    of_query = fma(products[n][m], key[m], of_query);
                    of_key = fma(products[m][n], query[m], of_key);
                }
                store(at(to, 0, c, n) + i, of_query);
                store(at(to, 1, c, n) + i, of_key);
            }
        }
    }
}

// ------------------------------------------------------------------------------------------ what nodes are made of

// From the features of all nodes to the second net's outputs.
static void predict(const TreesPlan& p, TreesBlock& b) {
    const TreesArgs& a = p.args;
    const int rows = static_cast<int>(p.num_rows), D = p.num_features;
    for (int c = 0; c < D; ++c) std::memcpy(channel(b.seen, c), channel(b.features, c), sizeof(float) * rows);
    for (int d = 0; d < 3; ++d) std::memset(channel(b.seen, D + d), 0, sizeof(float) * TREES);
    std::memset(channel(b.seen, D + 3), 0, sizeof(float) * rows);
    if (a.attention) {
        apply_unbiased(p.layers[ATTEND], b.features, b.attending, rows);
        if (p.num_nodes == 2) attend<2>(b, a.attention);
        if (p.num_nodes == 3) attend<3>(b, a.attention);
        if (p.num_nodes == 4) attend<4>(b, a.attention);
        add_unbiased(p.layers[MIX], b.taken, b.seen, rows);
    }
    apply_rectified(p.layers[HIDDEN], b.seen, b.hidden, rows);
    apply(p.layers[ATTRIBUTES], b.hidden, b.outputs, rows);
}

// Adds what residuals [4] of luma, chromas and factor are worth to colors [4].
NR_INLINE void add_colors(const float (&table)[4][4], const float* residuals, int i, F scale, Columns colors) {
    for (int c = 0; c < 4; ++c) {
        F sum = scale * load(channel(colors, c) + i);
        for (int r = 0; r < 4; ++r) sum = fma(set(table[c][r]), load(residuals + r * TREES + i), sum);
        store(channel(colors, c) + i, sum);
    }
}

// The outputs become scales (0 to 2), opacity (3), rotation (4 to 7) and colours.
static void make_nodes(const TreesPlan& p, TreesBlock& b) {
    const TreeRules& rules = p.args.rules;
    const int num_rest = p.args.num_bases - 1;
    for (int node = 0; node < p.num_nodes; ++node) {
        const Columns out = of_node(b.outputs, node);
        const float* const harmonics = b.harmonics + 4 * num_rest * node * TREES;
        for (int i = 0; i < TREES; i += W) {
            for (int d = 0; d < 3; ++d) {
                const F size = node ? load(b.sizes + (node - 1) * TREES + i) : load(b.log_scales + d * TREES + i);
                const F step = load(residual(b, node, SCALES, d) + i);
                const F slimmer = fma(set(rules.scale_step), step, load(channel(out, d) + i));
                store(channel(out, d) + i, node && d ? size + slimmer : size);
            }
            store(channel(out, 3) + i, fma(set(rules.opacity_gain), load(channel(out, 3) + i),
                                           set(rules.opacity_step) * load(residual(b, node, PLACES, 3) + i)));
            F q[4], t[3];
            for (int d = 0; d < 4; ++d) q[d] = load(channel(out, 4 + d) + i);
            for (int d = 0; d < 3; ++d) t[d] = set(rules.turn_steps[d]) * load(residual(b, node, TURNS, d) + i);
            q[0] = q[0] + set(1);
            store(channel(out, 4) + i, q[0] - q[1] * t[0] - q[2] * t[1] - q[3] * t[2]);
            store(channel(out, 5) + i, q[0] * t[0] + q[1] + q[2] * t[2] - q[3] * t[1]);
            store(channel(out, 6) + i, q[0] * t[1] - q[1] * t[2] + q[2] + q[3] * t[0]);
            store(channel(out, 7) + i, q[0] * t[2] + q[1] * t[1] - q[2] * t[0] + q[3]);
            add_colors(rules.base_colors, residual(b, node, COLORS, 0), i, set(1), {channel(out, 8), out.stride});
            for (int r = 0; r < num_rest; ++r) {
                add_colors(rules.rest_colors, harmonics + 4 * r * TREES, i, set(rules.rest_gain),
                           {channel(out, 12 + 4 * r), out.stride});
            }
        }
    }
}

static void store_nodes(const TreesPlan& p, TreesBlock& b, const TreeNodes<float>& to) {
    const int colors = 4 * p.args.num_bases;
    float zeros[3 * TREES] = {};
    for (int node = 0; node < p.num_nodes; ++node) {
        const long first = node * p.args.num_trees + b.first_tree;
        const Columns out = of_node(b.outputs, node);
        const auto store = [&](Columns from, int numbers, float* rows) {
            store_columns(from, numbers, b.num_trees, rows + first * numbers, numbers);
        };
        float* const offsets = node ? b.offsets + 3 * (node - 1) * TREES : zeros;
        store(of_trees(positions_of(b, node)), 3, to.means);
        store(out, 3, to.log_scales);
        store({channel(out, 3), out.stride}, 1, to.logit_opacities);
        store({channel(out, 4), out.stride}, 4, to.quats);
        store({channel(out, 8), out.stride}, colors, to.colors);
        store(of_trees(offsets), 3, to.offsets);
        store(of_trees(node ? b.sizes + (node - 1) * TREES : b.log_scales), 1, to.sizes);
    }
}

static void grow_trees(const TreesArgs& a, const TreeNodes<float>& to) {
    TreesPlan p;
    plan(a, p);
    parallel(static_cast<int>(p.num_blocks), [&](int block) {
        TreesBlock b;
        Array<float> memory;
        lay_out(p, memory.resize(lay_out(p, nullptr, b)), b);
        load_block(p, block, b);
        look_up(p, b, {0, 1});
        place_children(p, b);
        look_up(p, b, {1, p.num_nodes});
        const long size = p.num_features * p.num_rows;
        for (int c = 0; a.features && c < p.num_features; ++c) {
            std::memcpy(a.features + block * size + c * p.num_rows, channel(b.features, c),
                        sizeof(float) * p.num_rows);
        }
        predict(p, b);
        make_nodes(p, b);
        store_nodes(p, b, to);
    });
}

}  // namespace nr::NR_ISA
