#include "late.h"

#if defined(__linux__)

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

// The file that these headers belong to.
#if LIBXML_VERSION >= 21400
#define XML_FILE "libxml2.so.16"
#else
#define XML_FILE "libxml2.so.2"
#endif

#define XML_LATE(type, name, parameters, arguments) \
  LATE(XML_FILE, type, name, parameters, arguments)

XML_LATE(
    xmlParserCtxtPtr, xmlCreatePushParserCtxt,
    (xmlSAXHandlerPtr handler, void *user, const char *piece, int size, const char *file),
    (handler, user, piece, size, file))
XML_LATE(
    int, xmlParseChunk, (xmlParserCtxtPtr context, const char *piece, int size, int last),
    (context, piece, size, last))
XML_LATE(int, xmlCtxtUseOptions, (xmlParserCtxtPtr context, int options), (context, options))
XML_LATE(void, xmlFreeParserCtxt, (xmlParserCtxtPtr context), (context))
XML_LATE(size_t, xmlDictSetLimit, (xmlDictPtr dictionary, size_t limit), (dictionary, limit))
XML_LATE(
    void, xmlSetStructuredErrorFunc, (void *user, xmlStructuredErrorFunc handler),
    (user, handler))

XML_LATE(htmlParserCtxtPtr, htmlNewParserCtxt, (void), ())
XML_LATE(
    htmlDocPtr, htmlCtxtReadMemory,
    (htmlParserCtxtPtr context, const char *text, int size, const char *address,
     const char *encoding, int options),
    (context, text, size, address, encoding, options))
XML_LATE(void, htmlFreeParserCtxt, (htmlParserCtxtPtr context), (context))
XML_LATE(const htmlEntityDesc *, htmlEntityLookup, (const xmlChar *name), (name))
XML_LATE(xmlNodePtr, xmlDocGetRootElement, (const xmlDoc *document), (document))
XML_LATE(void, xmlFreeDoc, (xmlDocPtr document), (document))

XML_LATE(xmlCharEncodingHandlerPtr, xmlFindCharEncodingHandler, (const char *name), (name))
XML_LATE(
    int, xmlCharEncInFunc,
    (xmlCharEncodingHandler *handler, xmlBufferPtr target, xmlBufferPtr source),
    (handler, target, source))
XML_LATE(int, xmlCharEncCloseFunc, (xmlCharEncodingHandler *handler), (handler))
XML_LATE(xmlBufferPtr, xmlBufferCreate, (void), ())
XML_LATE(
    int, xmlBufferAdd, (xmlBufferPtr buffer, const xmlChar *text, int size),
    (buffer, text, size))
XML_LATE(int, xmlBufferCat, (xmlBufferPtr buffer, const xmlChar *text), (buffer, text))
XML_LATE(int, xmlBufferShrink, (xmlBufferPtr buffer, unsigned int size), (buffer, size))
XML_LATE(void, xmlBufferEmpty, (xmlBufferPtr buffer), (buffer))
XML_LATE(void, xmlBufferFree, (xmlBufferPtr buffer), (buffer))

#endif
