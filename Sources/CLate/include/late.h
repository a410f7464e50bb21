// libcurl and libxml2, found when they are first called and not when the program starts: they bring
// forty libraries with them, which cost every command as much time as the rest of its start. Swift
// calls the functions by the names that CCurl and CXML2 give them; what answers stands in `curl.c`
// and `xml2.c`. On Apple's systems the linker's own way is as good, and these files are empty.
#ifndef CLATE_LATE_H
#define CLATE_LATE_H

#if defined(__linux__)

/// The function of a library, whose file is opened once. Where it cannot be had the program says so
/// and ends with 127, as the system's own loader does.
void *late_symbol(const char *file, const char *name) __attribute__((visibility("hidden")));

/// Defines a function that hands on its arguments. It is hidden: the library's own calls stay its
/// own. Two threads that come first at once both find the same address.
#define LATE(file, type, name, parameters, arguments) \
  __attribute__((visibility("hidden"))) type name parameters { \
    static _Atomic(__typeof__(&name)) found; \
    __typeof__(&name) function = found; \
    if (!function) found = function = (__typeof__(&name))late_symbol(file, #name); \
    return function arguments; \
  }

#endif
#endif
