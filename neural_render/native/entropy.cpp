// Every model is written once, for a coder that either writes the symbols it is given or ignores them and reads.
#include "entropy.h"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "threads.h"

namespace nr::entropy {
namespace {

// How probable a one is: the mean of two estimates that forget at different rates, each of which at first is the share
// of ones so far.
struct Model {
    static constexpr int FAST = 4, SLOW = 7;
    std::uint16_t fast = 1 << 15, slow = 1 << 15;
    std::uint16_t count = 1;

    std::uint32_t probability() const { return (static_cast<std::uint32_t>(fast) + slow) >> 2; }  // of 2^15

    void update(int bit) {
        const int shift = 32 - __builtin_clz(count);
        const int fast_shift = std::min(shift, FAST), slow_shift = std::min(shift, SLOW);
        if (bit) {
            fast += (65536 - fast) >> fast_shift;
            slow += (65536 - slow) >> slow_shift;
        } else {
            fast -= fast >> fast_shift;
            slow -= slow >> slow_shift;
        }
        count += count < 1 << (SLOW - 1);
    }
};

constexpr std::uint32_t LEAST_RANGE = 1 << 24;

// A range coder that carries into bytes already written, which it holds back while they are 255.
class Encoder {
  public:
    int bit(Model& model, int bit) {
        const std::uint32_t ones = (range >> 15) * model.probability();
        if (bit) {
            range = ones;
        } else {
            low += ones;
            range -= ones;
        }
        model.update(bit);
        while (range < LEAST_RANGE) shift();
        return bit;
    }

    // `count` bits (at most 8) that are all as probable as their opposites.
    unsigned raw(int count, unsigned bits) {
        range >>= count;
        low += static_cast<std::uint64_t>(range) * bits;
        while (range < LEAST_RANGE) shift();
        return bits;
    }

    bool failed() const { return false; }

    Bytes finish() {
        for (int i = 0; i < 5; ++i) shift();
        bytes.erase(bytes.begin());  // always 0: the whole interval begins there
        return std::move(bytes);
    }

    std::size_t size() const { return bytes.size() + num_held; }

  private:
    void shift() {
        if (low >> 32 || low < 0xff000000u) {
            const std::uint8_t carry = low >> 32;
            bytes.push_back(held + carry);
            for (; num_held > 0; --num_held) bytes.push_back(0xff + carry);
            held = low >> 24;
        } else {
            ++num_held;
        }
        low = (low & 0xffffff) << 8;
        range <<= 8;
    }

    std::uint64_t low = 0;
    std::uint32_t range = 0xffffffff;
    std::uint8_t held = 0;
    std::size_t num_held = 0;
    Bytes bytes;
};

class Decoder {
  public:
    Decoder(const std::uint8_t* data, std::size_t size) : next(data), end(data + size) {
        for (int i = 0; i < 4; ++i) code = code << 8 | byte();
        is_broken = code == 0xffffffff;
    }

    int bit(Model& model, int) {
        const std::uint32_t ones = (range >> 15) * model.probability();
        const int bit = code < ones;
        if (bit) {
            range = ones;
        } else {
            code -= ones;
            range -= ones;
        }
        model.update(bit);
        while (range < LEAST_RANGE) shift();
        return bit;
    }

    unsigned raw(int count, unsigned) {
        range >>= count;
        const unsigned bits = code / range;
        code -= bits * range;
        is_broken |= bits >> count != 0;
        while (range < LEAST_RANGE) shift();
        return bits & ((1u << count) - 1);
    }

    bool failed() const { return is_cut || is_broken; }

    void finish() const {
        if (is_cut) throw std::invalid_argument("entropy-coded data is cut");
        if (next != end) throw std::invalid_argument("entropy-coded data has bytes behind its end");
        if (is_broken || code != 0) throw std::invalid_argument("entropy-coded data is damaged");
    }

  private:
    std::uint8_t byte() {
        is_cut |= next == end;
        return next == end ? 0 : *next++;
    }

    void shift() {
        code = code << 8 | byte();
        range <<= 8;
    }

    const std::uint8_t *next, *end;
    std::uint32_t range = 0xffffffff, code = 0;
    bool is_cut = false, is_broken = false;
};

template <class Coder>
unsigned raw_bits(Coder& coder, int count, unsigned value) {
    unsigned bits = 0;
    for (int left = count; left > 0;) {
        const int some = std::min(left, 8);
        left -= some;
        bits = bits << some | coder.raw(some, value >> left & ((1u << some) - 1));
    }
    return bits;
}

// The highest bit first; which model a bit has, those above it say. `models` has 2^bits.
template <class Coder>
unsigned tree(Coder& coder, Model* models, int bits, unsigned value) {
    unsigned node = 1;
    for (int i = bits - 1; i >= 0; --i) node = 2 * node + coder.bit(models[node], value >> i & 1);
    return node - (1u << bits);
}

// --- planes -----------------------------------------------------------------------------------------------------------

constexpr int NUM_CLASSES = 8, TREE_BITS = 8;

// What a value's context is: the classes of the value in the row before and of that in the channel before; and what it
// is the difference to.
struct Mode {
    bool is_constant, row_class, channel_class, from_row, from_channel;
};

constexpr Mode MODES[] = {
    {true, false, false, false, false},  {false, false, false, false, false}, {false, true, false, false, false},
    {false, false, true, false, false},  {false, true, true, false, false},   {false, false, false, true, false},
    {false, false, false, false, true},
};
constexpr int NUM_MODES = sizeof(MODES) / sizeof(MODES[0]), MODE_BITS = 3;

struct Channel {
    int bits, mode = 0;
    std::array<unsigned, NUM_CLASSES - 1> borders{};  // the values at which classes begin, but for the first
    std::vector<std::uint16_t> values;                // [num_rows]

    int class_of(unsigned value) const {
        int found = 0;
        while (found < NUM_CLASSES - 1 && value >= borders[found]) ++found;
        return found;
    }
};

// Models of values of `bits` bits: a tree for the first 8, and for those below one of three trees, as most values that
// need more bits are differences, near 0 or near the end.
class Symbols {
  public:
    Symbols(int bits, int num_contexts)
        : top(std::min(bits, TREE_BITS)),
          below(bits - top),
          models((std::size_t)num_contexts << top),
          fine(3 << below) {}

    template <class Coder>
    unsigned code(Coder& coder, int context, unsigned value) {
        const unsigned high = tree(coder, &models[(std::size_t)context << top], top, value >> below);
        if (below == 0) return high;
        const int kind = high == 0 ? 0 : high == (1u << top) - 1 ? 1 : 2;
        return high << below | tree(coder, &fine[kind << below], below, value & ((1u << below) - 1));
    }

  private:
    int top, below;
    std::vector<Model> models, fine;
};

template <class Coder>
void code_channel(Coder& coder, Channel& channel, const Channel* before) {
    const Mode& mode = MODES[channel.mode];
    const unsigned mask = (1u << channel.bits) - 1;
    std::vector<std::uint16_t>& values = channel.values;
    const long num_rows = values.size();
    if (mode.is_constant) {
        const unsigned value = raw_bits(coder, channel.bits, num_rows ? values[0] : 0);
        std::fill(values.begin(), values.end(), value);
        channel.borders.fill(value);
        return;
    }
    for (unsigned& border : channel.borders) border = raw_bits(coder, channel.bits, border);
    std::vector<std::uint8_t> row_classes(mode.row_class ? mask + 1 : 0);
    for (unsigned value = 0; value < row_classes.size(); ++value) row_classes[value] = channel.class_of(value);
    std::vector<std::uint8_t> channel_classes(mode.channel_class && before ? (1u << before->bits) : 0);
    for (unsigned value = 0; value < channel_classes.size(); ++value) channel_classes[value] = before->class_of(value);

    Symbols symbols(channel.bits, (mode.row_class ? NUM_CLASSES : 1) * (mode.channel_class ? NUM_CLASSES : 1));
    unsigned last = 0;
    for (long i = 0; i < num_rows && !coder.failed(); ++i) {
        int context = 0;
        unsigned expected = 0;
        if (mode.row_class) context = row_classes[last];
        if (mode.channel_class && before) context = context * NUM_CLASSES + channel_classes[before->values[i]];
        if (mode.from_row) expected = last;
        if (mode.from_channel && before) expected = before->values[i];
        last = (symbols.code(coder, context, (values[i] - expected) & mask) + expected) & mask;
        values[i] = last;
    }
}

// Classes of about as many values each; true where all values are one, which is all borders then.
bool set_borders(Channel& channel) {
    std::vector<long> counts(1u << channel.bits);
    for (const unsigned value : channel.values) ++counts[value];
    const long num_rows = channel.values.size();
    unsigned value = 0;
    long below = 0;
    for (int i = 0; i < NUM_CLASSES - 1; ++i) {
        for (; value < counts.size() - 1 && below * NUM_CLASSES < num_rows * (i + 1); ++value) below += counts[value];
        channel.borders[i] = value;
    }
    const auto& values = channel.values;
    if (!std::all_of(values.begin(), values.end(), [&](unsigned v) { return v == values[0]; })) return false;
    channel.borders.fill(num_rows ? values[0] : 0);
    return true;
}

// Gives up where another mode took fewer bytes already.
class Trial : public Encoder {
  public:
    explicit Trial(std::size_t most) : most(most) {}
    bool failed() const { return size() >= most; }

  private:
    std::size_t most;
};

// The mode with the fewest bytes.
int best_mode(const Channel& channel, const Channel* before) {
    std::size_t least = SIZE_MAX;
    int best = 0;
    Channel copy = channel;
    for (copy.mode = 1; copy.mode < NUM_MODES; ++copy.mode) {
        Trial trial(least);
        code_channel(trial, copy, before);
        if (trial.failed()) continue;
        least = trial.size();
        best = copy.mode;
    }
    return best;
}

// --- points -----------------------------------------------------------------------------------------------------------

// Spreads 16 bits so that two zeros lie between them.
std::uint64_t spread(std::uint64_t x) {
    x = (x | x << 32) & 0x001f00000000ffff;
    x = (x | x << 16) & 0x001f0000ff0000ff;
    x = (x | x << 8) & 0x100f00f00f00f00f;
    x = (x | x << 4) & 0x10c30c30c30c30c3;
    return (x | x << 2) & 0x1249249249249249;
}

std::uint64_t morton(const std::uint16_t* p) { return spread(p[0]) | spread(p[1]) << 1 | spread(p[2]) << 2; }

struct Cell {
    std::uint32_t begin, count;  // of its points
    std::uint8_t history;        // one bit for each of the last splits: whether both halves had points
};

// A cell of n >= 2 points is halved, along z, y, x in turn; coded is how many are in the lower half.
class Splits {
  public:
    static constexpr int HISTORY_BITS = 6, HALVINGS = 3;

    template <class Coder>
    std::uint32_t code(Coder& coder, int axis, Cell& cell, std::uint32_t lower) {
        const std::uint32_t n = cell.count;
        const int kind = class_of(n);
        const int context = (kind * 3 + axis) << HISTORY_BITS | cell.history;
        const bool both = coder.bit(is_split[context], lower > 0 && lower < n);
        cell.history = (cell.history << 1 | both) & ((1 << HISTORY_BITS) - 1);
        if (!both) return coder.bit(is_lower[context], lower == n) ? n : 0;
        std::uint32_t least = 1, most = n - 1;
        for (unsigned node = 1; least < most;) {
            const std::uint32_t middle = least + (most - least) / 2;
            const bool given = lower > middle;
            const bool above = node < 1u << HALVINGS ? coder.bit(counts[kind][node], given) : coder.raw(1, given);
            node = 2 * node + above;
            (above ? least : most) = above ? middle + 1 : middle;
        }
        return least;
    }

  private:
    static constexpr int NUM_KINDS = 18;

    static int class_of(std::uint32_t n) {  // 2 ... 7 by themselves, then twice as many each
        return n < 8 ? n - 2 : std::min(NUM_KINDS - 1, 32 - __builtin_clz(n) + 2);
    }

    Model is_split[NUM_KINDS * 3 << HISTORY_BITS], is_lower[NUM_KINDS * 3 << HISTORY_BITS];
    Model counts[NUM_KINDS][1 << HALVINGS];
};

// What is left of a point that is alone in its cell, where `axis` was the last that was halved, at `bit`.
template <class Coder>
void code_alone(Coder& coder, std::uint16_t* point, int axis, int bit) {
    for (int a = 2; a >= 0; --a) {
        const int left = a < axis ? bit + 1 : bit;
        const unsigned known = point[a] >> left << left;
        point[a] = known | raw_bits(coder, left, point[a] & ((1u << left) - 1));
    }
}

// The first point of a cell holds what is known of them all; all others are not looked at by a decoder.
template <class Coder>
void code_points(Coder& coder, std::uint16_t* codes, long num_points, int bits, bool is_known) {
    auto splits = std::make_unique<Splits>();
    std::vector<Cell> cells, next;
    if (num_points == 1) code_alone(coder, codes, 0, bits);
    if (num_points >= 2) cells.push_back({0, static_cast<std::uint32_t>(num_points), 0});
    for (int level = 0; level < 3 * bits && !coder.failed(); ++level) {
        const int axis = 2 - level % 3, bit = bits - 1 - level / 3;
        next.clear();
        for (Cell cell : cells) {
            std::uint16_t* points = codes + 3 * static_cast<std::size_t>(cell.begin);
            std::uint32_t lower = 0;
            if (is_known) {
                for (std::uint32_t above = cell.count; lower < above;) {
                    const std::uint32_t middle = lower + (above - lower) / 2;
                    if (points[3 * middle + axis] >> bit & 1) above = middle;
                    else lower = middle + 1;
                }
            }
            lower = splits->code(coder, axis, cell, lower);
            if (lower < cell.count && !is_known) {
                std::uint16_t* upper = points + 3 * static_cast<std::size_t>(lower);
                std::copy(points, points + 3, upper);
                upper[axis] |= 1 << bit;
            }
            const Cell halves[] = {{cell.begin, lower, cell.history},
                                   {cell.begin + lower, cell.count - lower, cell.history}};
            for (const Cell& half : halves) {
                if (half.count == 1) code_alone(coder, codes + 3 * static_cast<std::size_t>(half.begin), axis, bit);
                if (half.count >= 2) next.push_back(half);
            }
        }
        cells.swap(next);
    }
    for (const Cell& cell : cells) {
        std::uint16_t* first = codes + 3 * static_cast<std::size_t>(cell.begin);
        for (std::size_t i = 3; i < 3 * static_cast<std::size_t>(cell.count); i += 3) std::copy(first, first + 3, first + i);
    }
}

}  // namespace

Bytes encode_planes(const Planes& planes, const std::uint16_t* codes) {
    const int num_channels = planes.bits.size();
    std::vector<Channel> channels(num_channels);
    for (int c = 0; c < num_channels; ++c) {
        channels[c].bits = planes.bits[c];
        channels[c].values.resize(planes.num_rows);
        for (long i = 0; i < planes.num_rows; ++i) channels[c].values[i] = codes[i * num_channels + c];
    }
    std::vector<std::uint8_t> is_constant(num_channels);
    for (int c = 0; c < num_channels; ++c) is_constant[c] = set_borders(channels[c]);
    parallel(num_channels, [&](int c) {
        channels[c].mode = is_constant[c] ? 0 : best_mode(channels[c], c ? &channels[c - 1] : nullptr);
    });
    Encoder encoder;
    for (int c = 0; c < num_channels; ++c) {
        encoder.raw(MODE_BITS, channels[c].mode);
        code_channel(encoder, channels[c], c ? &channels[c - 1] : nullptr);
    }
    return encoder.finish();
}

void decode_planes(const Planes& planes, const std::uint8_t* data, std::size_t size, std::uint16_t* codes) {
    const int num_channels = planes.bits.size();
    Decoder decoder(data, size);
    Channel before, channel;
    for (int c = 0; c < num_channels; ++c) {
        channel.bits = planes.bits[c];
        channel.mode = decoder.raw(MODE_BITS, 0);
        if (channel.mode >= NUM_MODES) throw std::invalid_argument("entropy-coded data is damaged");
        channel.borders.fill(0);
        channel.values.assign(planes.num_rows, 0);
        code_channel(decoder, channel, c ? &before : nullptr);
        if (decoder.failed()) break;  // what follows would be made up, and may be large
        for (long i = 0; i < planes.num_rows; ++i) codes[i * num_channels + c] = channel.values[i];
        std::swap(before, channel);
    }
    decoder.finish();
}

bool in_morton_order(const std::uint16_t* codes, long num_points) {
    for (long i = 1; i < num_points; ++i)
        if (morton(codes + 3 * (i - 1)) > morton(codes + 3 * i)) return false;
    return true;
}

Bytes encode_points(const std::uint16_t* codes, long num_points, int bits) {
    std::vector<std::uint16_t> copy(codes, codes + 3 * num_points);
    Encoder encoder;
    code_points(encoder, copy.data(), num_points, bits, true);
    return encoder.finish();
}

void decode_points(const std::uint8_t* data, std::size_t size, std::uint16_t* codes, long num_points, int bits) {
    std::fill(codes, codes + 3 * num_points, 0);
    Decoder decoder(data, size);
    code_points(decoder, codes, num_points, bits, false);
    decoder.finish();
}

}  // namespace nr::entropy
