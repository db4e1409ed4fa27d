// The entropy coder of packages: whole numbers as bytes and back. docs/entropy.md describes the streams; the slow twin,
// which writes the same bytes, is compress/entropy_reference.py.
//
// Decoders throw std::invalid_argument where data is cut, has bytes behind its end or is no such stream; they read
// nothing beyond `size` and allocate in proportion to the counts that the caller gives.
#pragma once

#include <cstdint>
#include <vector>

namespace nr::entropy {

using Bytes = std::vector<std::uint8_t>;

// codes [num_rows, num_channels], those of channel c below 2^bits[c].
struct Planes {
    long num_rows;
    std::vector<int> bits;  // of every channel, 1 ... 16
};

Bytes encode_planes(const Planes& planes, const std::uint16_t* codes);
void decode_planes(const Planes& planes, const std::uint8_t* data, std::size_t size, std::uint16_t* codes);

// codes [num_points, 3] in Morton order, x the least of every three bits.
bool in_morton_order(const std::uint16_t* codes, long num_points);
Bytes encode_points(const std::uint16_t* codes, long num_points, int bits);
void decode_points(const std::uint8_t* data, std::size_t size, std::uint16_t* codes, long num_points, int bits);

}  // namespace nr::entropy
