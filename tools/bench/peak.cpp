// How many vectors of W floats a core multiplies and adds per nanosecond, and its clock: printed as JSON.
#include <chrono>
#include <cstdio>

#if !defined(W)
#error "compile with -DW=<floats per vector>"
#endif
typedef float F __attribute__((vector_size(4 * W)));

namespace {

constexpr long ROUNDS = 50000;  // well below a millisecond, so that most repeats are not interrupted
constexpr int REPEATS = 100;

double now_ns() {
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The best of all repeats: the core is shared, its peak is not.
template <class Work>
double per_ns(int operations, const Work& work) {
    double best = 0;
    for (int repeat = 0; repeat < REPEATS; ++repeat) {
        const double began = now_ns();
        work();
        const double rate = operations * ROUNDS / (now_ns() - began);
        best = rate > best ? rate : best;
    }
    return best;
}

}  // namespace

// Chains that do not depend on each other: enough for two units with a latency of four cycles, and few enough for the
// registers, of which there are 32 with AVX-512 and else 16. An empty asm statement names a value, so that no compiler
// folds its chain.
#if defined(__AVX512VL__)
#define NUM_CHAINS 12
#define CHAINS(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)
#else
#define NUM_CHAINS 7
#define CHAINS(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6)
#endif
#define KEEP(x) asm volatile("" : "+v"(x));
#define START_PRODUCT(k) F p##k = term;
#define START_SUM(k) F s##k = term;
#define MULTIPLY(k) p##k = p##k * half + term; KEEP(p##k)
#define ADD(k) s##k = s##k + term; KEEP(s##k)
#define BOTH(k) MULTIPLY(k) ADD(k)
#define COUNT(k) x += y; asm volatile("" : "+r"(x), "+r"(y));  // one after the other: a cycle each

int main() {
    const F half = F{} + 0.5f, term = F{} + 1.0f;
    const double ghz = per_ns(NUM_CHAINS, [] {
        long x = 1, y = 1;
        for (long round = 0; round < ROUNDS; ++round) { CHAINS(COUNT) }
    });
    const double fma = per_ns(NUM_CHAINS, [=] {
        CHAINS(START_PRODUCT)
        for (long round = 0; round < ROUNDS; ++round) { CHAINS(MULTIPLY) }
    });
    const double mixed = per_ns(2 * NUM_CHAINS, [=] {
        CHAINS(START_PRODUCT) CHAINS(START_SUM)
        for (long round = 0; round < ROUNDS; ++round) { CHAINS(BOTH) }
    });
    std::printf("{\"ghz\": %.2f, \"fma_per_ns\": %.2f, \"mixed_per_ns\": %.2f}\n", ghz, fma, mixed);
}
