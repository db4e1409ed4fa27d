#include "memory.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace nr {
namespace {

constexpr std::size_t HUGE_PAGE = std::size_t{2} << 20;
constexpr std::size_t SMALL_PAGE = 4096;
// A free block goes back to the system after this many requests that it did not serve: a training step makes fewer,
// and the scene's size changes slowly.
constexpr std::uint64_t MAX_IDLE_REQUESTS = 512;

struct Header {  // in front of every block
    std::size_t capacity;
    std::uint64_t freed_at;
};
constexpr std::size_t HEADER_BYTES = 64;
static_assert(sizeof(Header) <= HEADER_BYTES);

std::mutex mutex;
std::vector<Header*>& free_blocks() {
    static auto* const blocks = new std::vector<Header*>;
    return *blocks;
}
std::uint64_t num_requests = 0;

// Steps of an eighth, so that a scene that grows slowly keeps its blocks.
std::size_t rounded(std::size_t bytes) {
    std::size_t step = SMALL_PAGE;
    while (step * 16 < bytes) step *= 2;
    return (bytes + step - 1) / step * step;
}

}  // namespace

void* take_memory(std::size_t bytes) {
    const std::size_t capacity = rounded(bytes + HEADER_BYTES);
    const std::lock_guard<std::mutex> lock(mutex);
    ++num_requests;
    std::vector<Header*>& blocks = free_blocks();
    std::size_t kept = 0;
    Header* found = nullptr;
    for (Header* block : blocks) {
        if (!found && block->capacity == capacity) {
            found = block;
        } else if (num_requests - block->freed_at > MAX_IDLE_REQUESTS) {
            std::free(block);
        } else {
            blocks[kept++] = block;
        }
    }
    blocks.resize(kept);
    if (!found) {
        const std::size_t alignment = capacity >= HUGE_PAGE ? HUGE_PAGE : SMALL_PAGE;
        const std::size_t size = (capacity + alignment - 1) / alignment * alignment;
        void* const memory = std::aligned_alloc(alignment, size);
        if (!memory) throw std::bad_alloc();
#if defined(__linux__)
        if (alignment == HUGE_PAGE) madvise(memory, size, MADV_HUGEPAGE);
#endif
        found = static_cast<Header*>(memory);
        found->capacity = capacity;
    }
    return reinterpret_cast<char*>(found) + HEADER_BYTES;
}

void give_back_memory(void* memory) {
    if (!memory) return;
    auto* const block = reinterpret_cast<Header*>(static_cast<char*>(memory) - HEADER_BYTES);
    const std::lock_guard<std::mutex> lock(mutex);
    block->freed_at = num_requests;
    free_blocks().push_back(block);
}

Bytes::Bytes() = default;
Bytes::~Bytes() { give_back_memory(data); }

void* Bytes::resize(std::size_t bytes, std::size_t kept_bytes) {
    if (bytes <= capacity) return data;
    void* const grown = take_memory(bytes);
    if (kept_bytes) std::memcpy(grown, data, kept_bytes);
    give_back_memory(data);
    data = grown;
    capacity = bytes;
    return data;
}

}  // namespace nr
