// The backward pass of trees.h: gradients of what is stored, of the grid and of the nets.
#pragma once

#include "trees.h"

namespace nr::NR_ISA {

// Gradients of a node's numbers as columns; zeros where there are none.
static void load_gradient(const TreesPlan& p, const TreesBlock& b, const float* rows, int node, int numbers,
                          Columns to) {
    const int num_trees = rows ? b.num_trees : 0;
    const long first = node * p.args.num_trees + b.first_tree;
    load_columns(rows ? rows + first * numbers : nullptr, numbers, numbers, num_trees, TREES, to);
}

// The residuals' part of the colours' gradients, which are scaled for the outputs' part.
NR_INLINE void colors_backward(const float (&table)[4][4], Columns colors, int i, F scale, float* residuals) {
    F g[4];
    for (int c = 0; c < 4; ++c) {
        g[c] = load(channel(colors, c) + i);
        store(channel(colors, c) + i, scale * g[c]);
    }
    for (int r = 0; r < 4; ++r) {
        F sum = set(table[0][r]) * g[0];
        for (int c = 1; c < 4; ++c) sum = fma(set(table[c][r]), g[c], sum);
        store(residuals + r * TREES + i, sum);
    }
}

// The product of the predicted rotation with the residuals' turn.
NR_INLINE void turn_backward(const float (&steps)[3], const TreesBlock& b, int node, int i, TreesBlock& to) {
    const Columns out = of_node(b.outputs, node), gradient = of_node(to.outputs, node);
    F q[4], t[3], g[4];
    for (int d = 0; d < 4; ++d) {
        q[d] = load(channel(out, 4 + d) + i);
        g[d] = load(channel(gradient, 4 + d) + i);
    }
    q[0] = q[0] + set(1);
    for (int d = 0; d < 3; ++d) t[d] = set(steps[d]) * load(residual(b, node, TURNS, d) + i);
    store(channel(gradient, 4) + i, g[0] + g[1] * t[0] + g[2] * t[1] + g[3] * t[2]);
    store(channel(gradient, 5) + i, g[1] - g[0] * t[0] - g[2] * t[2] + g[3] * t[1]);
    store(channel(gradient, 6) + i, g[2] - g[0] * t[1] + g[1] * t[2] - g[3] * t[0]);
    store(channel(gradient, 7) + i, g[3] - g[0] * t[2] - g[1] * t[1] + g[2] * t[0]);
    store(residual(to, node, TURNS, 0) + i, set(steps[0]) * (g[1] * q[0] - g[0] * q[1] + g[2] * q[3] - g[3] * q[2]));
    store(residual(to, node, TURNS, 1) + i, set(steps[1]) * (g[2] * q[0] - g[0] * q[2] - g[1] * q[3] + g[3] * q[1]));
    store(residual(to, node, TURNS, 2) + i, set(steps[2]) * (g[3] * q[0] - g[0] * q[3] + g[1] * q[2] - g[2] * q[1]));
}

// From the nodes to the second net's outputs, the sizes, and all residuals but those of places.
static void make_nodes_backward(const TreesPlan& p, const TreesBlock& b, const TreeNodes<const float>& nodes,
                                TreesBlock& to) {
    const TreeRules& rules = p.args.rules;
    const int num_bases = p.args.num_bases, num_rest = num_bases - 1;
    std::memset(to.residuals, 0, sizeof(float) * RESIDUALS * p.num_nodes * TREES);
    for (int node = 0; node < p.num_nodes; ++node) {
        const Columns g = of_node(to.outputs, node);
        float* const sizes = node ? to.sizes + (node - 1) * TREES : to.log_scales;
        float* const harmonics = to.harmonics + 4 * num_rest * node * TREES;
        load_gradient(p, b, nodes.sizes, node, 1, of_trees(sizes));
        load_gradient(p, b, nodes.log_scales, node, 3, g);
        load_gradient(p, b, nodes.logit_opacities, node, 1, {channel(g, 3), g.stride});
        load_gradient(p, b, nodes.quats, node, 4, {channel(g, 4), g.stride});
        load_gradient(p, b, nodes.colors, node, 4 * num_bases, {channel(g, 8), g.stride});
        for (int i = 0; i < TREES; i += W) {
            F scale[3];
            for (int d = 0; d < 3; ++d) scale[d] = load(channel(g, d) + i);
            store(channel(g, 0) + i, set(0));
            if (node) {
                const F size = load(sizes + i) + scale[0] + scale[1] + scale[2];
                store(sizes + i, size);
                for (int d = 1; d < 3; ++d)
                    store(residual(to, node, SCALES, d) + i, set(rules.scale_step) * scale[d]);
            } else {
                store(to.log_scales + i, load(sizes + i) + scale[0]);
                for (int d = 1; d < 3; ++d) {
                    store(to.log_scales + d * TREES + i, scale[d]);
                    store(channel(g, d) + i, set(0));
                }
            }
            const F logit = load(channel(g, 3) + i);
            store(channel(g, 3) + i, set(rules.opacity_gain) * logit);
            store(residual(to, node, PLACES, 3) + i, set(rules.opacity_step) * logit);
            turn_backward(rules.turn_steps, b, node, i, to);
            colors_backward(rules.base_colors, {channel(g, 8), g.stride}, i, set(1), residual(to, node, COLORS, 0));
            for (int r = 0; r < num_rest; ++r) {
                colors_backward(rules.rest_colors, {channel(g, 12 + 4 * r), g.stride}, i, set(rules.rest_gain),
                                harmonics + 4 * r * TREES);
            }
        }
    }
}

// Gradients of what was above 0.
NR_INLINE void rectify_backward(Columns outputs, Columns gradient, int channels, int count) {
    for (int c = 0; c < channels; ++c) {
        float* const g = channel(gradient, c);
        for (int i = 0; i < count; i += W)
            store(g + i, zero_unless(less(set(0), load(channel(outputs, c) + i)), load(g + i)));
    }
}

// From the second net's outputs to the features of all nodes, and to what the net sees of offsets.
static void predict_backward(const TreesPlan& p, const TreesBlock& b, TreesBlock& to, float* sums) {
    const TreesArgs& a = p.args;
    const PackedDense* const layers = p.layers;
    const int rows = static_cast<int>(p.num_rows);
    add_products(layers[ATTRIBUTES], b.hidden, to.outputs, rows, sums);
    pull_back(layers[ATTRIBUTES], to.outputs, to.hidden, rows);
    rectify_backward(b.hidden, to.hidden, a.width, rows);
    add_products(layers[HIDDEN], b.seen, to.hidden, rows, sums);
    pull_back(layers[HIDDEN], to.hidden, to.seen, rows);
    for (int c = 0; c < p.num_features; ++c)
        std::memcpy(channel(to.features, c), channel(to.seen, c), sizeof(float) * rows);
    if (!a.attention) return;
    add_products(layers[MIX], b.taken, to.seen, rows, sums);
    pull_back(layers[MIX], to.seen, to.taken, rows);
    if (p.num_nodes == 2) attend_backward<2>(b, a.attention, to);
    if (p.num_nodes == 3) attend_backward<3>(b, a.attention, to);
    if (p.num_nodes == 4) attend_backward<4>(b, a.attention, to);
    add_products(layers[ATTEND], b.features, to.attending, rows, sums);
    add_pulled_back(layers[ATTEND], to.attending, to.features, rows);
}

// Adds what a node's features say of its position. Writes the features' gradients of its trees to rows, as the grid's
// gradient needs them.
static void look_up_backward(const TreesPlan& p, const TreesBlock& b, int node, const TreesBlock& to, float* rows) {
    const int D = p.num_features;
    const long first = b.block * p.num_rows + node * TREES;
    store_columns(of_node(to.features, node), D, TREES, rows + first * D, D);
    if (node && p.args.places) return;
    HashGridArgs grid = p.grid;
    grid.positions += 3 * first;
    float places[3 * TREES];
    position_gradient<GRID_FEATURES>(grid, {0, TREES}, rows + first * D, places);
    for (int i = 0; i < TREES; i += W) {
        const Contraction c = contraction(p.args.rules, positions_of(b, node) + i);
        F g[3];
        load_rows(places + 3 * i, g);
        const F along = fma(c.local[0], g[0], fma(c.local[1], g[1], c.local[2] * g[2]));
        for (int d = 0; d < 3; ++d) {
            F local;
            if (p.args.is_contracted) {
                local = set(0.25f) * fma(c.factor, g[d], c.slope * along * c.local[d]);
            } else {
                const F place = fma(set(0.5f), c.local[d], set(0.5f));
                local = set(0.5f) * zero_unless(both(less_equal(set(0), place), less_equal(place, set(1))), g[d]);
            }
            float* const position = positions_of(to, node) + d * TREES + i;
            store(position, load(position) + local / set(p.args.rules.radius));
        }
    }
}

// From children's places and sizes, and what is seen of offsets, to the parents' features, means and sizes.
static void place_children_backward(const TreesPlan& p, const TreesBlock& b, TreesBlock& to, float* sums) {
    const TreesArgs& a = p.args;
    const TreeRules& rules = a.rules;
    for (int k = 0; k < a.num_children; ++k) {
        float* const placed = to.placed + 4 * k * TREES;
        for (int i = 0; i < TREES; i += W) {
            const F size = load(b.sizes + k * TREES + i), unit = exp(size), inverse = exp(set(0) - size);
            F of_size = load(to.sizes + k * TREES + i), step = set(0);
            for (int d = 0; d < 3; ++d) {
                const long at = (3 * k + d) * TREES + i;
                float* const mean = to.means + d * TREES + i;
                const long seen_at = (p.num_features + d) * b.seen.stride + (1 + k) * TREES + i;
                const F seen = load(to.seen.data + seen_at);
                F offset = load(to.offsets + at), of_mean;
                if (a.places) {
                    of_mean = set(0) - seen * inverse;
                    step = step - seen * load(b.seen.data + seen_at);
                } else {
                    of_mean = load(to.children + at);
                    offset = offset + fma(of_mean, unit, seen);
                    step = fma(of_mean, unit * load(b.offsets + at), step);
                }
                store(mean, load(mean) + of_mean);
                store(placed + d * TREES + i, offset);
                store(residual(to, 1 + k, PLACES, d) + i,
                      set(rules.place_step) * offset * bent_slope(load(residual(b, 1 + k, PLACES, d) + i), rules.bend));
            }
            of_size = of_size + step;
            float* const scale = residual(to, 1 + k, SCALES, 0) + i;
            store(scale, set(rules.size_step) * of_size);
            store(placed + 3 * TREES + i, of_size);
            store(to.log_scales + i, load(to.log_scales + i) + of_size);
        }
    }
    const Columns hidden = of_trees(b.hidden_places), of_hidden = of_trees(to.hidden_places);
    add_products(p.layers[PLACE], hidden, of_trees(to.placed), TREES, sums);
    pull_back(p.layers[PLACE], of_trees(to.placed), of_hidden, TREES);
    rectify_backward(hidden, of_hidden, a.width, TREES);
    add_products(p.layers[PLACE_HIDDEN], b.features, of_hidden, TREES, sums);
    add_pulled_back(p.layers[PLACE_HIDDEN], of_hidden, to.features, TREES);
}

static void grow_backward(const TreesPlan& p, const TreesGradients& gradients, TreesBlock& b, TreesBlock& to,
                          float* rows, float* sums) {
    const long size = p.num_features * p.num_rows;
    for (int c = 0; c < p.num_features; ++c) {
        std::memcpy(channel(b.features, c), p.args.features + b.block * size + c * p.num_rows,
                    sizeof(float) * p.num_rows);
    }
    place_children(p, b);
    predict(p, b);

    make_nodes_backward(p, b, gradients.nodes, to);
    predict_backward(p, b, to, sums);
    for (int node = 0; node < p.num_nodes; ++node) {
        load_gradient(p, b, gradients.nodes.means, node, 3, of_trees(positions_of(to, node)));
        float* const offsets = to.offsets + 3 * (node - 1) * TREES;
        if (node) load_gradient(p, b, gradients.nodes.offsets, node, 3, of_trees(offsets));
        if (node) look_up_backward(p, b, node, to, rows);
    }
    place_children_backward(p, b, to, sums);
    look_up_backward(p, b, 0, to, rows);
}

static void store_gradients(const TreesPlan& p, const TreesBlock& to, const TreesGradients& gradients) {
    const auto store = [&](float* from, int numbers, float* rows) {
        if (rows) store_columns(of_trees(from), numbers, to.num_trees, rows + to.first_tree * numbers, numbers);
    };
    store(to.means, 3, gradients.means);
    store(to.log_scales, 3, gradients.log_scales);
    store(to.residuals, RESIDUALS * p.num_nodes, gradients.residuals);
    store(to.harmonics, 4 * (p.args.num_bases - 1) * p.num_nodes, gradients.harmonics);
}

static void grow_trees_backward(const TreesArgs& a, const TreesGradients& gradients) {
    TreesPlan p;
    plan(a, p);
    const int most = TreesArgs::MAX_CHUNKS, num_chunks = p.num_blocks < most ? static_cast<int>(p.num_blocks) : most;
    Array<float> all_rows, all_sums;
    float* const rows = all_rows.resize(p.grid.num_positions * p.num_features);
    float* const sums = all_sums.resize((num_chunks + 1) * p.num_sums);
    parallel(num_chunks, [&](int chunk) {
        TreesBlock b, to;
        Array<float> memory;
        const long size = lay_out(p, nullptr, b);
        float* const start = memory.resize(2 * size);
        lay_out(p, start, b);
        lay_out(p, start + size, to);
        float* const own = sums + (chunk + 1) * p.num_sums;
        std::memset(own, 0, sizeof(float) * p.num_sums);
        const Range blocks = chunk_range(p.num_blocks, chunk, num_chunks, 1);
        for (long block = blocks.begin; block < blocks.end; ++block) {
            load_block(p, block, b);
            to.first_tree = b.first_tree;
            to.num_trees = b.num_trees;
            grow_backward(p, gradients, b, to, rows, own);
            store_gradients(p, to, gradients);
        }
    });
    std::memset(sums, 0, sizeof(float) * p.num_sums);
    for (int chunk = 1; chunk <= num_chunks; ++chunk)
        for (long n = 0; n < p.num_sums; ++n) sums[n] += sums[chunk * p.num_sums + n];
    for (int l = 0; l < NUM_TREE_LAYERS; ++l)
        if (gradients.layers[l].weight) unpack_sums(p.layers[l], sums, gradients.layers[l]);
    if (gradients.grid) {
        parallel(a.num_levels, [&](int level) {
            table_gradient<GRID_FEATURES>(p.grid, level, rows, gradients.grid);
        });
    }
}

}  // namespace nr::NR_ISA
