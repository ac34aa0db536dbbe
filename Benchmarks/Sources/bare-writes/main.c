// Measures what correcting a member's summary costs without a server: it runs the product's statements, with GROUP
// corrections in each transaction, and syncs as the product does. It doesn't parse, validate, render or send anything,
// and reads only what the statements themselves read. It writes the search index with each correction, as a simple
// program would; with "sorted" it writes the index as the product does, at the end of the transaction in the order of
// the rows (DirectorySQLite/Search/PendingIndex.swift).
//
// usage: bare-writes DATABASE GROUP SECONDS [sorted]
// Prints the number of corrections, the elapsed seconds, and the CPU time of a correction in microseconds. DATABASE is
// changed: use a copy.
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { most_members = 1000, member_columns = 8 };

struct rows {
  sqlite3_value **values;
  int count;
};

struct member {
  int64_t id;
  sqlite3_value *columns[member_columns];
  struct rows index;
  sqlite3_value *slug, *document;
};

static sqlite3 *database;

static void fail(const char *what) {
  fprintf(stderr, "bare-writes: %s: %s\n", what, database ? sqlite3_errmsg(database) : "");
  exit(1);
}

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)) fail(sql);
  return statement;
}

static void run(sqlite3_stmt *statement) {
  while (sqlite3_step(statement) == SQLITE_ROW) {
  }
  if (sqlite3_reset(statement) != SQLITE_OK) fail(sqlite3_sql(statement));
}

// Reads all values of all rows.
static struct rows load(sqlite3_stmt *statement, int64_t id) {
  struct rows rows = {0};
  sqlite3_bind_int64(statement, 1, id);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    int columns = sqlite3_column_count(statement);
    rows.values = realloc(rows.values, sizeof *rows.values * (size_t)(rows.count + columns));
    if (!rows.values) fail("out of memory");
    for (int column = 0; column < columns; column++)
      rows.values[rows.count++] = sqlite3_value_dup(sqlite3_column_value(statement, column));
  }
  sqlite3_reset(statement);
  return rows;
}

static size_t load_members(struct member *members) {
  sqlite3_stmt *list = prepare(
      "SELECT name, summary, population, population_is_approximate, joined, image_credit, focus_areas, facts, id, slug"
      " FROM members ORDER BY id LIMIT ?");
  sqlite3_stmt *index = prepare("SELECT name, keywords, body FROM members_search WHERE rowid = ?");
  // Has the length of the record that a revision holds.
  sqlite3_stmt *document = prepare(
      "SELECT json_object('slug', slug, 'kind', 'municipality', 'name', name, 'shortName', short_name,"
      " 'county', 'county', 'summary', summary, 'population', population, 'joined', joined,"
      " 'focusAreas', json(focus_areas), 'facts', json(facts),"
      " 'topics', (SELECT json_group_array(t.slug) FROM member_topics AS r JOIN topics AS t ON t.id = r.topic_id"
      "   WHERE r.member_id = m.id)) FROM members AS m WHERE id = ?");
  size_t count = 0;
  sqlite3_bind_int(list, 1, most_members);
  while (sqlite3_step(list) == SQLITE_ROW) {
    struct member *member = &members[count++];
    for (int column = 0; column < member_columns; column++)
      member->columns[column] = sqlite3_value_dup(sqlite3_column_value(list, column));
    member->id = sqlite3_column_int64(list, member_columns);
    member->slug = sqlite3_value_dup(sqlite3_column_value(list, member_columns + 1));
    member->index = load(index, member->id);
    member->document = load(document, member->id).values[0];
  }
  return count;
}

// The product's statements (DirectorySQLite: RecordWriting.swift, SearchIndexing.swift, RecordRevisionRows.swift,
// RevisionRows.swift, EditBatch.swift).
static const char *const sql[] = {
    "BEGIN IMMEDIATE", "COMMIT",
    "UPDATE members SET name = ?, summary = ?, population = ?, population_is_approximate = ?, joined = ?,"
    " image_credit = ?, focus_areas = ?, facts = ? WHERE id = ?",
    "DELETE FROM members_search WHERE rowid = ?",
    "INSERT INTO members_search (rowid, name, keywords, body) VALUES (?, ?, ?, ?)",
    "INSERT INTO revisions (type, slug, at, author, action, public, status, document, import_id)"
    " VALUES ('member', ?, unixepoch(), 'bench', 'updated', 'updated', 'published', ?, NULL)",
    "UPDATE directory_revision SET number = number + 1, changed_at = unixepoch() WHERE id = 1",
};
enum {
  begin, commit, put, remove_index, add_index, add_revision, move, statement_count
};

static sqlite3_stmt *statements[statement_count];

static void run_for(int statement, int64_t id) {
  sqlite3_bind_int64(statements[statement], 1, id);
  run(statements[statement]);
}

static void add_all(int statement, int64_t id, struct rows rows, int columns) {
  for (int first = 0; first + columns <= rows.count; first += columns) {
    sqlite3_bind_int64(statements[statement], 1, id);
    for (int column = 0; column < columns; column++)
      sqlite3_bind_value(statements[statement], column + 2, rows.values[first + column]);
    run(statements[statement]);
  }
}

static void index_again(struct member *member) {
  run_for(remove_index, member->id);
  add_all(add_index, member->id, member->index, 3);
}

static void correct(struct member *member, int64_t number) {
  enum { summary_column = 1 };
  char summary[2048];
  const char *before = (const char *)sqlite3_value_text(member->columns[summary_column]);
  snprintf(summary, sizeof summary, "State %lld. %.1900s", (long long)number, before);
  for (int column = 0; column < member_columns; column++)
    sqlite3_bind_value(statements[put], column + 1, member->columns[column]);
  sqlite3_bind_text(statements[put], summary_column + 1, summary, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statements[put], member_columns + 1, member->id);
  run(statements[put]);
  sqlite3_bind_value(statements[add_revision], 1, member->slug);
  sqlite3_bind_value(statements[add_revision], 2, member->document);
  run(statements[add_revision]);
  run(statements[move]);
}

static int by_row(const void *left, const void *right) {
  int64_t a = (*(struct member *const *)left)->id, b = (*(struct member *const *)right)->id;
  return (a > b) - (a < b);
}

int main(int count, char **arguments) {
  bool sorted = count == 5 && !strcmp(arguments[4], "sorted");
  if (count != 4 && !sorted) fail("usage: bare-writes DATABASE GROUP SECONDS [sorted]");
  if (sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL))
    fail("can't open the database");
  // The same pragmas as in Database.swift.
  const char *settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                         "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;";
  if (sqlite3_exec(database, settings, NULL, NULL, NULL)) fail("can't set it up");
  static struct member members[most_members];
  size_t member_count = load_members(members);
  int group = atoi(arguments[2]);
  double limit = atof(arguments[3]);
  if (!member_count || group < 1 || limit <= 0) fail("no members, no group or no time");
  struct member **corrected = calloc((size_t)group, sizeof *corrected);
  if (!corrected) fail("out of memory");
  for (int index = 0; index < statement_count; index++) statements[index] = prepare(sql[index]);

  int64_t done = 0;
  double start = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), elapsed;
  srand(17);
  do {
    run(statements[begin]);
    for (int index = 0; index < group; index++) {
      corrected[index] = &members[(size_t)rand() % member_count];
      correct(corrected[index], done++);
      if (!sorted) index_again(corrected[index]);
    }
    if (sorted) {
      qsort(corrected, (size_t)group, sizeof *corrected, by_row);
      for (int index = 0; index < group; index++)
        if (!index || corrected[index] != corrected[index - 1]) index_again(corrected[index]);
    }
    run(statements[commit]);
    elapsed = seconds(CLOCK_MONOTONIC) - start;
  } while (elapsed < limit);
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf("%lld %.6f %.3f\n", (long long)done, elapsed, cpu / (double)done * 1e6);
  return 0;
}
