/* The floor: what nonmun's morning job costs when one C program does nothing else.
 *
 *   floor ADDRESSES PHRASES LIBRARY
 *
 * Fetches every address at once (libcurl), reads Atom or RSS (libxml2, a tree), keeps papers, who
 * showed them and which phrases they hold (SQLite, one transaction for each feed), and lists the
 * matches. It checks little and forgives nothing: it is a measure, not a program to be used.
 */
#include <ctype.h>
#include <curl/curl.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  char *bytes;
  size_t count, room;
} Text;

typedef struct {
  char tag[64];
  char words[192];
} Phrase;

static Phrase phrases[4096];
static int phrase_count;
static int by_first[256][4096], by_first_count[256];

static sqlite3 *db;
static sqlite3_stmt *find, *insert, *see, *hit;
static long items, papers, hits;

static void die(const char *what, const char *why) {
  fprintf(stderr, "floor: %s: %s\n", what, why);
  exit(1);
}

static void append(Text *text, const char *bytes, size_t count) {
  if (text->count + count + 1 > text->room) {
    text->room = (text->count + count + 1) * 2;
    text->bytes = realloc(text->bytes, text->room);
    if (!text->bytes) die("realloc", "out of memory");
  }
  memcpy(text->bytes + text->count, bytes, count);
  text->count += count;
  text->bytes[text->count] = 0;
}

static size_t receive(char *bytes, size_t size, size_t count, void *body) {
  append(body, bytes, size * count);
  return size * count;
}

/* Runs of white space as one space, none at the ends. */
static void fold(Text *text) {
  size_t kept = 0;
  for (size_t at = 0; at < text->count; at++) {
    unsigned char byte = text->bytes[at];
    if (!isspace(byte)) text->bytes[kept++] = byte;
    else if (kept && text->bytes[kept - 1] != ' ') text->bytes[kept++] = ' ';
  }
  if (kept && text->bytes[kept - 1] == ' ') kept--;
  if (text->bytes) text->bytes[kept] = 0;
  text->count = kept;
}

static void content(Text *text, xmlNode *node) {
  text->count = 0;
  append(text, "", 0);
  xmlChar *words = node ? xmlNodeGetContent(node) : NULL;
  if (words) append(text, (char *)words, strlen((char *)words));
  xmlFree(words);
  fold(text);
}

static int is(xmlNode *node, const char *name) {
  return node->type == XML_ELEMENT_NODE && !strcmp((char *)node->name, name);
}

static void bind_text(sqlite3_stmt *statement, int place, const Text *text) {
  sqlite3_bind_text(statement, place, text->bytes ? text->bytes : "", (int)text->count,
                    SQLITE_STATIC);
}

static void run(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) die("SQLite", sqlite3_errmsg(db));
  sqlite3_reset(statement);
}

static void match(long long paper, const Text *text) {
  char folded[65536];
  size_t count = 0;
  for (; count < text->count && count < sizeof folded - 1; count++)
    folded[count] = (char)tolower((unsigned char)text->bytes[count]);
  folded[count] = 0;
  for (size_t at = 0; at < count; at++) {
    if (at && isalnum((unsigned char)folded[at - 1])) continue;
    unsigned char first = folded[at];
    for (int i = 0; i < by_first_count[first]; i++) {
      Phrase *phrase = &phrases[by_first[first][i]];
      size_t length = strlen(phrase->words);
      if (strncmp(folded + at, phrase->words, length)
          || isalnum((unsigned char)folded[at + length]))
        continue;
      sqlite3_bind_int64(hit, 1, paper);
      sqlite3_bind_text(hit, 2, phrase->tag, -1, SQLITE_STATIC);
      sqlite3_bind_text(hit, 3, phrase->words, -1, SQLITE_STATIC);
      run(hit);
      hits++;
    }
  }
}

static void keep(xmlNode *entry, const char *feed) {
  static Text id, title, summary, authors, categories, day, part;
  id.count = title.count = summary.count = authors.count = categories.count = day.count = 0;
  for (xmlNode *node = entry->children; node; node = node->next) {
    if (is(node, "id") || is(node, "guid")) content(&id, node);
    else if (is(node, "title")) content(&title, node);
    else if (is(node, "summary") || is(node, "description")) content(&summary, node);
    else if (is(node, "published") || is(node, "pubDate")) content(&day, node);
    else if (is(node, "author") || is(node, "creator")) {
      content(&part, node);
      append(&authors, part.bytes, part.count);
      append(&authors, "\n", 1);
    } else if (is(node, "category")) {
      xmlChar *term = xmlGetProp(node, (const xmlChar *)"term");
      if (term) append(&categories, (char *)term, strlen((char *)term));
      xmlFree(term);
      append(&categories, "\n", 1);
    }
  }
  items++;
  bind_text(find, 1, &id);
  long long paper = sqlite3_step(find) == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
  sqlite3_reset(find);
  if (!paper) {
    Text *values[] = {&id, &title, &summary, &authors, &categories, &day};
    for (int i = 0; i < 6; i++) bind_text(insert, i + 1, values[i]);
    run(insert);
    paper = sqlite3_last_insert_rowid(db);
    papers++;
    match(paper, &title);
    match(paper, &summary);
  }
  sqlite3_bind_int64(see, 1, paper);
  sqlite3_bind_text(see, 2, feed, -1, SQLITE_STATIC);
  run(see);
}

static void walk(xmlNode *node, const char *feed) {
  for (; node; node = node->next) {
    if (is(node, "entry") || is(node, "item")) keep(node, feed);
    else if (node->type == XML_ELEMENT_NODE) walk(node->children, feed);
  }
}

static void sql(const char *text) {
  char *error = NULL;
  if (sqlite3_exec(db, text, NULL, NULL, &error) != SQLITE_OK) die(text, error);
}

static sqlite3_stmt *prepare(const char *text) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(db, text, -1, &statement, NULL)) die(text, sqlite3_errmsg(db));
  return statement;
}

static void open_library(const char *path) {
  if (sqlite3_open(path, &db)) die(path, sqlite3_errmsg(db));
  sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
      "CREATE TABLE paper (number INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT,"
      " abstract TEXT, authors TEXT, categories TEXT, day TEXT);"
      "CREATE TABLE source (paper INTEGER, feed TEXT, PRIMARY KEY (paper, feed)) WITHOUT ROWID;"
      "CREATE TABLE match (paper INTEGER, tag TEXT, words TEXT);");
  find = prepare("SELECT number FROM paper WHERE id = ?");
  insert = prepare("INSERT INTO paper (id, title, abstract, authors, categories, day)"
                   " VALUES (?, ?, ?, ?, ?, ?)");
  see = prepare("INSERT OR IGNORE INTO source VALUES (?, ?)");
  hit = prepare("INSERT INTO match VALUES (?, ?, ?)");
}

static void read_phrases(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) die(path, "cannot be opened");
  while (phrase_count < 4096
         && fscanf(file, "%63[^\t]\t%191[^\n]\n", phrases[phrase_count].tag,
                   phrases[phrase_count].words) == 2) {
    unsigned char first = phrases[phrase_count].words[0];
    by_first[first][by_first_count[first]++] = phrase_count;
    phrase_count++;
  }
  fclose(file);
}

int main(int count, char **arguments) {
  if (count != 4) die("usage", "floor ADDRESSES PHRASES LIBRARY");
  read_phrases(arguments[2]);
  open_library(arguments[3]);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURLM *multi = curl_multi_init();
  FILE *file = fopen(arguments[1], "r");
  if (!file) die(arguments[1], "cannot be opened");
  char address[1024];
  while (fscanf(file, "%1023s", address) == 1) {
    CURL *easy = curl_easy_init();
    Text *body = calloc(1, sizeof *body);
    curl_easy_setopt(easy, CURLOPT_URL, address);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, body);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, body);
    curl_multi_add_handle(multi, easy);
  }
  fclose(file);
  int running = 1;
  while (running) {
    if (curl_multi_perform(multi, &running)) die("libcurl", "multi");
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(multi, &left))) {
      Text *body;
      char *feed;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&body);
      curl_easy_getinfo(message->easy_handle, CURLINFO_EFFECTIVE_URL, &feed);
      if (message->data.result) die(feed, curl_easy_strerror(message->data.result));
      xmlDoc *document = xmlReadMemory(body->bytes, (int)body->count, NULL, NULL, XML_PARSE_NONET);
      if (!document) die(feed, "not XML");
      sql("BEGIN IMMEDIATE");
      walk(xmlDocGetRootElement(document), feed);
      sql("COMMIT");
      xmlFreeDoc(document);
      free(body->bytes);
      free(body);
      CURL *done = message->easy_handle;
      curl_multi_remove_handle(multi, done);
      curl_easy_cleanup(done);
    }
    if (running) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  }
  sqlite3_stmt *list = prepare(
      "SELECT DISTINCT paper.day, match.tag, paper.title, paper.id FROM paper"
      " LEFT JOIN match ON match.paper = paper.number ORDER BY paper.day DESC");
  while (sqlite3_step(list) == SQLITE_ROW) {
    const char *tag = (const char *)sqlite3_column_text(list, 1);
    printf("%s  %s  %s  [%s]\n", sqlite3_column_text(list, 0), tag ? tag : "",
           sqlite3_column_text(list, 2), sqlite3_column_text(list, 3));
  }
  sqlite3_finalize(list);
  fprintf(stderr, "%ld items, %ld papers, %ld hits\n", items, papers, hits);
  sqlite3_finalize(find);
  sqlite3_finalize(insert);
  sqlite3_finalize(see);
  sqlite3_finalize(hit);
  sqlite3_close(db);
  curl_multi_cleanup(multi);
  return 0;
}
