// Rows of NF features of a table as vectors.
#pragma once

#include "simd.h"

namespace nr::NR_ISA {

template <int NF>
struct RowOf {
    typedef float Type __attribute__((vector_size(4 * NF)));
};
template <>
struct RowOf<1> {
    using Type = float;
};
template <int NF>
using Row = typename RowOf<NF>::Type;

template <int NF>
NR_INLINE Row<NF> load_row(const float* p) {
    Row<NF> row;
    std::memcpy(&row, p, sizeof(row));
    return row;
}
template <int NF>
NR_INLINE void store_row(float* p, Row<NF> row) {
    std::memcpy(p, &row, sizeof(row));
}

}  // namespace nr::NR_ISA
