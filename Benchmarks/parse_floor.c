/* The floor of parsing: libxml2's SAX2 events gathered into buffers that are used again.
 *
 *   parse_floor FILE ROUNDS
 *
 * Keeps id, title and summary of each entry as nonmun's parse does at the least, and makes nothing of
 * them. Prints CPU seconds for one round, and how many entries there were.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 1;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)size);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) return 1;
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.cdataBlock = characters;
  int rounds = atoi(arguments[2]);
  clock_t begin = clock();
  for (int round = 0; round < rounds; round++) {
    entries = 0;
    if (xmlSAXUserParseMemory(&handler, NULL, bytes, (int)size)) return 1;
  }
  printf("%.6f %ld\n", (double)(clock() - begin) / CLOCKS_PER_SEC / rounds, entries);
  return 0;
}
