// One pass over the bytes of a text for the words that a phrase may begin at: what Swift's own SIMD
// types and checked arrays do several times slower.
#ifndef CSCAN_SCAN_H
#define CSCAN_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// What phrases begin with, as sets of bits by hash. Letters are small ones, the first in the lowest
/// byte; a byte behind the end of a word is 0.
typedef struct {
  /// By the first four letters, `CSCAN_FOUR_BITS`: all that a phrase may begin with, and those that
  /// alone are enough.
  const uint64_t *fours, *enough;
  /// By two words, two bits of one number each; the second word is 0 where a phrase has one.
  const uint64_t *pairs;
  /// One less than how many numbers there are, a power of two.
  uint32_t pair_mask;
} cscan_filter;

enum { CSCAN_FOUR_BITS = 16 };

static inline uint32_t cscan_four(uint32_t letters) {
  return (letters * 0x9E3779B1u) >> (32 - CSCAN_FOUR_BITS);
}

/// A word as `cscan_pair` wants it, by its first eight letters and, of a longer one, its last eight.
static inline uint64_t cscan_word(uint64_t first, uint64_t last) {
  return first ^ last * 0xD6E8FEB86659FD93u;
}

/// The second word of two, of which only the first letters are known, eight at most.
static inline uint64_t cscan_beginning(uint64_t first) { return ~first; }

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
/// place on up to the first special byte. `capacity` is 32 or more; the pass stops where less is left.
cscan_stop cscan_openings(const uint8_t *text, size_t count, size_t place,
                          const cscan_filter *filter, uint32_t *found, uint32_t capacity);

#endif
