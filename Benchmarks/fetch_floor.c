/* The floor of fetching: libcurl's multi interface, each body given to libxml2's push parser as it
 * arrives.
 *
 *   fetch_floor LIST AT_ONCE AUTHORITIES|- [LIBRARY]
 *
 * A line of LIST is an address, or an address, a tab and an ETag, which is then asked for. Prints how
 * many answers were 200 and 304, and how many entries there were.
 *
 * With LIBRARY each entry becomes a row of `paper` and one of `source`, each answer one of `feedState`,
 * `feedRun` and `validator`: nonmun's tables, by prepared statements, a hundred feeds a transaction.
 * Dates are not read, nothing is compared with what was there, matched or judged.
 */
#include <curl/curl.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
  char *bytes;
  size_t count, room;
} Text;

typedef struct {
  xmlParserCtxtPtr parser;
  struct curl_slist *headers;
  Text texts[6];
  char *address;
  char tag[128];
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
static sqlite3 *db;
static sqlite3_stmt *known, *paper, *source, *state, *run, *validator;

static void die(const char *what, const char *why) {
  fprintf(stderr, "fetch_floor: %s: %s\n", what, why);
  exit(1);
}

static void sql(const char *text) {
  if (sqlite3_exec(db, text, NULL, NULL, NULL)) die(text, sqlite3_errmsg(db));
}

static sqlite3_stmt *prepare(const char *text) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, text, -1, &statement, NULL)) die(text, sqlite3_errmsg(db));
  return statement;
}

static void step(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) die("SQLite", sqlite3_errmsg(db));
  sqlite3_reset(statement);
}

static void open_library(const char *path) {
  if (sqlite3_open(path, &db)) die(path, sqlite3_errmsg(db));
  sql("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
      "CREATE TABLE paper (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER,"
      " title TEXT NOT NULL, abstract TEXT NOT NULL, authors TEXT NOT NULL, categories TEXT NOT NULL,"
      " published REAL, updated REAL, comment TEXT, journalReference TEXT, doi TEXT, day INTEGER,"
      " firstSeen REAL NOT NULL, upvotes INTEGER, discussion INTEGER, codeAddress TEXT,"
      " isOnHuggingFace INTEGER NOT NULL, page TEXT, authorities TEXT NOT NULL);"
      "CREATE INDEX paperByDay ON paper (day DESC, published DESC, id DESC);"
      "CREATE TABLE source (paper INTEGER NOT NULL, feed TEXT NOT NULL, day INTEGER NOT NULL,"
      " kind TEXT NOT NULL, announceType TEXT, at REAL NOT NULL, PRIMARY KEY (paper, feed, day))"
      " WITHOUT ROWID;"
      "CREATE INDEX sourceByDay ON source (day);"
      "CREATE TABLE feedState (feed TEXT PRIMARY KEY, at REAL NOT NULL, verdict TEXT NOT NULL,"
      " new INTEGER NOT NULL) WITHOUT ROWID;"
      "CREATE TABLE feedRun (number INTEGER PRIMARY KEY, feed TEXT NOT NULL, at REAL NOT NULL,"
      " verdict TEXT NOT NULL, new INTEGER NOT NULL);"
      "CREATE INDEX feedRunByFeed ON feedRun (feed, number);"
      "CREATE TABLE validator (address TEXT PRIMARY KEY, feed TEXT NOT NULL, etag TEXT)"
      " WITHOUT ROWID;");
  known = prepare("SELECT number FROM paper WHERE id = ?");
  paper = prepare("INSERT INTO paper VALUES (NULL, ?, 1, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, ?, ?,"
                  " NULL, NULL, NULL, 0, NULL, '123')");
  source = prepare("INSERT OR IGNORE INTO source VALUES (?, ?, 19955, 'url', NULL, 1724000000.0)");
  state = prepare("INSERT OR REPLACE INTO feedState VALUES (?, 1724000000.0, 'fresh', 1)");
  run = prepare("INSERT INTO feedRun VALUES (NULL, ?, 1724000000.0, 'fresh', 1)");
  validator = prepare("INSERT OR REPLACE INTO validator VALUES (?1, ?1, ?2)");
  sql("BEGIN IMMEDIATE");
}

static void bind_text(sqlite3_stmt *statement, int place, const Text *text) {
  sqlite3_bind_text(statement, place, text->count ? text->bytes : "", (int)text->count, NULL);
}

static void store_entry(const Transfer *transfer) {
  const Text *texts = transfer->texts;
  bind_text(known, 1, &texts[0]);
  sqlite3_int64 number = sqlite3_step(known) == SQLITE_ROW ? sqlite3_column_int64(known, 0) : 0;
  sqlite3_reset(known);
  if (!number) {
    bind_text(paper, 1, &texts[0]);
    bind_text(paper, 2, &texts[1]);
    bind_text(paper, 3, &texts[2]);
    bind_text(paper, 4, &texts[4]);
    bind_text(paper, 5, &texts[5]);
    // Something to order by, as different as dates are.
    double time = 1.72e9 + (double)(entries * 7919 % 100000);
    sqlite3_bind_double(paper, 6, time);
    sqlite3_bind_double(paper, 7, time);
    sqlite3_bind_int64(paper, 8, (sqlite3_int64)(time / 86400));
    sqlite3_bind_double(paper, 9, 1724000000.0);
    step(paper);
    number = sqlite3_last_insert_rowid(db);
  }
  sqlite3_bind_int64(source, 1, number);
  sqlite3_bind_text(source, 2, transfer->address, -1, NULL);
  step(source);
}

static void store_answer(const Transfer *transfer, long count) {
  sqlite3_stmt *statements[] = {state, run, validator};
  sqlite3_bind_text(validator, 2, transfer->tag, -1, NULL);
  for (int place = 0; place < 3; place++) {
    sqlite3_bind_text(statements[place], 1, transfer->address, -1, NULL);
    step(statements[place]);
  }
  if (count % 100 == 0) sql("COMMIT; BEGIN IMMEDIATE");
}

static size_t hear(char *bytes, size_t size, size_t count, void *data) {
  Transfer *transfer = data;
  if (size * count > 7 && !strncasecmp(bytes, "etag: ", 6)) {
    size_t length = size * count - 8;
    if (length >= sizeof transfer->tag) length = sizeof transfer->tag - 1;
    memcpy(transfer->tag, bytes + 6, length);
  }
  return size * count;
}

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
      for (const char **word = names[field]; *word; word++)
        if (!strcmp(*word, (const char *)name)) transfer->field = field;
  }
}

static void end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
  (void)prefix, (void)space;
  Transfer *transfer = data;
  transfer->field = -1;
  if (!isEntry(name)) return;
  transfer->isInEntry = 0;
  entries++;
  if (db) store_entry(transfer);
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
  if (db) {
    transfer->address = strdup(line);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
  }
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

static long finish(CURLM *multi, CURL *easy, long count) {
  long status = 0;
  Transfer *transfer;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
  if (transfer->parser) {
    xmlParseChunk(transfer->parser, NULL, 0, 1);
    xmlFreeDoc(transfer->parser->myDoc);
    xmlFreeParserCtxt(transfer->parser);
  }
  if (db) store_answer(transfer, count);
  free(transfer->address);
  for (int field = 0; field < 6; field++) free(transfer->texts[field].bytes);
  curl_multi_remove_handle(multi, easy);
  curl_slist_free_all(transfer->headers);
  curl_easy_cleanup(easy);
  free(transfer);
  return status;
}

int main(int count, char **arguments) {
  if (count < 4) return 64;
  const char *authorities = strcmp(arguments[3], "-") ? arguments[3] : NULL;
  if (count > 4) open_library(arguments[4]);
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
      curl_multi_add_handle(multi, begin(line, authorities));
      running++;
    }
    curl_multi_perform(multi, &still);
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
      if (message->msg != CURLMSG_DONE) continue;
      if (message->data.result)
        fprintf(stderr, "%s\n", curl_easy_strerror(message->data.result));
      long status = finish(multi, message->easy_handle, good + unchanged + 1);
      good += status == 200;
      unchanged += status == 304;
      running--;
    }
    if (running) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  } while (running);
  if (db) sql("COMMIT");
  if (db) sqlite3_close_v2(db);
  printf("%ld %ld %ld\n", good, unchanged, entries);
  return 0;
}
