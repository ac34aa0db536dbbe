import Directory

/// Something that `doctor` has noticed about the machine, the settings or the data.
package struct Finding: Sendable, Equatable {
  package enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Nothing is wrong, but it is good to know.
    case note
    /// The server works, but something should be changed.
    case warning
    /// The server doesn't start or loses data.
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
      allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
  }

  package let severity: Severity
  /// What was looked at, in one word.
  package let check: String
  /// What is wrong.
  package let problem: String
  /// What to do about it.
  package let remedy: String

  static func note(_ check: String, _ problem: String, _ remedy: String) -> Finding {
    Finding(severity: .note, check: check, problem: problem, remedy: remedy)
  }

  static func warning(_ check: String, _ problem: String, _ remedy: String) -> Finding {
    Finding(severity: .warning, check: check, problem: problem, remedy: remedy)
  }

  static func error(_ check: String, _ problem: String, _ remedy: String) -> Finding {
    Finding(severity: .error, check: check, problem: problem, remedy: remedy)
  }

  /// One line, such as `warning  backups: backup.folder is not set; set it`.
  package var line: String {
    let name = severity.rawValue
    return "\(name)\(String(repeating: " ", count: 9 - name.utf8.count))\(check): \(problem); \(remedy)"
  }

  var json: JSONValue {
    .object(
      [("severity", severity.rawValue), ("check", check), ("problem", problem), ("remedy", remedy)].map {
        JSONMember(name: $0.0, value: .string($0.1))
      })
  }
}

/// All findings of one run, the worst first.
package struct Diagnosis: Sendable, Equatable {
  package let findings: [Finding]

  init(_ findings: [Finding]) {
    self.findings = Finding.Severity.allCases.reversed().flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }

  package var text: String {
    findings.isEmpty ? "nothing is wrong\n" : findings.map { $0.line + "\n" }.joined()
  }

  package var json: [UInt8] {
    JSONValue.object([
      JSONMember(name: "findings", value: .array(findings.map(\.json)))
    ]).prettyPrinted()
  }

  /// 0 without warnings and errors, 1 if the worst is a warning, and 2 if there is an error.
  package var exitStatus: ExitStatus {
    switch findings.map(\.severity).max() {
    case nil, .note: .success
    case .warning: .negative
    case .error: .broken
    }
  }
}
