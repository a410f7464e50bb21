// The pass of CScan as a processor runs it that has neither SSE2 nor NEON.
#ifndef CSCAN_SCAN_PORTABLE_H
#define CSCAN_SCAN_PORTABLE_H

#include <scan.h>

cscan_stop cscan_openings_portable(const uint8_t *text, size_t count, size_t place,
                                   const cscan_filter *filter, uint32_t *found);

#endif
