#include "late.h"

#if defined(__linux__)

// Its macros check what is given to the variadic functions, and would stand in their names here.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#include <stdarg.h>

#define CURL_LATE(type, name, parameters, arguments) \
  LATE("libcurl.so.4", type, name, parameters, arguments)

CURL_LATE(CURLcode, curl_global_init, (long flags), (flags))

CURL_LATE(CURL *, curl_easy_init, (void), ())
CURL_LATE(void, curl_easy_cleanup, (CURL *handle), (handle))
CURL_LATE(const char *, curl_easy_strerror, (CURLcode code), (code))

CURL_LATE(CURLM *, curl_multi_init, (void), ())
CURL_LATE(CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi))
CURL_LATE(CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *handle), (multi, handle))
CURL_LATE(CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *handle), (multi, handle))
CURL_LATE(CURLMcode, curl_multi_perform, (CURLM *multi, int *running), (multi, running))
CURL_LATE(
    CURLMcode, curl_multi_poll,
    (CURLM *multi, struct curl_waitfd extra[], unsigned int count, int timeout, int *ready),
    (multi, extra, count, timeout, ready))
CURL_LATE(CURLMsg *, curl_multi_info_read, (CURLM *multi, int *left), (multi, left))
CURL_LATE(const char *, curl_multi_strerror, (CURLMcode code), (code))

CURL_LATE(
    struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text),
    (list, text))
CURL_LATE(void, curl_slist_free_all, (struct curl_slist *list), (list))

// What stands behind the dots is a long, an offset or a pointer, of one size on every Linux that
// Swift runs on, and given to a variadic function in one way.
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "LP64");

#define CURL_LATE_OPTION(type, name, object, option) \
  CURL_LATE(type, name, (object *handle, option which, ...), (handle, which, ({ \
    va_list rest; \
    va_start(rest, which); \
    void *value = va_arg(rest, void *); \
    va_end(rest); \
    value; \
  })))

CURL_LATE_OPTION(CURLcode, curl_easy_setopt, CURL, CURLoption)
CURL_LATE_OPTION(CURLcode, curl_easy_getinfo, CURL, CURLINFO)
CURL_LATE_OPTION(CURLMcode, curl_multi_setopt, CURLM, CURLMoption)

#endif
