// libxml2's parser. A libxml2 that was built with ICU brings declarations that collide with the ICU
// inside Foundation, and whether they do depends on the order in which files are compiled: so ICU
// is hidden before any other header is read.
#ifndef NONMUN_CXML2_SHIM_H
#define NONMUN_CXML2_SHIM_H

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#endif
