// Own thread pool: a job is a number of chunks, each of which is done once, by whichever thread takes it.
//
// The caller takes chunks too and waits for chunks, never for threads: a worker that the system does not schedule
// costs nothing. What a chunk computes depends on its number only, so results do not depend on who took it.
#pragma once

namespace nr {

int num_threads();  // workers and the caller; at first the cores this process may use
void set_num_threads(int count);

// Calls work(context, chunk) for every chunk in [0, num_chunks). Runs in the caller alone while another job runs.
// Throws std::bad_alloc when a chunk threw.
void run_chunks(int num_chunks, void (*work)(void* context, int chunk), void* context);

// Static, so that every file keeps its own copy: they are compiled for different instruction sets.
template <class Work>
static inline void parallel(int num_chunks, const Work& work) {
    run_chunks(
        num_chunks, [](void* context, int chunk) { (*static_cast<const Work*>(context))(chunk); },
        const_cast<void*>(static_cast<const void*>(&work)));
}

// [begin, end) of a chunk of `total` items; inner borders are multiples of `step`.
struct Range {
    long begin, end;
};

static inline Range chunk_range(long total, int chunk, int num_chunks, long step) {
    const long steps = (total + step - 1) / step;
    const long begin = steps * chunk / num_chunks * step, end = steps * (chunk + 1) / num_chunks * step;
    return {begin < total ? begin : total, end < total ? end : total};
}

// How many chunks pay for `total` items of which `grain` are worth waking a thread.
static inline int num_chunks_for(long total, long grain) {
    const long most = (total + grain - 1) / grain, wanted = num_threads();
    return static_cast<int>(most < 1 ? 1 : most < wanted ? most : wanted);
}

}  // namespace nr
