// The extension module neural_render.native._kernels: plain functions on addresses. neural_render/native/__init__.py
// checks tensors before it passes their addresses, so this file needs no torch and works with every version of it.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "entropy.h"
#include "kernels.h"
#include "memory.h"
#include "threads.h"

namespace nb = nanobind;

namespace nr {
namespace {

using NoGil = nb::call_guard<nb::gil_scoped_release>;
using Address = std::uintptr_t;  // of a tensor's first number; 0 where there is none

float* numbers(Address address) { return reinterpret_cast<float*>(address); }
std::int32_t* integers(Address address) { return reinterpret_cast<std::int32_t*>(address); }

// Best first.
std::vector<const Kernels*> usable_kernels() {
    std::vector<const Kernels*> usable;
#if defined(NR_HAS_X86)
    __builtin_cpu_init();
    const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                          __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                          __builtin_cpu_supports("popcnt");
    if (has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
        usable.push_back(&avx512::kernels);
    }
    if (has_avx2) usable.push_back(&avx2::kernels);
#endif
    usable.push_back(&portable::kernels);
    return usable;
}

const Kernels* current = nullptr;

void set_isa(const std::string& name) {
    std::string known;
    for (const Kernels* kernels : usable_kernels()) {
        if (name == kernels->isa) {
            current = kernels;
            return;
        }
        known += std::string(known.empty() ? "" : ", ") + kernels->isa;
    }
    throw std::invalid_argument("set_isa: '" + name + "' given; this machine has " + known);
}

std::vector<std::string> isas() {
    std::vector<std::string> names;
    for (const Kernels* kernels : usable_kernels()) names.emplace_back(kernels->isa);
    return names;
}

// A float32 tensor in memory that is kept when the tensor is freed; contents undefined.
nb::ndarray<nb::pytorch, float> empty(const std::vector<std::size_t>& shape) {
    std::size_t count = 1;
    for (const std::size_t size : shape) count *= size;
    void* const memory = take_memory(count * sizeof(float));
    const nb::capsule owner(memory, [](void* p) noexcept { give_back_memory(p); });
    return {memory, shape.size(), shape.data(), owner};
}

// Bytes that `work` makes without the interpreter.
template <class Work>
nb::bytes to_bytes(const Work& work) {
    entropy::Bytes bytes;
    {
        nb::gil_scoped_release release;
        bytes = work();
    }
    return nb::bytes(bytes.data(), bytes.size());
}

const std::uint16_t* codes_at(Address address) { return reinterpret_cast<const std::uint16_t*>(address); }

void bind_entropy(nb::module_& m) {
    m.def("encode_planes", [](Address codes, long num_rows, const std::vector<int>& bits) {
        return to_bytes([&] { return entropy::encode_planes({num_rows, bits}, codes_at(codes)); });
    });
    m.def("encode_points", [](Address codes, long num_points, int bits) {
        return to_bytes([&] { return entropy::encode_points(codes_at(codes), num_points, bits); });
    });
    // `data` is the address of `size` bytes.
    m.def(
        "decode_planes",
        [](Address data, std::size_t size, Address codes, long num_rows, const std::vector<int>& bits) {
            entropy::decode_planes({num_rows, bits}, reinterpret_cast<std::uint8_t*>(data), size,
                                   reinterpret_cast<std::uint16_t*>(codes));
        },
        NoGil());
    m.def(
        "decode_points",
        [](Address data, std::size_t size, Address codes, long num_points, int bits) {
            entropy::decode_points(reinterpret_cast<std::uint8_t*>(data), size, reinterpret_cast<std::uint16_t*>(codes),
                                   num_points, bits);
        },
        NoGil());
    m.def(
        "in_morton_order",
        [](Address codes, long num_points) { return entropy::in_morton_order(codes_at(codes), num_points); }, NoGil());
}

void set_pose(Address viewmat, Camera& camera) {
    const float* const view = numbers(viewmat);  // [4, 4]
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 3; ++c) camera.rotation[r][c] = view[4 * r + c];
        camera.translation[r] = view[4 * r + 3];
    }
}

Camera camera_of(Address viewmat, Address intrinsics, int width, int height) {
    Camera camera;
    set_pose(viewmat, camera);
    const float* const K = numbers(intrinsics);  // [3, 3]
    camera.fx = K[0];
    camera.fy = K[4];
    camera.cx = K[2];
    camera.cy = K[5];
    camera.width = width;
    camera.height = height;
    return camera;
}

struct Splats {  // addresses of the tensors of Splats and of opacity factors, and how many bases shN holds
    long num_splats;
    int num_rest;
    Address means, quats, log_scales, logit_opacities, sh0, shN, opacity_factors;
};

ProjectArgs project_args(const Splats& splats, Address viewmat, Address intrinsics, int width, int height,
                         int sh_degree, bool antialias) {
    return {splats.num_splats,
            splats.num_rest,
            sh_degree,
            antialias,
            camera_of(viewmat, intrinsics, width, height),
            numbers(splats.means),
            numbers(splats.quats),
            numbers(splats.log_scales),
            numbers(splats.logit_opacities),
            numbers(splats.sh0),
            numbers(splats.shN),
            numbers(splats.opacity_factors)};
}

struct Projected {  // addresses of the tensors of Projected, or of their gradients
    Address means2d, depths, conics, opacities, colors, radii;
};

// The factors of one camera, for their backward pass.
struct ViewFactors {
    ViewFactorArgs args;

    ViewFactors(long num_splats, int num_rest, int sh_degree, FactorVariant variant, float sigma, float beta,
                Address viewmat, Address means, Address view0, Address viewN)
        : args{num_splats, num_rest, sh_degree,      variant,        sigma,
               beta,       Camera(), numbers(means), numbers(view0), numbers(viewN)} {
        set_pose(viewmat, args.camera);
    }

    void forward(Address values) { current->view_factors(args, numbers(values)); }

    void backward(Address values, Address means, Address view0, Address viewN, Address sigma, Address beta) {
        current->view_factors_backward(
            args, {numbers(values), numbers(means), numbers(view0), numbers(viewN), numbers(sigma), numbers(beta)});
    }
};

// The arguments and buffers of one rasterization, for its backward pass; the instruction set stays the same.
struct Rasterization {
    const Kernels* kernels = current;
    RasterizeArgs args;
    Raster raster;

    Rasterization(long num_splats, int num_channels, int width, int height, Blend blend, const Projected& projected,
                  Address channels, Address weights)
        : args{num_splats,
               num_channels,
               width,
               height,
               blend,
               false,
               numbers(projected.means2d),
               numbers(projected.depths),
               numbers(projected.conics),
               numbers(projected.opacities),
               numbers(channels),
               numbers(weights),
               integers(projected.radii),
               nullptr,
               nullptr,
               nullptr,
               nullptr} {
        kernels->bin(args, raster);
    }

    void forward(bool is_recording, Address limits, Address image, Address alpha, Address transmittance) {
        args.is_recording = is_recording;
        args.limits = numbers(limits);
        args.image = numbers(image);
        args.alpha = numbers(alpha);
        args.transmittance = numbers(transmittance);
        kernels->rasterize(args, raster);
    }

    void backward(Address image, Address alpha, Address transmittance, Address means2d, Address conics,
                  Address opacities, Address channels, Address weights) {
        const RasterizeGradients gradients = {
            numbers(image),  numbers(alpha),     numbers(transmittance), numbers(means2d),
            numbers(conics), numbers(opacities), numbers(channels),      numbers(weights)};
        kernels->rasterize_backward(args, raster, gradients);
    }

    void weigh(Address values, Address sums) { kernels->weigh(args, raster, numbers(values), numbers(sums)); }
};

struct Sums {  // what rasterize_sum gave, and the background's weight
    ResolveArgs args;

    Sums(long num_pixels, int num_channels, float background_weight, Address image, Address weight,
         Address transmittance)
        : args{num_pixels,     num_channels,    background_weight,
               numbers(image), numbers(weight), numbers(transmittance)} {}
};

struct AdamUpdate {  // one tensor's part of a step
    long count;
    Address parameter, gradient, exp_avg, exp_avg_sq;
    double rate;

    AdamUpdate(long count, Address parameter, Address gradient, Address exp_avg, Address exp_avg_sq, double rate)
        : count(count), parameter(parameter), gradient(gradient), exp_avg(exp_avg), exp_avg_sq(exp_avg_sq), rate(rate) {
    }
};

void adam(const std::vector<AdamUpdate>& updates, double beta1, double beta2, double eps, long num_updates) {
    const double first = 1 - std::pow(beta1, num_updates), second = 1 - std::pow(beta2, num_updates);
    std::vector<AdamTensor> tensors;
    for (const AdamUpdate& u : updates)
        tensors.push_back({u.count, numbers(u.parameter), numbers(u.gradient), numbers(u.exp_avg),
                           numbers(u.exp_avg_sq), static_cast<float>(u.rate / first)});
    current->adam({static_cast<int>(tensors.size()), tensors.data(), static_cast<float>(beta2),
                   static_cast<float>(1 - beta1), static_cast<float>(1 - beta2),
                   static_cast<float>(1 / std::sqrt(second)), static_cast<float>(eps)});
}

// A level is its scale, its resolution, its first entry, and how many there are.
using LevelNumbers = std::vector<std::tuple<float, int, long, int>>;

std::vector<HashGridLevel> hash_grid_levels(const LevelNumbers& numbers) {
    std::vector<HashGridLevel> levels;
    for (const auto& [scale, resolution, begin, size] : numbers) {
        const double corners = std::pow(static_cast<double>(resolution), 3);
        levels.push_back({scale, resolution, size, corners <= size, begin});
    }
    return levels;
}

struct HashGrid {
    std::vector<HashGridLevel> levels;
    HashGridArgs args;

    HashGrid(const LevelNumbers& level_numbers, long num_positions, int num_features, Address grid, Address positions)
        : levels(hash_grid_levels(level_numbers)) {
        args = {num_positions,   static_cast<int>(levels.size()), num_features, levels.data(), numbers(grid),
                numbers(positions)};
    }
    HashGrid(const HashGrid&) = delete;  // args points into levels
    HashGrid& operator=(const HashGrid&) = delete;

    void forward(Address outputs) { current->hash_grid(args, numbers(outputs)); }

    void backward(Address outputs, Address grid, Address positions) {
        current->hash_grid_backward(args, {numbers(outputs), numbers(grid), numbers(positions)});
    }
};

struct PlaneGrid {
    std::vector<PlaneGridLevel> levels;
    PlaneGridArgs args;

    PlaneGrid(const std::vector<int>& resolutions, long num_rays, int num_features, Address table,
              Address coordinates) {
        long begin = 0;
        for (const int resolution : resolutions) {
            levels.push_back({resolution, begin});
            begin += static_cast<long>(PlaneGridArgs::PAIRS) * resolution * resolution;
        }
        args = {num_rays,       static_cast<int>(levels.size()), num_features, levels.data(), numbers(table),
                numbers(coordinates)};
    }
    PlaneGrid(const PlaneGrid&) = delete;  // args points into levels
    PlaneGrid& operator=(const PlaneGrid&) = delete;

    void forward(Address outputs) { current->plane_grid(args, numbers(outputs)); }

    void backward(Address outputs, Address gradient) {
        current->plane_grid_backward(args, numbers(outputs), numbers(gradient));
    }
};

// Addresses in the order of the members of TreeNodes.
template <class Number>
TreeNodes<Number> tree_nodes(const std::vector<Address>& a) {
    if (a.size() != 7) throw std::invalid_argument("nodes are 7 tensors");
    return {numbers(a[0]), numbers(a[1]), numbers(a[2]), numbers(a[3]), numbers(a[4]), numbers(a[5]), numbers(a[6])};
}

struct Trees {
    std::vector<HashGridLevel> levels;
    TreesArgs args;

    // `sizes` are those of TreesArgs in their order; `rules` are the numbers of TreeRules; `layers` are weights and
    // biases; `tensors` are those that are stored, the grid, given places, and what is kept: positions and features.
    Trees(long num_trees, const std::vector<int>& sizes, bool is_contracted, const std::vector<float>& rules,
          const LevelNumbers& level_numbers, const std::vector<Address>& layers,
          const std::vector<Address>& tensors)
        : levels(hash_grid_levels(level_numbers)) {
        if (sizes.size() != 4 || rules.size() * sizeof(float) != sizeof(TreeRules) ||
            layers.size() != 2 * NUM_TREE_LAYERS || tensors.size() != 8) {
            throw std::invalid_argument("Trees: pass 4 sizes, the rules, 6 layers and 8 tensors");
        }
        args.num_trees = num_trees;
        args.num_children = sizes[0];
        args.num_bases = sizes[1];
        args.num_levels = static_cast<int>(levels.size());
        args.width = sizes[2];
        args.attention = sizes[3];
        args.is_contracted = is_contracted;
        std::memcpy(&args.rules, rules.data(), sizeof(TreeRules));
        args.levels = levels.data();
        for (int l = 0; l < NUM_TREE_LAYERS; ++l) args.layers[l] = {numbers(layers[2 * l]), numbers(layers[2 * l + 1])};
        args.means = numbers(tensors[0]);
        args.log_scales = numbers(tensors[1]);
        args.residuals = numbers(tensors[2]);
        args.harmonics = numbers(tensors[3]);
        args.grid = numbers(tensors[4]);
        args.places = numbers(tensors[5]);
        args.positions = numbers(tensors[6]);
        args.features = numbers(tensors[7]);
    }
    Trees(const Trees&) = delete;  // args points into levels
    Trees& operator=(const Trees&) = delete;

    void forward(const std::vector<Address>& nodes) { current->grow_trees(args, tree_nodes<float>(nodes)); }

    // `layers` as above, and `tensors`: the gradients of those that are stored and of the grid, 0 where not wanted.
    void backward(const std::vector<Address>& nodes, const std::vector<Address>& layers,
                  const std::vector<Address>& tensors) {
        TreesGradients gradients = {tree_nodes<const float>(nodes), numbers(tensors.at(0)), numbers(tensors.at(1)),
                                    numbers(tensors.at(2)),         numbers(tensors.at(3)), numbers(tensors.at(4)),
                                    {}};
        for (int l = 0; l < NUM_TREE_LAYERS; ++l)
            gradients.layers[l] = {numbers(layers.at(2 * l)), numbers(layers.at(2 * l + 1))};
        current->grow_trees_backward(args, gradients);
    }
};

}  // namespace

NB_MODULE(_kernels, m) {
    // A graph that is alive when Python exits holds its rasterization: nothing to warn a user about.
    nb::set_leak_warnings(false);
    current = usable_kernels().front();
    if (const char* wanted = std::getenv("NEURAL_RENDER_ISA")) set_isa(wanted);

    m.def("isas", isas);
    m.def("isa", [] { return std::string(current->isa); });
    m.def("set_isa", set_isa);
    m.def("num_threads", num_threads);
    m.def("set_num_threads", set_num_threads, NoGil());
    m.def("empty", empty);
    bind_entropy(m);

    nb::class_<Splats>(m, "Splats")
        .def(nb::init<long, int, Address, Address, Address, Address, Address, Address, Address>());
    nb::class_<Projected>(m, "Projected").def(nb::init<Address, Address, Address, Address, Address, Address>());

    m.def(
        "project",
        [](const Splats& splats, Address viewmat, Address intrinsics, int width, int height, int sh_degree,
           bool antialias, const Projected& out) {
            current->project(project_args(splats, viewmat, intrinsics, width, height, sh_degree, antialias),
                             {numbers(out.means2d), numbers(out.depths), numbers(out.conics), numbers(out.opacities),
                              numbers(out.colors), integers(out.radii)});
        },
        NoGil());
    m.def(
        "project_backward",
        [](const Splats& splats, Address viewmat, Address intrinsics, int width, int height, int sh_degree,
           bool antialias, const Projected& in, const Splats& out) {
            current->project_backward(
                project_args(splats, viewmat, intrinsics, width, height, sh_degree, antialias),
                {numbers(in.means2d), numbers(in.depths), numbers(in.conics), numbers(in.opacities), numbers(in.colors),
                 integers(in.radii), numbers(out.means), numbers(out.quats), numbers(out.log_scales),
                 numbers(out.logit_opacities), numbers(out.sh0), numbers(out.shN), numbers(out.opacity_factors)});
        },
        NoGil());

    nb::enum_<FactorVariant>(m, "FactorVariant")
        .value("DIRECT", FactorVariant::DIRECT)
        .value("EXPONENTIAL", FactorVariant::EXPONENTIAL)
        .value("LINEAR", FactorVariant::LINEAR)
        .value("COVERAGE", FactorVariant::COVERAGE);
    nb::class_<ViewFactors>(m, "ViewFactors")
        .def(nb::init<long, int, int, FactorVariant, float, float, Address, Address, Address, Address>())
        .def("forward", &ViewFactors::forward, NoGil())
        .def("backward", &ViewFactors::backward, NoGil());

    nb::enum_<Blend>(m, "Blend")
        .value("SORTED", Blend::SORTED)
        .value("SUM", Blend::SUM)
        .value("SUM_AND_TRANSMITTANCE", Blend::SUM_AND_TRANSMITTANCE);
    nb::class_<Rasterization>(m, "Rasterization")
        .def(nb::init<long, int, int, int, Blend, const Projected&, Address, Address>(), NoGil())
        .def("forward", &Rasterization::forward, NoGil())
        .def("backward", &Rasterization::backward, NoGil())
        .def("weigh", &Rasterization::weigh, NoGil())
        .def_prop_ro("num_splats", [](const Rasterization& r) { return r.args.num_splats; });

    nb::class_<Sums>(m, "Sums").def(nb::init<long, int, float, Address, Address, Address>());
    m.def(
        "resolve",
        [](const Sums& sums, Address colors, Address alpha) {
            current->resolve(sums.args, numbers(colors), numbers(alpha));
        },
        NoGil());
    m.def(
        "resolve_backward",
        [](const Sums& sums, Address colors, Address alpha, Address image, Address weight, Address transmittance,
           Address background_weight) {
            current->resolve_backward(sums.args, {numbers(colors), numbers(alpha), numbers(image), numbers(weight),
                                                  numbers(transmittance), numbers(background_weight)});
        },
        NoGil());
    m.attr("RESOLVE_GROUP") = ResolveArgs::GROUP;

    m.def(
        "l1_dssim",
        [](long num_cameras, int height, int width, float dssim_weight, Address rgb, Address truth, Address alpha,
           Address background, Address mask, Address rgb_gradient, Address alpha_gradient) {
            return current->l1_dssim({num_cameras, height, width, dssim_weight, numbers(rgb), numbers(truth),
                                      numbers(alpha), numbers(background), numbers(mask), numbers(rgb_gradient),
                                      numbers(alpha_gradient)});
        },
        NoGil());

    nb::class_<AdamUpdate>(m, "AdamUpdate").def(nb::init<long, Address, Address, Address, Address, double>());
    m.def("adam", adam, NoGil());
    m.def(
        "all_finite",
        [](const std::vector<Address>& addresses, const std::vector<long>& counts) {
            std::vector<const float*> tensors;
            for (const Address address : addresses) tensors.push_back(numbers(address));
            return current->all_finite(tensors.data(), counts.data(), static_cast<int>(tensors.size()));
        },
        NoGil());

    m.def(
        "add_statistics",
        [](long num_splats, float half_width, float half_height, bool needs_gradient, Address gradients, Address radii,
           Address gradient_sums, Address seen_counts, Address counted_counts) {
            current->add_statistics({num_splats, half_width, half_height, needs_gradient, numbers(gradients),
                                     integers(radii), numbers(gradient_sums), numbers(seen_counts),
                                     numbers(counted_counts)});
        },
        NoGil());

    nb::class_<HashGrid>(m, "HashGrid")
        .def(nb::init<const LevelNumbers&, long, int, Address, Address>())
        .def("forward", &HashGrid::forward, NoGil())
        .def("backward", &HashGrid::backward, NoGil());
    nb::class_<PlaneGrid>(m, "PlaneGrid")
        .def(nb::init<const std::vector<int>&, long, int, Address, Address>())
        .def("forward", &PlaneGrid::forward, NoGil())
        .def("backward", &PlaneGrid::backward, NoGil());

    nb::class_<Trees>(m, "Trees")
        .def(nb::init<long, const std::vector<int>&, bool, const std::vector<float>&, const LevelNumbers&,
                      const std::vector<Address>&, const std::vector<Address>&>())
        .def("forward", &Trees::forward, NoGil())
        .def("backward", &Trees::backward, NoGil());
    m.attr("TREES_BLOCK") = int{TreesArgs::BLOCK};
}

}  // namespace nr
