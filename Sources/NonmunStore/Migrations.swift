import Foundation
import GRDB

/// The schema, step by step. A step never changes once it has shipped; what a later one makes anew
/// is taken out of it, so that a new file does not make it twice.
///
/// What feeds say (`paper`, `source`, `upvote`) and what happened (`feedState`, `validator`) are
/// different tables; `page`, `note`, `noteItem` and `queueItem` index the reader's files.
///
/// `user_version` counts the steps that a file has taken. It is read again inside the transaction
/// that takes a step: several processes may find a new file at once, and GRDB's own migrator looks
/// only before it.
enum Migrations {
  private static let steps = [
    first, madeAnew, walks, history, news, madeAnew, madeAnew, ranking, matches, textIndex,
    noteIndex,
  ]
  private static let madeAnew = ""

  static func migrate(_ writer: some DatabaseWriter) throws {
    let taken = try writer.unsafeReentrantRead(version)
    guard taken != steps.count else { return }
    guard taken < steps.count else { throw NewerLibrary() }
    // A new file's pages, of which each costs four calls of the system, hold eight papers and not
    // two. A file stays in WAL mode: readers wait for no writer, and a writer for no reader.
    try writer.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL")
    }
    try writer.write { database in
      // Damaged, it may be below 0.
      let taken = max(0, try version(database))
      for step in steps.dropFirst(taken) { try database.execute(sql: step) }
      try database.execute(sql: "PRAGMA user_version = \(steps.count)")
      // What an earlier file lacks, no step adds.
      if try taken == 0 || LibrarySchema.missing(database) == nil {
        try LibrarySchema.remember(database)
      }
    }
  }

  private static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// Whether every step was taken.
  static func areDone(_ database: Database) throws -> Bool {
    try version(database) == steps.count
  }

  private struct NewerLibrary: LocalizedError {
    var errorDescription: String? { "a newer nonmun wrote it" }
  }

  /// Times are seconds since 1970, days are days since 1970; lists of names stand one a line.
  private static let first = """
    CREATE TABLE paper (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      version INTEGER,
      title TEXT NOT NULL,
      abstract TEXT NOT NULL,
      authors TEXT NOT NULL,
      categories TEXT NOT NULL,
      published REAL,
      updated REAL,
      comment TEXT,
      journalReference TEXT,
      doi TEXT,
      day INTEGER,
      firstSeen REAL NOT NULL,
      upvotes INTEGER,
      discussion INTEGER,
      codeAddress TEXT,
      isOnHuggingFace INTEGER NOT NULL CHECK (isOnHuggingFace IN (0, 1)),
      page TEXT,
      authorities TEXT NOT NULL
    );
    CREATE TABLE source (
      paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
      feed TEXT NOT NULL,
      day INTEGER NOT NULL,
      kind TEXT NOT NULL,
      announceType TEXT,
      at REAL NOT NULL,
      PRIMARY KEY (paper, feed, day)
    ) WITHOUT ROWID;
    CREATE INDEX sourceByDay ON source (day);
    CREATE TABLE upvote (
      paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
      at REAL NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (paper, at)
    ) WITHOUT ROWID;
    CREATE TABLE feedState (
      feed TEXT PRIMARY KEY,
      at REAL NOT NULL,
      verdict TEXT NOT NULL,
      httpStatus INTEGER,
      new INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      seen INTEGER NOT NULL,
      error TEXT,
      defect TEXT,
      lastFresh REAL,
      lastList INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE validator (
      address TEXT PRIMARY KEY,
      feed TEXT NOT NULL,
      etag TEXT,
      lastModified TEXT,
      CHECK (etag IS NOT NULL OR lastModified IS NOT NULL)
    ) WITHOUT ROWID;
    CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE page (file TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE note (
      number INTEGER PRIMARY KEY,
      file TEXT NOT NULL REFERENCES page ON DELETE CASCADE,
      day INTEGER NOT NULL,
      section TEXT,
      markdown TEXT NOT NULL,
      line INTEGER NOT NULL
    );
    CREATE INDEX noteByFile ON note (file);
    CREATE TABLE noteItem (
      note INTEGER NOT NULL REFERENCES note ON DELETE CASCADE,
      position INTEGER NOT NULL,
      item TEXT NOT NULL,
      address TEXT NOT NULL,
      PRIMARY KEY (note, position)
    ) WITHOUT ROWID;
    CREATE INDEX noteItemByItem ON noteItem (item);
    CREATE TABLE queueItem (
      file TEXT NOT NULL REFERENCES page ON DELETE CASCADE,
      position INTEGER NOT NULL,
      item TEXT NOT NULL,
      isDone INTEGER NOT NULL CHECK (isDone IN (0, 1)),
      PRIMARY KEY (file, position)
    ) WITHOUT ROWID;
    CREATE INDEX queueItemByItem ON queueItem (item);
    """

  /// The words of papers, without the texts themselves, and the order in which papers are listed.
  ///
  /// Another tokenizer is another step of this: ``TextIndex`` then reads every paper anew.
  ///
  /// `hashsize` is how many bytes of words FTS5 gathers before it writes a segment, which it must
  /// merge with others later: 16 MiB instead of one halve the cost of 100,000 papers. It is set in
  /// `fts5_config.c`, and missing in the documentation.
  private static let textIndex = """
    DROP TABLE IF EXISTS paperText;
    CREATE VIRTUAL TABLE paperText USING fts5 (
      title, abstract, authors,
      content = 'paper', content_rowid = 'number', tokenize = 'nonmun'
    );
    INSERT INTO paperText (paperText, rank) VALUES ('hashsize', 16777216);
    DELETE FROM mark WHERE name = 'textIndex';
    CREATE INDEX IF NOT EXISTS paperByDay ON paper (day DESC, published DESC, id DESC);
    """

  /// The words of notes, which `Library.index` keeps up. That no page is known makes the next run
  /// read them all.
  private static let noteIndex = """
    DROP TABLE IF EXISTS noteText;
    CREATE VIRTUAL TABLE noteText USING fts5 (text, tokenize = 'nonmun');
    DELETE FROM page;
    """

  /// Lists in pages that are on their way: `place` is how far, as JSON; the counts are of what no
  /// report has told.
  private static let walks = """
    CREATE TABLE IF NOT EXISTS walk (
      feed TEXT NOT NULL,
      kind TEXT NOT NULL,
      place BLOB NOT NULL,
      new INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      seen INTEGER NOT NULL,
      arrived INTEGER NOT NULL,
      unnamed INTEGER NOT NULL,
      PRIMARY KEY (feed, kind)
    ) WITHOUT ROWID;
    """

  /// What became of each feed, run by run; `since` is the first run of the same verdict.
  private static let history = """
    CREATE TABLE IF NOT EXISTS feedRun (
      number INTEGER PRIMARY KEY,
      feed TEXT NOT NULL,
      at REAL NOT NULL,
      verdict TEXT NOT NULL,
      since REAL NOT NULL,
      reason TEXT,
      httpStatus INTEGER,
      new INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      seen INTEGER NOT NULL,
      requests INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      seconds REAL NOT NULL,
      error TEXT,
      defect TEXT,
      retryAt REAL,
      lastFilled INTEGER
    );
    CREATE INDEX IF NOT EXISTS feedRunByFeed ON feedRun (feed, number);
    """

  /// What became of noted papers, and pages that were asked for their title in vain.
  private static let news = """
    CREATE TABLE IF NOT EXISTS news (
      number INTEGER PRIMARY KEY,
      paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
      kind TEXT NOT NULL,
      what TEXT NOT NULL,
      at REAL NOT NULL,
      UNIQUE (paper, kind, what)
    );
    CREATE TABLE IF NOT EXISTS nameless (
      item TEXT PRIMARY KEY,
      at REAL NOT NULL
    ) WITHOUT ROWID;
    """

  /// What the reader dismissed and opened, beside notes and queue, and what tags learned from it, as
  /// JSON, with the words they share under no name.
  ///
  /// `dismissal` indexes the reader's file; a `tag` of no letters means every tag.
  private static let ranking = """
    CREATE TABLE IF NOT EXISTS dismissal (
      item TEXT NOT NULL,
      tag TEXT NOT NULL,
      PRIMARY KEY (item, tag)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS opened (item TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ranking (
      tag TEXT PRIMARY KEY,
      isUsed INTEGER NOT NULL CHECK (isUsed IN (0, 1)),
      learned BLOB NOT NULL
    ) WITHOUT ROWID;
    """

  /// A match is a tag and a score, and in `ranked` how probably it is wanted. What spoke for it is
  /// found again when it is shown: it took fifty times the room, and half of the time of matching
  /// again. `ranked` refers to no match, for which SQLite would delete matches one by one.
  private static let matches = """
    DROP TABLE IF EXISTS ranked;
    DROP TABLE IF EXISTS match;
    CREATE TABLE match (
      paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
      tag TEXT NOT NULL,
      score REAL NOT NULL,
      PRIMARY KEY (paper, tag)
    ) WITHOUT ROWID;
    CREATE INDEX matchByTag ON match (tag);
    CREATE TABLE ranked (
      paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
      tag TEXT NOT NULL,
      probability REAL NOT NULL,
      PRIMARY KEY (paper, tag)
    ) WITHOUT ROWID;
    DELETE FROM mark WHERE name = 'tags';
    """
}
