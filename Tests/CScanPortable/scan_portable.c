#include "scan_portable.h"

#define CSCAN_PORTABLE
#define cscan_openings cscan_openings_portable
#include "../../Sources/CScan/scan.c"
