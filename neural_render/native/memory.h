// Memory that is kept between calls. Asking the system for fresh pages costs more than any kernel does with them: a
// page fault per 4 KB, 160 ms per 100 MB on a virtual machine. Large blocks use huge pages where the system has them.
#pragma once

#include <cstddef>

namespace nr {

// At least `bytes`, aligned to 64, contents undefined. Throws std::bad_alloc.
void* take_memory(std::size_t bytes);
void give_back_memory(void* memory);  // accepts nullptr

// An array that grows; growing keeps the first `kept` elements. Members are compiled once, for the baseline machine:
// the kernels' own files may use instructions that it lacks.
class Bytes {
public:
    Bytes();
    ~Bytes();
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;

    void* resize(std::size_t bytes, std::size_t kept_bytes);

    void* data = nullptr;
    std::size_t capacity = 0;
};

template <class T>
struct Array {
    Bytes bytes;

    // Always inlined, for the same reason.
    __attribute__((always_inline)) T* data() const { return static_cast<T*>(bytes.data); }
    __attribute__((always_inline)) T* resize(std::size_t count, std::size_t kept = 0) {
        return static_cast<T*>(bytes.resize(count * sizeof(T), kept * sizeof(T)));
    }
};

}  // namespace nr
