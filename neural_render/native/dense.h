// Dense layers of small nets on blocks of items that stay in the cache. Channel c of item i is at data[c stride + i]:
// a vector holds W items; weights are broadcast. Counts of items are multiples of DENSE_ITEMS.
//
// Letters: I inputs and O outputs of a layer, V = DENSE_VECTORS. O is a multiple of 4; I is rounded up to one where
// memory is laid out, and the channels that this adds are 0.
#pragma once

#include "kernels.h"
#include "simd.h"

namespace nr::NR_ISA {

constexpr int DENSE_TILE = 4;  // outputs that are computed together
#if defined(NR_ISA_AVX512)
constexpr int DENSE_VECTORS = 4;  // of items: a tile's sums fill half of the registers
#else
constexpr int DENSE_VECTORS = 2;
#endif
constexpr int DENSE_ITEMS = DENSE_VECTORS * W;
constexpr int DENSE_SUMS = DENSE_TILE * DENSE_VECTORS;

struct Columns {
    float* data;
    long stride;
};
NR_INLINE float* channel(Columns columns, int c) { return columns.data + c * columns.stride; }

// A layer with its weights in the order in which they are read.
struct PackedDense {
    int num_in, num_out;
    const float* bias;  // [O] or nullptr
    float* forward;     // [O / 4, I, 4]
    float* backward;    // [I / 4, O, 4]
    long first_sum;     // its gradients among those of all layers: weights [O / 4, I / V, 4, V], then biases [O]
};

NR_INLINE int whole_tiles(int channels) { return (channels + DENSE_TILE - 1) / DENSE_TILE * DENSE_TILE; }
NR_INLINE long num_packed(int num_in, int num_out) { return static_cast<long>(whole_tiles(num_in)) * num_out; }

// `memory` holds 2 num_packed numbers.
static PackedDense pack(const Dense& dense, int num_in, int num_out, float* memory, long first_sum) {
    const PackedDense packed = {num_in, num_out, dense.bias, memory, memory + num_packed(num_in, num_out), first_sum};
    for (int o = 0; o < num_out; ++o) {
        for (int i = 0; i < whole_tiles(num_in); ++i) {
            const float weight = i < num_in ? dense.weight[static_cast<long>(o) * num_in + i] : 0.0f;
            if (i < num_in) packed.forward[(o / 4 * num_in + i) * 4 + o % 4] = weight;
            packed.backward[(i / 4 * num_out + o) * 4 + i % 4] = weight;
        }
    }
    return packed;
}

enum class DenseStart { ZERO, BIAS, SUM };  // what products are added to; SUM: what is there

// Four channels of `to`: `weights` [I, 4] times `from` [I].
template <DenseStart START, bool IS_RECTIFIED>
NR_INLINE void dense_tile(const float* weights, const float* bias, int num_in, Columns from, Columns to) {
    F sums[DENSE_TILE][DENSE_VECTORS];
    for (int m = 0; m < DENSE_TILE; ++m) {
        for (int v = 0; v < DENSE_VECTORS; ++v) {
            sums[m][v] = START == DenseStart::BIAS  ? set(bias[m])
                         : START == DenseStart::SUM ? load(channel(to, m) + v * W)
                                                    : set(0);
        }
    }
    for (int k = 0; k < num_in; ++k) {
        const float* const x = channel(from, k);
        F in[DENSE_VECTORS];
        for (int v = 0; v < DENSE_VECTORS; ++v) in[v] = load(x + v * W);
        for (int m = 0; m < DENSE_TILE; ++m) {
            const F weight = set(weights[DENSE_TILE * k + m]);
            for (int v = 0; v < DENSE_VECTORS; ++v) sums[m][v] = fma(weight, in[v], sums[m][v]);
        }
    }
    for (int m = 0; m < DENSE_TILE; ++m)
        for (int v = 0; v < DENSE_VECTORS; ++v)
            store(channel(to, m) + v * W, IS_RECTIFIED ? max(set(0), sums[m][v]) : sums[m][v]);
}

template <DenseStart START, bool IS_RECTIFIED>
static void multiply(const float* weights, const float* bias, int num_in, int num_out, Columns from, Columns to,
                     int count) {
    for (int i = 0; i < count; i += DENSE_ITEMS) {
        for (int o = 0; o < num_out; o += DENSE_TILE) {
            dense_tile<START, IS_RECTIFIED>(weights + static_cast<long>(o) * num_in, bias ? bias + o : nullptr, num_in,
                                            {from.data + i, from.stride}, {channel(to, o) + i, to.stride});
        }
    }
}

// The layer's outputs, or what they are above 0.
NR_INLINE void apply(const PackedDense& layer, Columns from, Columns to, int count) {
    multiply<DenseStart::BIAS, false>(layer.forward, layer.bias, layer.num_in, layer.num_out, from, to, count);
}
NR_INLINE void apply_rectified(const PackedDense& layer, Columns from, Columns to, int count) {
    multiply<DenseStart::BIAS, true>(layer.forward, layer.bias, layer.num_in, layer.num_out, from, to, count);
}
// Of layers without a bias.
NR_INLINE void apply_unbiased(const PackedDense& layer, Columns from, Columns to, int count) {
    multiply<DenseStart::ZERO, false>(layer.forward, nullptr, layer.num_in, layer.num_out, from, to, count);
}
NR_INLINE void add_unbiased(const PackedDense& layer, Columns from, Columns to, int count) {
    multiply<DenseStart::SUM, false>(layer.forward, nullptr, layer.num_in, layer.num_out, from, to, count);
}

// The gradient of the inputs, I rounded up; added to what is there in the second.
NR_INLINE void pull_back(const PackedDense& layer, Columns gradient, Columns to, int count) {
    multiply<DenseStart::ZERO, false>(layer.backward, nullptr, layer.num_out, whole_tiles(layer.num_in), gradient, to,
                                      count);
}
NR_INLINE void add_pulled_back(const PackedDense& layer, Columns gradient, Columns to, int count) {
    multiply<DenseStart::SUM, false>(layer.backward, nullptr, layer.num_out, whole_tiles(layer.num_in), gradient, to,
                                     count);
}

// Adds the sums of N vectors' lanes to N numbers.
template <int N>
NR_INLINE void add_lane_sums(F (&vectors)[N], float* to) {
    static_assert(N % W == 0);
    for (int n = 0; n < N; n += W) {
        F group[W];
        for (int i = 0; i < W; ++i) group[i] = vectors[n + i];
        transpose(group);
        for (int half = W / 2; half > 0; half /= 2)
            for (int i = 0; i < half; ++i) group[i] = group[i] + group[i + half];
        store(to + n, load(to + n) + group[0]);
    }
}

// Adds the gradients of a layer's weights and biases; `from` holds I channels rounded up, `sums` those of all layers.
static void add_products(const PackedDense& layer, Columns from, Columns gradient, int count, float* sums) {
    float* to = sums + layer.first_sum;
    for (int o = 0; o < layer.num_out; o += DENSE_TILE) {
        for (int k = 0; k < whole_tiles(layer.num_in); k += DENSE_VECTORS, to += DENSE_SUMS) {
            F products[DENSE_SUMS];
            for (F& product : products) product = set(0);
            for (int i = 0; i < count; i += W) {
                F in[DENSE_VECTORS];
                for (int v = 0; v < DENSE_VECTORS; ++v) in[v] = load(channel(from, k + v) + i);
                for (int m = 0; m < DENSE_TILE; ++m) {
                    const F g = load(channel(gradient, o + m) + i);
                    for (int v = 0; v < DENSE_VECTORS; ++v)
                        products[m * DENSE_VECTORS + v] = fma(g, in[v], products[m * DENSE_VECTORS + v]);
                }
            }
            add_lane_sums(products, to);
        }
    }
    if (!layer.bias) return;
    for (int o = 0; o < layer.num_out; ++o) {
        F total = set(0);
        for (int i = 0; i < count; i += W) total = total + load(channel(gradient, o) + i);
        to[o] += sum(total);
    }
}

NR_INLINE long num_sums(int num_in, int num_out) { return num_packed(num_in, num_out) + num_out; }

// The gradients of a layer from the sums of all layers.
static void unpack_sums(const PackedDense& layer, const float* sums, const DenseGradients& to) {
    const float* const from = sums + layer.first_sum;
    const int tiles = whole_tiles(layer.num_in) / DENSE_VECTORS;
    for (int o = 0; o < layer.num_out; ++o) {
        for (int i = 0; i < layer.num_in; ++i) {
            const long tile = static_cast<long>(o / DENSE_TILE) * tiles + i / DENSE_VECTORS;
            const int place = o % DENSE_TILE * DENSE_VECTORS + i % DENSE_VECTORS;
            to.weight[static_cast<long>(o) * layer.num_in + i] = from[tile * DENSE_SUMS + place];
        }
        if (layer.bias) to.bias[o] = from[num_packed(layer.num_in, layer.num_out) + o];
    }
}

// Rows of numbers as columns: item i's numbers are at rows + i stride. Items from `num_items` on, up to `count`, are 0.
static void load_columns(const float* rows, long stride, int num_columns, int num_items, int count, Columns to) {
    for (int i = 0; i < count; i += W) {
        for (int c = 0; c < num_columns; c += W) {
            const int num = num_columns - c < W ? num_columns - c : W;
            F block[W];
            for (int k = 0; k < W; ++k)
                block[k] = i + k < num_items ? load_first(rows + (i + k) * stride + c, num) : set(0);
            transpose(block);
            for (int k = 0; k < num; ++k) store(channel(to, c + k) + i, block[k]);
        }
    }
}

static void store_columns(Columns from, int num_columns, int num_items, float* rows, long stride) {
    for (int i = 0; i < num_items; i += W) {
        for (int c = 0; c < num_columns; c += W) {
            const int num = num_columns - c < W ? num_columns - c : W;
            F block[W];
            for (int k = 0; k < W; ++k) block[k] = k < num ? load(channel(from, c + k) + i) : set(0);
            transpose(block);
            for (int k = 0; k < W && i + k < num_items; ++k) store_first(rows + (i + k) * stride + c, block[k], num);
        }
    }
}

}  // namespace nr::NR_ISA
