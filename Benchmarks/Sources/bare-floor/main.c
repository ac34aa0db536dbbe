// Measures what one page of members costs without a server: it runs the product's queries, reads every column, and
// compresses the bytes that the product sends. It doesn't parse, encode or send anything.
//
// usage: bare-floor DATABASE PAGES LEVEL ROUNDS
// PAGES is a file with an entry for each page: the id that the page starts after (int64), the length of the sort key
// (uint32), the key, the length of the JSON document (uint32), the document. Numbers are in host byte order.
// Prints the number of pages, the CPU time of a page in microseconds for SQLite and for zlib, and the compressed
// size.
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum { page_rows = 50 };

struct page {
  int64_t id;
  uint32_t key_length, document_length;
  const unsigned char *key, *document;
};

static void fail(const char *what) {
  fprintf(stderr, "bare-floor: %s\n", what);
  exit(1);
}

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static unsigned char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) fail("can't read the pages");
  *length = (size_t)ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(*length);
  if (!bytes || fread(bytes, 1, *length, file) != *length) fail("can't read the pages");
  fclose(file);
  return bytes;
}

static const unsigned char *take(const unsigned char *from, void *into, size_t length) {
  memcpy(into, from, length);
  return from + length;
}

static size_t parse_pages(const unsigned char *bytes, size_t length, struct page *pages, size_t room) {
  size_t count = 0;
  for (const unsigned char *at = bytes; at < bytes + length && count < room; count++) {
    struct page *page = &pages[count];
    at = take(at, &page->id, sizeof page->id);
    at = take(at, &page->key_length, sizeof page->key_length);
    page->key = at;
    at = take(at + page->key_length, &page->document_length, sizeof page->document_length);
    page->document = at;
    at += page->document_length;
  }
  return count;
}

// The product's statements for a page (DirectorySQLite: MemberRows.swift, ListReading.swift).
static const char *const sql[] = {
    "BEGIN",
    "SELECT m.id, m.sort_key, m.slug, m.kind_id, m.name, m.short_name, m.summary, m.population,"
    " m.population_is_approximate, m.joined, m.\"left\", m.image_credit, m.area_id, m.focus_areas, m.facts,"
    " m.topic_ids FROM members AS m"
    " WHERE m.\"left\" IS NULL AND (m.sort_key, m.id) > (?, ?) ORDER BY m.sort_key, m.id LIMIT ?",
    "SELECT member_count FROM directory_revision WHERE id = 1",
    "COMMIT",
};
enum { begin, members, total, commit, statement_count };

static int64_t touched;

static void read_columns(sqlite3_stmt *statement) {
  for (int column = 0; column < sqlite3_column_count(statement); column++) {
    if (sqlite3_column_type(statement, column) == SQLITE_INTEGER) {
      touched += sqlite3_column_int64(statement, column);
    } else if (sqlite3_column_type(statement, column) != SQLITE_NULL) {
      const char *text = sqlite3_column_blob(statement, column);
      touched += (text ? text[0] : 0) + sqlite3_column_bytes(statement, column);
    }
  }
}

static void run(sqlite3_stmt *statement) {
  while (sqlite3_step(statement) == SQLITE_ROW) read_columns(statement);
  if (sqlite3_reset(statement) != SQLITE_OK) fail("a statement failed");
}

static void query(sqlite3_stmt **statements, const struct page *page) {
  run(statements[begin]);
  sqlite3_stmt *list = statements[members];
  sqlite3_bind_blob(list, 1, page->key, (int)page->key_length, SQLITE_STATIC);
  sqlite3_bind_int64(list, 2, page->id);
  sqlite3_bind_int(list, 3, page_rows + 1);
  run(list);
  run(statements[total]);
  run(statements[commit]);
}

static size_t compress_page(z_stream *stream, const struct page *page, unsigned char *into, size_t room) {
  deflateReset(stream);
  stream->next_in = (unsigned char *)page->document;
  stream->avail_in = page->document_length;
  stream->next_out = into;
  stream->avail_out = (unsigned)room;
  if (deflate(stream, Z_FINISH) != Z_STREAM_END) fail("zlib failed");
  return room - stream->avail_out;
}

int main(int count, char **arguments) {
  if (count != 5) fail("usage: bare-floor DATABASE PAGES LEVEL ROUNDS");
  sqlite3 *database;
  if (sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    fail("can't open the database");
  sqlite3_stmt *statements[statement_count];
  for (int index = 0; index < statement_count; index++)
    if (sqlite3_prepare_v3(database, sql[index], -1, SQLITE_PREPARE_PERSISTENT, &statements[index], NULL))
      fail(sqlite3_errmsg(database));

  static struct page pages[4096];
  size_t length;
  const unsigned char *bytes = read_file(arguments[2], &length);
  size_t page_count = parse_pages(bytes, length, pages, sizeof pages / sizeof *pages);
  int rounds = atoi(arguments[4]);
  if (!page_count || rounds < 1) fail("no pages or no rounds");

  z_stream stream = {0};
  if (deflateInit2(&stream, atoi(arguments[3]), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    fail("zlib failed");
  static unsigned char output[1 << 22];
  for (size_t index = 0; index < page_count; index++) query(statements, &pages[index]);  // warm up

  double sqlite_time = 0, zlib_time = 0;
  size_t compressed = 0;
  for (int round = 0; round < rounds; round++) {
    // Query and compress each page in turn, as the server does, so that the two share the processor's caches.
    for (size_t index = 0; index < page_count; index++) {
      double start = cpu_seconds();
      query(statements, &pages[index]);
      double middle = cpu_seconds();
      compressed += compress_page(&stream, &pages[index], output, sizeof output);
      sqlite_time += middle - start;
      zlib_time += cpu_seconds() - middle;
    }
  }
  double done = (double)page_count * rounds;
  printf("%.0f %.3f %.3f %.0f\n", done, sqlite_time / done * 1e6, zlib_time / done * 1e6, (double)compressed / done);
  return touched == 0;
}
