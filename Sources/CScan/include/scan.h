// Which of 16 bytes are letters or digits of ASCII, and which are no plain text: what Swift's own
// SIMD types do ten times slower. SSE2 is part of every x86-64, NEON of every arm64.
#ifndef CSCAN_SCAN_H
#define CSCAN_SCAN_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

/// Bit i of the low half: byte i is one of `a-z A-Z 0-9`; of the high half: it is beyond ASCII or
/// one of `$ \ ^ _ { }`, by which TeX changes what letters are.
static inline uint32_t cscan_masks(const uint8_t *bytes) {
#if defined(__SSE2__)
  const __m128i x = _mm_loadu_si128((const __m128i *)bytes);
  const __m128i lower = _mm_or_si128(x, _mm_set1_epi8(0x20));
  // Bytes beyond ASCII are negative here, and no letters.
  const __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)),
                                       _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
  const __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8('0' - 1)),
                                      _mm_cmplt_epi8(x, _mm_set1_epi8('9' + 1)));
  const __m128i tex = _mm_or_si128(
      _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('$')),
                                _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'))),
                   _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('^')),
                                _mm_cmpeq_epi8(x, _mm_set1_epi8('_')))),
      _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('{')),
                   _mm_cmpeq_epi8(x, _mm_set1_epi8('}'))));
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(letter, digit)) |
         (uint32_t)_mm_movemask_epi8(_mm_or_si128(tex, x)) << 16;
#elif defined(__ARM_NEON)
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t x = vld1q_u8(bytes), weight = vld1q_u8(weights);
  const uint8x16_t lower = vorrq_u8(x, vdupq_n_u8(0x20));
  const uint8x16_t word =
      vorrq_u8(vandq_u8(vcgeq_u8(lower, vdupq_n_u8('a')), vcleq_u8(lower, vdupq_n_u8('z'))),
               vandq_u8(vcgeq_u8(x, vdupq_n_u8('0')), vcleq_u8(x, vdupq_n_u8('9'))));
  const uint8x16_t special = vorrq_u8(
      vorrq_u8(vorrq_u8(vceqq_u8(x, vdupq_n_u8('$')), vceqq_u8(x, vdupq_n_u8('\\'))),
               vorrq_u8(vceqq_u8(x, vdupq_n_u8('^')), vceqq_u8(x, vdupq_n_u8('_')))),
      vorrq_u8(vorrq_u8(vceqq_u8(x, vdupq_n_u8('{')), vceqq_u8(x, vdupq_n_u8('}'))),
               vcgeq_u8(x, vdupq_n_u8(0x80))));
  const uint8x16_t w = vandq_u8(word, weight), s = vandq_u8(special, weight);
  return (uint32_t)vaddv_u8(vget_low_u8(w)) | (uint32_t)vaddv_u8(vget_high_u8(w)) << 8 |
         (uint32_t)vaddv_u8(vget_low_u8(s)) << 16 | (uint32_t)vaddv_u8(vget_high_u8(s)) << 24;
#else
  uint32_t masks = 0;
  for (int i = 0; i < 16; i++) {
    const uint8_t byte = bytes[i], lower = byte | 0x20;
    if ((lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9')) masks |= 1u << i;
    if (byte >= 0x80 || byte == '$' || byte == '\\' || byte == '^' || byte == '_' ||
        byte == '{' || byte == '}')
      masks |= 0x10000u << i;
  }
  return masks;
#endif
}

#endif
