#include "late.h"

#if defined(__linux__)

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

void *late_symbol(const char *file, const char *name) {
  // The system counts how often a library was opened, and opens it once.
  void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
  void *symbol = library ? dlsym(library, name) : NULL;
  if (symbol) return symbol;
  fprintf(stderr, "nonmun: %s\n", dlerror());
  _exit(127);
}

#endif
