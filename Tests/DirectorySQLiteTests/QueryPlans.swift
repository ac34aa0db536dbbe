import FoundationEssentials
import SQLite
import Testing

@testable import DirectorySQLite

/// Checks the plans of all statements that a connection has prepared. Each step must find its rows by an
/// index, and none may sort, unless one of the `reasons` allows it.
///
/// Without the statistics of an ANALYZE SQLite plans by the schema alone
/// (https://www.sqlite.org/optoverview.html), so the plans are the same for a directory of any size.
struct QueryPlans {
  struct Reason: Sendable {
    let why: String
    let covers: @Sendable (_ sql: String, _ step: String) -> Bool
  }

  static let reasons = [
    Reason(why: "ids, and the weights of topics, are bound as a JSON array, which isn't a table") {
      $1.hasPrefix("SCAN json_each") || $1.hasPrefix("SCAN w VIRTUAL TABLE")
    },
    Reason(why: "the topics below a topic are found by an index, one after another") { $1 == "SCAN below" },
    Reason(why: "EXPLAIN calls it a scan when FTS5 reads the list of a word; M means that it is a MATCH") {
      $1.contains("VIRTUAL TABLE INDEX 0:M")
    },
    Reason(why: "the list is read along an index in its order, up to the limit") {
      $0.hasSuffix(" LIMIT ?") && $1.hasPrefix("SCAN") && $1.contains(" INDEX ")
    },
    Reason(why: "the few rows that the clauses select are sorted in memory, by a key without an index") {
      $0.contains("ORDER BY +(") && $1 == "USE TEMP B-TREE FOR ORDER BY"
    },
    Reason(why: "no index has members in the order of a value in their profiles, and a worker sorts them") {
      let isSorted =
        $0.contains("(SELECT v.value FROM profile_values") || $0.contains("(SELECT v.value FROM field_")
      return isSorted && ($1 == "USE TEMP B-TREE FOR ORDER BY" || $1 == "SCAN m")
    },
    Reason(why: "rows with the same first sort key are sorted by the second") {
      $0.hasSuffix(" LIMIT ?") && $1.hasSuffix("PART OF ORDER BY")
    },
    Reason(why: "a facet counts every row that the clauses select, and then sorts the groups") {
      $0.contains("GROUP BY 1")
        && ($1 == "USE TEMP B-TREE FOR GROUP BY" || $1 == "SCAN f" || $1.hasPrefix("SCAN m"))
    },
    Reason(why: "an exclusion selects most rows, and no index has the rows without a value") {
      ($0.contains("NOT ") || $0.contains("<> ?")) && $1.hasPrefix("SCAN m")
    },
    Reason(why: "whether there is any translation is known by the first row") {
      $0.contains("EXISTS (SELECT 1 FROM translations)") && $1 == "SCAN translations"
    },
    Reason(why: "the areas around an area are found by their ids, one after another") { $1 == "SCAN above" },
    Reason(why: "a limited number of rows was read along an index") {
      $1 == "SCAN r" || $1 == "SCAN m" && $0.contains("AS m WHERE m.\"left\" IS NULL AND NOT EXISTS")
    },
    Reason(why: "a limited number of drafts and of draft changes is counted") {
      $0.contains("FROM (SELECT 1 FROM draft") && $1.hasPrefix("SCAN ")
    },
    Reason(why: "the draft changes of one record are found by its slugs, and then sorted") {
      $0.contains("FROM draft_changes WHERE") && $0.contains("slug IN (SELECT value FROM json_each(?))")
        && $1 == "USE TEMP B-TREE FOR ORDER BY"
    },
    Reason(why: "SQLite counts the rows of a table by its pages") {
      $0.hasPrefix("SELECT count(*) FROM") && !$0.contains("WHERE") && $1.hasPrefix("SCAN")
    },
    Reason(why: "matching ranks all members that share a topic") {
      $0.contains("json_each(?) AS w") && $1.hasPrefix("USE TEMP B-TREE FOR ")
    },
    Reason(why: "there are only tens of topics, contacts, offices, kinds and areas, on one or two pages") {
      sql, step in
      let small = ["t", "p", "o", "topics", "contacts", "offices", "member_kinds", "areas", "a"]
      let isScan = small.contains { step == "SCAN \($0)" || step.hasPrefix("SCAN \($0) USING ") }
      let leads = [
        " FROM topics AS t", " FROM contacts AS p", " FROM offices AS o", " FROM topics WHERE",
        " FROM offices ORDER", " kind FROM areas",
      ]
      return isScan || (step.hasPrefix("USE TEMP B-TREE") && leads.contains { sql.contains($0) })
    },
  ]

  /// Another connection to the same file, since EXPLAIN prepares a statement too.
  private let explainer: SQLiteDirectoryReader
  private var seen: Set<String> = []
  private(set) var used: Set<String> = []

  /// - Parameter path: a database with the same schema. MEMBER_DIRECTORY_LARGE may name another, larger one,
  ///   such as `Benchmarks/generate.py` makes, to check that its plans are the same.
  init(by path: String) throws {
    let large = ProcessInfo.processInfo.environment["MEMBER_DIRECTORY_LARGE"]
    explainer = try SQLiteDirectoryReader(path: large ?? path)
  }

  var checked: Int { seen.count }

  mutating func check(_ reader: SQLiteDirectoryReader) throws {
    for (sql, statement) in reader.connection.database.preparedStatements {
      guard seen.insert("\(sql)").inserted else { continue }
      let plan = try explainer.connection.database.map(
        "EXPLAIN QUERY PLAN " + sql, Array(repeating: .null, count: statement.parameterCount)
      ) { $0.text(3) }
      for step in plan where isDear(step) {
        let reason = Self.reasons.first { $0.covers("\(sql)", step) }
        #expect(reason != nil, "\(step) in \(sql): \(plan)")
        if let reason { used.insert(reason.why) }
      }
      #expect(statement.cost.automaticIndexRows == 0, "\(sql)")
      #expect(statement.cost.sorts == 0 || plan.contains { $0.contains("TEMP B-TREE") }, "\(sql)")
    }
  }

  private func isDear(_ step: String) -> Bool {
    (step.hasPrefix("SCAN") && step != "SCAN CONSTANT ROW") || step.contains("TEMP B-TREE")
      || step.contains("AUTOMATIC")
  }
}
