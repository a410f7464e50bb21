/* The floor of parsing: libxml2's SAX2 events gathered into buffers that are used again.
 *
 *   parse_floor FILE ROUNDS
 *
 * Reads the file in pieces of 64 KiB, keeps id, title and summary of each entry as nonmun's parse does
 * at the least, and makes nothing of them. Prints CPU seconds for one round, and how many entries there
 * were.
 */
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  char *bytes;
  size_t count, room;
} Text;

static Text id, title, summary, *target;
static long entries, total;

static void start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                  int spaces, const xmlChar **all, int count, int defaulted,
                  const xmlChar **attributes) {
  (void)data, (void)prefix, (void)space, (void)spaces, (void)all, (void)count, (void)defaulted,
      (void)attributes;
  const char *local = (const char *)name;
  if (!strcmp(local, "entry") || !strcmp(local, "item")) id.count = title.count = summary.count = 0;
  target = !strcmp(local, "id") || !strcmp(local, "guid") ? &id
           : !strcmp(local, "title") ? &title
           : !strcmp(local, "summary") || !strcmp(local, "description") ? &summary
                                                                         : NULL;
}

static void end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
  (void)data, (void)prefix, (void)space;
  target = NULL;
  if (strcmp((const char *)name, "entry") && strcmp((const char *)name, "item")) return;
  entries++;
  total += (long)(id.count + title.count + summary.count);
}

static void characters(void *data, const xmlChar *bytes, int count) {
  (void)data;
  if (!target) return;
  if (target->count + (size_t)count > target->room) {
    target->room = (target->count + (size_t)count) * 2;
    target->bytes = realloc(target->bytes, target->room);
    if (!target->bytes) exit(1);
  }
  memcpy(target->bytes + target->count, bytes, (size_t)count);
  target->count += (size_t)count;
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.cdataBlock = characters;
  int rounds = atoi(arguments[2]);
  static char piece[1 << 16];
  clock_t begin = clock();
  for (int round = 0; round < rounds; round++) {
    entries = 0;
    int file = open(arguments[1], O_RDONLY);
    if (file < 0) return 1;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE);
    ssize_t size;
    while ((size = read(file, piece, sizeof piece)) > 0)
      if (xmlParseChunk(parser, piece, (int)size, 0)) return 1;
    if (size < 0 || xmlParseChunk(parser, NULL, 0, 1)) return 1;
    xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
    close(file);
  }
  printf("%.6f %ld\n", (double)(clock() - begin) / CLOCKS_PER_SEC / rounds, entries);
  return 0;
}
