// All kernels for one instruction set; compiled once for each with NR_ISA and NR_ISA_... defined, see simd.h.
#include "kernels.h"

#include "adam.h"
#include "hash_grid.h"
#include "plane_grid.h"
#include "project.h"
#include "rasterize.h"
#include "rasterize_backward.h"
#include "resolve.h"
#include "ssim.h"
#include "statistics.h"
#include "trees.h"
#include "trees_backward.h"
#include "view_factors.h"
#include "weigh.h"

namespace nr::NR_ISA {

#define NR_STRING_OF(x) #x
#define NR_STRING(x) NR_STRING_OF(x)

extern const Kernels kernels = {
    NR_STRING(NR_ISA), project,   project_backward,   view_factors, view_factors_backward,
    bin,               rasterize, rasterize_backward, weigh,        resolve,
    resolve_backward,  l1_dssim,  adam,               all_finite,   add_statistics,
    hash_grid,         hash_grid_backward, plane_grid, plane_grid_backward, grow_trees,
    grow_trees_backward};

}  // namespace nr::NR_ISA
