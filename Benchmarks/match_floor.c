/* The floor of matching: Hyperscan over literal phrases, in any case, whole words checked at each hit.
 *
 *   match_floor PHRASES PAPERS
 *
 * A line of PHRASES is a tag, a tab and a phrase; a line of PAPERS is an id, a tab, a title, a tab and
 * an abstract. A phrase counts once a paper. Prints seconds of CPU for the papers, without compiling,
 * and how many papers, phrases found and tags found there were.
 */
#include <ctype.h>
#include <fcntl.h>
#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

enum { most = 10000 };

static const char *phrases[most];
static size_t lengths[most];
static unsigned flags[most], numbers[most], tags[most], seenPhrase[most], seenTag[most];
static unsigned paper;
static long foundPhrases, foundTags;
static const unsigned char *line;
static size_t lineLength;

static int isWord(unsigned char byte) { return isalnum(byte) || byte >= 0x80; }

static int found(unsigned phrase, unsigned long long from, unsigned long long to, unsigned flag,
                 void *data) {
  (void)from, (void)flag, (void)data;
  if (seenPhrase[phrase] == paper) return 0;
  size_t start = to - lengths[phrase];
  if ((start && isWord(line[start - 1])) || (to < lineLength && isWord(line[to]))) return 0;
  seenPhrase[phrase] = paper;
  foundPhrases++;
  if (seenTag[tags[phrase]] != paper) foundTags++;
  seenTag[tags[phrase]] = paper;
  return 0;
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  FILE *list = fopen(arguments[1], "r");
  char text[1024], last[1024] = "";
  unsigned total = 0, tag = 0;
  if (!list) return 1;
  while (total < most && fgets(text, sizeof text, list)) {
    text[strcspn(text, "\n")] = 0;
    char *phrase = strchr(text, '\t');
    if (!phrase) return 65;
    *phrase++ = 0;
    if (strcmp(last, text)) tag++;
    strcpy(last, text);
    phrases[total] = strdup(phrase);
    lengths[total] = strlen(phrase);
    flags[total] = HS_FLAG_CASELESS;
    numbers[total] = total;
    tags[total++] = tag;
  }
  hs_database_t *database;
  hs_compile_error_t *error;
  hs_scratch_t *scratch = NULL;
  if (hs_compile_lit_multi(phrases, flags, numbers, lengths, total, HS_MODE_BLOCK, NULL, &database,
                           &error) ||
      hs_alloc_scratch(database, &scratch))
    return 1;
  int file = open(arguments[2], O_RDONLY);
  struct stat facts;
  if (file < 0 || fstat(file, &facts)) return 1;
  const char *place = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  if (place == MAP_FAILED) return 1;
  const char *end = place + facts.st_size;
  clock_t start = clock();
  while (place < end) {
    const char *stop = memchr(place, '\n', (size_t)(end - place));
    if (!stop) stop = end;
    const char *title = memchr(place, '\t', (size_t)(stop - place));
    paper++;
    line = (const unsigned char *)(title ? title + 1 : place);
    lineLength = (size_t)((const unsigned char *)stop - line);
    if (hs_scan(database, (const char *)line, (unsigned)lineLength, 0, scratch, found, NULL)) return 1;
    place = stop + 1;
  }
  printf("%.6f %u %ld %ld\n", (double)(clock() - start) / CLOCKS_PER_SEC, paper, foundPhrases,
         foundTags);
  return 0;
}
