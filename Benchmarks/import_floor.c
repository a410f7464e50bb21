/* The floor of importing: what it costs SQLite to take in papers and their words, and nothing else.
 *
 *   import_floor RECORDS LIBRARY BATCH
 *
 * RECORDS holds a paper a line: id, title, abstract, authors, categories, first and last day and
 * comment, with tabs between. Each becomes a row and is put into an FTS5 index with nonmun's
 * tokenizer, by prepared statements, BATCH of them a transaction. Nothing is parsed, checked,
 * compared or matched.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 8, WORDS = 3 };

static sqlite3 *db;

static void die(const char *what, const char *why) {
  fprintf(stderr, "import_floor: %s: %s\n", what, why);
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

static void run(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) die("SQLite", sqlite3_errmsg(db));
  sqlite3_reset(statement);
}

int main(int count, char **arguments) {
  if (count != 4) die("usage", "import_floor RECORDS LIBRARY BATCH");
  FILE *records = fopen(arguments[1], "r");
  if (!records) die(arguments[1], "cannot be opened");
  if (sqlite3_open(arguments[2], &db)) die(arguments[2], sqlite3_errmsg(db));
  long batch = atol(arguments[3]), papers = 0;
  sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
      "CREATE TABLE paper (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT,"
      " abstract TEXT, authors TEXT, categories TEXT, published TEXT, updated TEXT, comment TEXT);"
      "CREATE TABLE source (paper INTEGER, feed TEXT, day TEXT, PRIMARY KEY (paper, feed, day))"
      " WITHOUT ROWID;"
      "CREATE VIRTUAL TABLE paperText USING fts5 (title, abstract, authors, content = 'paper',"
      " content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');");
  sqlite3_stmt *paper = prepare("INSERT INTO paper VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)");
  sqlite3_stmt *source = prepare("INSERT INTO source VALUES (?, 'import', ?)");
  sqlite3_stmt *words = prepare(
      "INSERT INTO paperText (rowid, title, abstract, authors) VALUES (?, ?, ?, ?)");
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  sql("BEGIN IMMEDIATE");
  while ((length = getline(&line, &room, records)) > 0) {
    const char *starts[FIELDS];
    int lengths[FIELDS];
    line[length - 1] = '\t';
    char *place = line;
    for (int field = 0; field < FIELDS; field++) {
      char *end = memchr(place, '\t', (size_t)(line + length - place));
      if (!end) die(arguments[1], "a line with too few fields");
      starts[field] = place;
      lengths[field] = (int)(end - place);
      place = end + 1;
    }
    for (int field = 0; field < FIELDS; field++)
      sqlite3_bind_text(paper, field + 1, starts[field], lengths[field], SQLITE_STATIC);
    run(paper);
    sqlite3_int64 number = sqlite3_last_insert_rowid(db);
    sqlite3_bind_int64(source, 1, number);
    sqlite3_bind_text(source, 2, starts[5], lengths[5], SQLITE_STATIC);
    run(source);
    sqlite3_bind_int64(words, 1, number);
    for (int field = 1; field <= WORDS; field++)
      sqlite3_bind_text(words, field + 1, starts[field], lengths[field], SQLITE_STATIC);
    run(words);
    if (++papers % batch == 0) sql("COMMIT; BEGIN IMMEDIATE");
  }
  sql("COMMIT");
  printf("%ld papers\n", papers);
  sqlite3_finalize(paper);
  sqlite3_finalize(source);
  sqlite3_finalize(words);
  return sqlite3_close(db);
}
