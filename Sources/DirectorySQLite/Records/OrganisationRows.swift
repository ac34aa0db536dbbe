internal import Directory
internal import SQLite

extension Connection {
  func organisation() throws(DirectoryError) -> Organisation? {
    try first(
      "SELECT name, short_name, region, summary, copyright_year FROM organisation WHERE id = 1"
    ) { row in
      Organisation(
        name: row.text(0), shortName: row.optionalText(1), region: row.text(2), summary: row.text(3),
        copyrightYear: Int(row.integer(4)))
    }
  }
}
