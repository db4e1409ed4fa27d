// The kernels' arguments, and the table of them that exists once per instruction set. Plain data only, see simd.h.
//
// All tensors are contiguous float32 unless a type says otherwise; shapes stand behind them. Letters: N splats, K SH
// bases, C cameras, H, W pixels, D channels, P numbers.
#pragma once

#include <cstdint>

#include "memory.h"

namespace nr {

// Rules that all rasterizers share; reasons are in splatting/splats.py.
constexpr float NEAR_PLANE = 0.01f;
constexpr float EPS2D = 0.3f;
constexpr float FOV_MARGIN = 0.3f;
constexpr float ALPHA_MIN = 1.0f / 255.0f;
constexpr float ALPHA_MAX = 0.999f;
constexpr float TRANSMITTANCE_MIN = 1e-4f;

struct Camera {
    float rotation[3][3], translation[3];  // world to camera
    float fx, fy, cx, cy;                  // px
    int width, height;
};

struct ProjectArgs {
    long num_splats;
    int num_rest;    // K - 1, what shN holds per splat
    int sh_degree;   // what is evaluated
    bool antialias;
    Camera camera;
    const float *means, *quats, *log_scales, *logit_opacities;  // [N, 3] [N, 4] [N, 3] [N]
    const float *sh0, *shN;                                     // [N, 3] [N, K-1, 3]
    const float* opacity_factors;                               // [N] or nullptr: all are 1
};
struct ProjectOutputs {
    float *means2d, *depths, *conics, *opacities, *colors;  // [N, 2] [N] [N, 3] [N] [N, 3]
    std::int32_t* radii;                                    // [N, 2]
};
// nullptr in `in` means that this output has no gradient.
struct ProjectGradients {
    const float *means2d, *depths, *conics, *opacities, *colors;  // in, shapes as above
    const std::int32_t* radii;                                    // what the forward pass gave
    float *means, *quats, *log_scales, *logit_opacities, *sh0, *shN;  // out
    float* opacity_factors;                                           // out, where there are factors
};

// How splats make a pixel: composited front to back, or added up in any order, with or without the transmittance of all.
enum class Blend { SORTED, SUM, SUM_AND_TRANSMITTANCE };

struct RasterizeArgs {
    long num_splats;
    int num_channels, width, height;
    Blend blend;
    bool is_recording;  // keeps what the backward pass needs
    const float *means2d, *depths, *conics, *opacities, *channels;  // [N, 2] [N] [N, 3] [N] [N, D]
    const float* weights;                                           // [N] or nullptr: all are 1; of sums only
    const std::int32_t* radii;                                      // [N, 2]
    const float* limits;  // [H, W] or nullptr: depths behind which a pixel shows no splat; not with a backward pass
    float *image, *alpha, *transmittance;  // out: [H, W, D], the sum of weights [H, W], [H, W] where asked for
};
struct RasterizeGradients {
    const float *image, *alpha, *transmittance;      // in: [H, W, D]; [H, W] or nullptr
    float *means2d, *conics, *opacities, *channels;  // out
    float* weights;                                  // out, where there are weights
};

// One splat as the rasterizer reads it: a cache line. With d the offset of a pixel centre from the mean,
// log2 alpha = log2_opacity - (l1 dx + l2 dy)^2 - (l3 dy)^2. The Cholesky factor (l1, l2, l3) of the scaled conic keeps
// the digits of long needles, where a dx^2 + 2 b dx dy + c dy^2 is a small difference of large numbers.
struct alignas(64) Record {
    float x, y, l1, l2, l3;
    float log2_opacity;
    float reach;              // log2(opacity / ALPHA_MIN): alpha >= ALPHA_MIN where the two squares sum to at most this
    float x_per_y, y_per_x;   // alpha is largest at dx = -x_per_y dy for given dy, and at dy = -y_per_x dx for given dx
    float color[3];           // the channels when D = 3
    std::int32_t row;         // its gradients in band b are in row + b
    float weight;             // of sums
    float depth;
    std::int32_t unused;
};
static_assert(sizeof(Record) == 64);

// The tiles that a splat may touch; first_column > last_column where nothing is drawn.
struct Box {
    std::uint16_t first_column, last_column, first_row, last_row;
};

// What one pass leaves for the next: bin, then rasterize, then rasterize_backward. A band is a row of tiles (a power of
// two of them in very tall images): what a band computes depends on nothing but the band, so the result is the same for
// any number of threads.
struct Raster {
    static constexpr int MAX_BANDS = 1024;
    static constexpr int GROUP = 1024;  // splats that are prepared and finished together

    int num_bands = 0, band_shift = 0;       // tile row r is in band r >> band_shift
    long num_gradient_rows = 0;
    Array<Record> records;                   // [N]
    Array<Box> boxes;                        // [N]
    Array<std::int32_t> group_rows;          // [groups] where the gradient rows of its splats begin
    Array<std::uint32_t> tile_begin;         // [tiles + 1] into tile_splats
    Array<std::uint32_t> tile_splats;        // the splats of each tile, front to back where they are sorted
    Array<std::uint32_t> active[MAX_BANDS];  // per batch of a tile: a count for each block, then its splats
    Array<std::uint32_t> num_batches;        // [tiles]
};

// How a splat's weight in a sum follows from its view-dependent number and its depth, see view_factors.h.
enum class FactorVariant { DIRECT, EXPONENTIAL, LINEAR, COVERAGE };

struct ViewFactorArgs {
    long num_splats;
    int num_rest;   // K - 1, what viewN holds per splat
    int sh_degree;  // what is evaluated
    FactorVariant variant;
    float sigma, beta;
    Camera camera;
    const float *means, *view0, *viewN;  // [N, 3] [N] [N, K-1]
};
struct ViewFactorGradients {
    const float* values;                            // in: [N]
    float *means, *view0, *viewN, *sigma, *beta;    // out; [N] for sigma and beta
};

struct ResolveArgs {
    static constexpr long GROUP = 4096;  // pixels whose gradients of background_weight are one sum

    long num_pixels;
    int num_channels;
    float background_weight;
    const float *image, *weight, *transmittance;  // sums [H, W, D] [H, W]; [H, W] or nullptr: a background's weight
};
struct ResolveGradients {
    const float *colors, *alpha;             // in: [H, W, D]; [H, W] or nullptr
    float *image, *weight, *transmittance;   // out
    float* background_weight;                // added to, without transmittance: [groups]
};

struct LossArgs {
    long num_cameras;
    int height, width;
    float dssim_weight;
    const float *rgb, *truth, *alpha, *background, *mask;  // [C,H,W,3] [C,H,W,3] [C,H,W]? [3] [C,H,W]?
    float *rgb_gradient, *alpha_gradient;                  // out; nullptr: not wanted
};

struct AdamTensor {
    long count;
    float* parameter;             // [P]
    const float* gradient;        // [P]
    float *exp_avg, *exp_avg_sq;  // [P]
    float step_size;              // rate / (1 - beta1^t)
};
struct AdamArgs {
    int num_tensors;
    const AdamTensor* tensors;
    float beta2, one_minus_beta1, one_minus_beta2;
    float second_scale;  // 1 / sqrt(1 - beta2^t)
    float eps;
};

struct StatisticsArgs {
    long num_splats;
    float half_width, half_height;  // px
    bool needs_gradient;            // a splat counts only where it has a gradient
    const float* gradients;         // [N, 2]
    const std::int32_t* radii;      // [N, 2]
    float *gradient_sums, *seen_counts, *counted_counts;  // [N] added to
};

struct HashGridLevel {
    float scale;
    int resolution;  // corners along an edge
    int size;        // entries, a power of two where it is not dense
    bool is_dense;   // every corner has an entry of its own
    long begin;      // its first entry
};
struct HashGridArgs {
    static constexpr long BLOCK = 1024;  // positions that go through all levels together

    long num_positions;
    int num_levels, num_features;     // L, NF: 1, 2, 4 or 8
    const HashGridLevel* levels;
    const float *grid, *positions;    // [T, NF] [N, 3]
};
struct HashGridGradients {
    const float* outputs;      // in: [N, L NF]
    float *grid, *positions;   // out; nullptr: not wanted
};

struct PlaneGridLevel {
    int resolution;  // corners along an edge
    long begin;      // its first entry
};
struct PlaneGridArgs {
    static constexpr int PAIRS = 6;      // planes of a level
    static constexpr long GRAIN = 1024;  // rays worth waking a thread

    long num_rays;
    int num_levels, num_features;       // L, NF: 1, 2, 4 or 8
    const PlaneGridLevel* levels;
    const float *table, *coordinates;   // [T, NF], not read backward; [M, 4]
};

// Trees of Gaussians: representations/compact_gaussians/trees.py says what everything means. P trees of K children are
// 1 + K nodes each; B bases of the harmonics, L levels of 4 features in the grid, D = 4 L, A channels of attention, H of
// hidden layers, O = 8 + 4 B outputs. What nodes have is [1 + K, P, ...].
struct TreeRules {
    float center[3], radius;  // of the region
    float place_step, size_step, scale_step, turn_steps[3], opacity_step, bend, opacity_gain, rest_gain;
    float base_colors[4][4], rest_colors[4][4];  // what a step of luma, chromas and factor adds to each colour
};
enum TreeLayer { PLACE_HIDDEN, PLACE, ATTEND, MIX, HIDDEN, ATTRIBUTES, NUM_TREE_LAYERS };
struct Dense {
    const float *weight, *bias;  // [out, in] [out]; nullptr without one
};
struct TreesArgs {
    static constexpr int BLOCK = 64;        // trees that go through everything together
    static constexpr int MAX_CHUNKS = 64;   // sums of the layers' gradients that are added in their order
    static constexpr int NUM_FEATURES = 4;  // of the grid's entries

    long num_trees;
    int num_children, num_bases, num_levels, width, attention;
    bool is_contracted;
    TreeRules rules;
    const HashGridLevel* levels;
    Dense layers[NUM_TREE_LAYERS];  // of attributes, the first O rows; attention's only where A > 0
    const float *means, *log_scales, *residuals, *harmonics;  // [P, 3] [P, 3] [P, 1+K, 4, 4] [P, 1+K, B-1, 4]
    const float *grid, *places;                               // [T, 4] [K, P, 3] or nullptr: as predicted
    // For the backward pass; blocks * BLOCK (1 + K) rows.
    float *positions, *features;  // in the grid [rows, 3]; block by block [D, rows of the block]
};
template <class Number>
struct TreeNodes {
    Number *means, *quats, *log_scales, *logit_opacities, *colors, *offsets, *sizes;  // 3 4 3 1 (B, 4) 3 1
};
struct DenseGradients {
    float *weight, *bias;  // out; rows beyond the first O of attributes are not touched
};
struct TreesGradients {
    TreeNodes<const float> nodes;                             // in; nullptr: none
    float *means, *log_scales, *residuals, *harmonics, *grid;  // out; nullptr: not wanted
    DenseGradients layers[NUM_TREE_LAYERS];                    // out
};

struct Kernels {
    const char* isa;
    void (*project)(const ProjectArgs&, const ProjectOutputs&);
    void (*project_backward)(const ProjectArgs&, const ProjectGradients&);
    void (*view_factors)(const ViewFactorArgs&, float* values);
    void (*view_factors_backward)(const ViewFactorArgs&, const ViewFactorGradients&);
    void (*bin)(const RasterizeArgs&, Raster&);
    void (*rasterize)(const RasterizeArgs&, Raster&);
    void (*rasterize_backward)(const RasterizeArgs&, Raster&, const RasterizeGradients&);
    void (*weigh)(const RasterizeArgs&, const Raster&, const float* values, float* sums);
    void (*resolve)(const ResolveArgs&, float* colors, float* alpha);
    void (*resolve_backward)(const ResolveArgs&, const ResolveGradients&);
    double (*l1_dssim)(const LossArgs&);
    void (*adam)(const AdamArgs&);
    bool (*all_finite)(const float* const* tensors, const long* counts, int num_tensors);
    void (*add_statistics)(const StatisticsArgs&);
    void (*hash_grid)(const HashGridArgs&, float* outputs);
    void (*hash_grid_backward)(const HashGridArgs&, const HashGridGradients&);
    void (*plane_grid)(const PlaneGridArgs&, float* outputs);  // [M, L PAIRS NF]
    void (*plane_grid_backward)(const PlaneGridArgs&, const float* outputs, float* gradient);  // in; out: [T, NF]
    void (*grow_trees)(const TreesArgs&, const TreeNodes<float>&);
    void (*grow_trees_backward)(const TreesArgs&, const TreesGradients&);
};

namespace portable {
extern const Kernels kernels;
}
#if defined(NR_HAS_X86)
namespace avx2 {
extern const Kernels kernels;
}
namespace avx512 {
extern const Kernels kernels;
}
#endif

}  // namespace nr
