/* The floor of fetching: libcurl's multi interface, each body given to libxml2's push parser as it
 * arrives. Nothing is stored.
 *
 *   fetch_floor LIST AT_ONCE [AUTHORITIES]
 *
 * A line of LIST is an address, or an address, a tab and an ETag, which is then asked for. Prints how
 * many answers were 200 and 304, and how many entries there were.
 */
#include <curl/curl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  char *bytes;
  size_t count, room;
} Text;

typedef struct {
  xmlParserCtxtPtr parser;
  struct curl_slist *headers;
  Text texts[6];
  int field;
  int isInEntry;
} Transfer;

static const char *names[][6] = {{"id", "guid", 0},
                                 {"title", 0},
                                 {"summary", "description", 0},
                                 {"published", "pubDate", 0},
                                 {"name", "creator", 0},
                                 {"category", 0}};
static xmlSAXHandler handler;
static long entries;

static int isEntry(const xmlChar *name) {
  return !strcmp((const char *)name, "entry") || !strcmp((const char *)name, "item");
}

static void start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                  int spaces, const xmlChar **all, int count, int defaulted,
                  const xmlChar **attributes) {
  (void)prefix, (void)space, (void)spaces, (void)all, (void)count, (void)defaulted,
      (void)attributes;
  Transfer *transfer = data;
  transfer->field = -1;
  if (isEntry(name)) {
    transfer->isInEntry = 1;
    for (int field = 0; field < 6; field++) transfer->texts[field].count = 0;
  } else if (transfer->isInEntry) {
    for (int field = 0; field < 6; field++)
      for (const char **known = names[field]; *known; known++)
        if (!strcmp(*known, (const char *)name)) transfer->field = field;
  }
}

static void end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
  (void)prefix, (void)space;
  Transfer *transfer = data;
  transfer->field = -1;
  if (!isEntry(name)) return;
  transfer->isInEntry = 0;
  entries++;
}

static void characters(void *data, const xmlChar *bytes, int count) {
  Transfer *transfer = data;
  if (transfer->field < 0) return;
  Text *text = &transfer->texts[transfer->field];
  if (text->count + (size_t)count > text->room) {
    text->room = (text->count + (size_t)count) * 2;
    text->bytes = realloc(text->bytes, text->room);
    if (!text->bytes) exit(1);
  }
  memcpy(text->bytes + text->count, bytes, (size_t)count);
  text->count += (size_t)count;
}

static size_t receive(char *bytes, size_t size, size_t count, void *data) {
  Transfer *transfer = data;
  if (!transfer->parser) {
    transfer->field = -1;
    transfer->parser = xmlCreatePushParserCtxt(&handler, transfer, NULL, 0, NULL);
    xmlCtxtUseOptions(transfer->parser, XML_PARSE_NONET);
  }
  xmlParseChunk(transfer->parser, bytes, (int)(size * count), 0);
  return size * count;
}

static CURL *begin(char *line, const char *authorities) {
  line[strcspn(line, "\n")] = 0;
  char *tag = strchr(line, '\t');
  if (tag) *tag++ = 0;
  Transfer *transfer = calloc(1, sizeof *transfer);
  CURL *easy = curl_easy_init();
  if (!transfer || !easy) exit(1);
  curl_easy_setopt(easy, CURLOPT_URL, line);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
  if (authorities) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, authorities);
    // One connection is waited for, and carries all; without TLS that would only be waiting.
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
  }
  if (tag) {
    char header[256];
    snprintf(header, sizeof header, "If-None-Match: %s", tag);
    transfer->headers = curl_slist_append(NULL, header);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
  }
  return easy;
}

static long finish(CURLM *multi, CURL *easy) {
  long status = 0;
  Transfer *transfer;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
  if (transfer->parser) {
    xmlParseChunk(transfer->parser, NULL, 0, 1);
    xmlFreeDoc(transfer->parser->myDoc);
    xmlFreeParserCtxt(transfer->parser);
  }
  for (int field = 0; field < 6; field++) free(transfer->texts[field].bytes);
  curl_multi_remove_handle(multi, easy);
  curl_slist_free_all(transfer->headers);
  curl_easy_cleanup(easy);
  free(transfer);
  return status;
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  FILE *list = fopen(arguments[1], "r");
  int width = atoi(arguments[2]), running = 0, still, left;
  if (!list) return 1;
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.cdataBlock = characters;
  curl_global_init(CURL_GLOBAL_ALL);
  CURLM *multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)width);
  long good = 0, unchanged = 0;
  char line[4096];
  do {
    while (running < width && fgets(line, sizeof line, list)) {
      curl_multi_add_handle(multi, begin(line, count > 3 ? arguments[3] : NULL));
      running++;
    }
    curl_multi_perform(multi, &still);
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
      if (message->msg != CURLMSG_DONE) continue;
      if (message->data.result)
        fprintf(stderr, "%s\n", curl_easy_strerror(message->data.result));
      long status = finish(multi, message->easy_handle);
      good += status == 200;
      unchanged += status == 304;
      running--;
    }
    if (running) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  } while (running);
  printf("%ld %ld %ld\n", good, unchanged, entries);
  return 0;
}
