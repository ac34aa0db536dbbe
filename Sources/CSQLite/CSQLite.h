#include <sqlite3.h>

// What Swift can't call, since it is variadic. For the whole process, before SQLite does anything else
// (https://www.sqlite.org/c3ref/config.html): nobody asks how much it has allocated, and counting it takes a mutex at
// each malloc, 2.5 % of what an uncached member costs.
static inline int forgo_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
