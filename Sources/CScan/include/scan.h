// One pass over the bytes of a text for the words that a phrase may begin at: what Swift's own SIMD
// types and checked arrays do several times slower.
#ifndef CSCAN_SCAN_H
#define CSCAN_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// What phrases begin with, as sets of bits by hash. Letters are small ones, the first in the lowest
/// byte; a byte behind the end of a word is 0.
typedef struct {
  /// By the first eight letters: all words that a phrase may begin with.
  const uint64_t *beginnings;
  /// By the first four letters, of those after which anything may follow.
  const uint64_t *enough;
  /// By word: what of a phrase begins with it, of `CSCAN_ALONE` and its like.
  const uint8_t *kinds;
  /// By two words, two bits of one number each.
  const uint64_t *pairs;
  /// One less than how many numbers there are, a power of two.
  uint32_t pair_mask;
} cscan_filter;

enum { CSCAN_BEGINNING_BITS = 16, CSCAN_FOUR_BITS = 16, CSCAN_KIND_BITS = 15 };

enum {
  /// The word is enough.
  CSCAN_ALONE = 1,
  /// A second word follows.
  CSCAN_PAIR = 2,
  /// The second word may be in two parts.
  CSCAN_PARTS = 4
};

/// Three bits of the place are from the letters behind the fourth.
static inline uint32_t cscan_beginning_place(uint64_t letters) {
  return ((uint32_t)letters * 0x9E3779B1u) >> (35 - CSCAN_BEGINNING_BITS) << 3 |
         ((uint32_t)(letters >> 32) * 0x85EBCA6Bu) >> 29;
}

static inline uint32_t cscan_four_place(uint64_t letters) {
  return ((uint32_t)letters * 0x9E3779B1u) >> (32 - CSCAN_FOUR_BITS);
}

/// A word as pairs and kinds want it, by its first eight letters and their number.
static inline uint64_t cscan_word(uint64_t letters, uint32_t length) {
  return letters ^ (uint64_t)length << 58;
}

static inline uint32_t cscan_kind_place(uint64_t word) {
  return (uint32_t)(word * 0x9E3779B97F4A7C15u >> (64 - CSCAN_KIND_BITS));
}

/// The second word of two where a text may have it in two parts.
static inline uint64_t cscan_parts(uint64_t word) { return ~word; }

static inline uint64_t cscan_pair(uint64_t word, uint64_t next) {
  const uint64_t both = word ^ next * 0xC2B2AE3D27D4EB4Fu;
  return (both ^ both >> 31) * 0x9E3779B97F4A7C15u;
}

static inline uint32_t cscan_pair_place(uint64_t pair, uint32_t mask) {
  return (uint32_t)(pair >> 28) & mask;
}

static inline uint64_t cscan_pair_bits(uint64_t pair) {
  return 1ull << (pair >> 58) | 1ull << (pair >> 52 & 63);
}

/// How many words one pass reads at most.
enum { CSCAN_MOST_WORDS = 640 };

typedef struct {
  /// How many words were found.
  uint32_t found;
  /// Whether the pass stopped at a byte beyond ASCII, or one of `$ \ ^ _ { }`, by which TeX changes
  /// what letters are. Dashes and quotation marks are plain.
  uint32_t is_special;
  /// Where it stopped.
  size_t place;
} cscan_stop;

/// Writes down where words of plain text begin that a phrase may begin at, and some more, from a
/// place on up to the first special byte, `CSCAN_MOST_WORDS` at most.
cscan_stop cscan_openings(const uint8_t *text, size_t count, size_t place,
                          const cscan_filter *filter, uint32_t *found);

#endif
