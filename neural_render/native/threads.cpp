#include "threads.h"

#include <sched.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

namespace nr {
namespace {

// A worker looks for the next job this long before it sleeps: the kernels of one training step follow each other
// within it, and waking a sleeping thread takes longer than the smallest of them.
constexpr auto SPIN = std::chrono::microseconds(60);

inline void relax() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

int available_cores() {
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof(set), &set) == 0) return CPU_COUNT(&set);
#endif
    const unsigned cores = std::thread::hardware_concurrency();
    return cores ? static_cast<int>(cores) : 1;
}

class Pool {
public:
    ~Pool() { stop(); }

    int size() const { return static_cast<int>(workers_.size()) + 1; }

    void resize(int count) {
        const std::lock_guard<std::mutex> job(job_mutex_);
        stop();
        is_stopping_ = false;
        for (int i = 1; i < count; ++i) workers_.emplace_back([this] { work(); });
    }

    void run(int num_chunks, void (*function)(void*, int), void* context) {
        const std::unique_lock<std::mutex> job(job_mutex_, std::try_to_lock);
        if (num_chunks <= 1 || workers_.empty() || !job.owns_lock()) {
            for (int chunk = 0; chunk < num_chunks; ++chunk) function(context, chunk);
            return;
        }
        function_ = function;
        context_ = context;
        num_chunks_ = num_chunks;
        has_failed_ = false;
        num_done_.store(0, std::memory_order_relaxed);
        num_left_.store(num_chunks, std::memory_order_seq_cst);
        if (num_sleeping_.load(std::memory_order_seq_cst) > 0) {
            const std::lock_guard<std::mutex> lock(sleep_mutex_);
            wake_.notify_all();
        }
        while (take_chunk()) {
        }
        // Only chunks that a running thread already took are left; yield in case it lost its core meanwhile.
        for (int spins = 0; num_done_.load(std::memory_order_acquire) < num_chunks; ++spins) {
            spins < 4096 ? relax() : std::this_thread::yield();
        }
        if (has_failed_) throw std::bad_alloc();
    }

private:
    // A chunk is taken by counting num_left_ down from the value that published the job. The job cannot end before
    // that chunk is done, so its fields stay valid.
    bool take_chunk() {
        int left = num_left_.load(std::memory_order_acquire);
        while (left > 0 && !num_left_.compare_exchange_weak(left, left - 1, std::memory_order_acq_rel)) {
        }
        if (left <= 0) return false;
        try {
            function_(context_, num_chunks_ - left);
        } catch (...) {
            has_failed_ = true;
        }
        num_done_.fetch_add(1, std::memory_order_release);
        return true;
    }

    void work() {
        auto idle_since = std::chrono::steady_clock::now();
        while (!is_stopping_) {
            if (take_chunk()) {
                idle_since = std::chrono::steady_clock::now();
                continue;
            }
            for (int i = 0; i < 32; ++i) relax();
            if (std::chrono::steady_clock::now() - idle_since < SPIN) continue;
            std::unique_lock<std::mutex> lock(sleep_mutex_);
            num_sleeping_.fetch_add(1, std::memory_order_seq_cst);
            wake_.wait(lock, [this] { return is_stopping_ || num_left_.load(std::memory_order_seq_cst) > 0; });
            num_sleeping_.fetch_sub(1, std::memory_order_seq_cst);
            idle_since = std::chrono::steady_clock::now();
        }
    }

    void stop() {
        {
            const std::lock_guard<std::mutex> lock(sleep_mutex_);
            is_stopping_ = true;
            wake_.notify_all();
        }
        for (std::thread& worker : workers_) worker.join();
        workers_.clear();
    }

    std::mutex job_mutex_;  // held while a job runs
    void (*function_)(void*, int) = nullptr;
    void* context_ = nullptr;
    int num_chunks_ = 0;
    alignas(64) std::atomic<int> num_left_{0};
    alignas(64) std::atomic<int> num_done_{0};
    std::atomic<bool> has_failed_{false};

    std::mutex sleep_mutex_;
    std::condition_variable wake_;
    std::atomic<int> num_sleeping_{0};
    std::atomic<bool> is_stopping_{false};
    std::vector<std::thread> workers_;
};

Pool& pool() {
    // Never destroyed: at exit the workers may still sleep, and joining them in a static destructor can hang.
    static Pool* const instance = [] {
        auto* const created = new Pool;
        created->resize(available_cores());
        return created;
    }();
    return *instance;
}

}  // namespace

int num_threads() { return pool().size(); }

void set_num_threads(int count) { pool().resize(count < 1 ? 1 : count); }

void run_chunks(int num_chunks, void (*work)(void*, int), void* context) { pool().run(num_chunks, work, context); }

}  // namespace nr
