// zlib, for bodies that come compressed unasked.
#ifndef NONMUN_CZLIB_SHIM_H
#define NONMUN_CZLIB_SHIM_H

#include <zlib.h>

// A macro with the size of the struct, which Swift cannot import.
static inline int nonmun_inflateInit2(z_streamp stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}

#endif
