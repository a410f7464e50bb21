// cmark-gfm has no variadic functions, so there are no doors here: only its two headers.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
