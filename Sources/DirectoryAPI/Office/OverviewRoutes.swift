internal import Directory
internal import HTTPCore

/// What waits to be done, for the first page of a workspace.
enum OverviewRoutes {
  /// Records are old if they were last written longer ago.
  private static let secondsUntilOld: Int64 = 365 * 86_400

  static func overview(_ call: Call) throws(APIError) -> Content {
    let figures = try call.askStaff { reader throws(DirectoryError) in
      try reader.overview(oldBefore: call.now - secondsUntilOld)
    }
    let last = lastBackup(call)
    let findings = call.requester?.role == .admin ? call.settings.office?.findings() : nil
    return Content(
      bytes: JSONWriter.document { json in
        json.object("drafts") { write(figures.drafts, to: &$0) }
        json.object("draftChanges") { write(figures.draftChanges, to: &$0) }
        json.object("old") { json in
          write(figures.oldCount, to: &json)
          json.array("items", figures.old) { json, old in
            json.object {
              write(old.record, to: &$0)
              $0.field("changedAt", RFC3339.text(old.changedAt))
              $0.object("links") { $0.field("self", Links.record(old.record.key)) }
            }
          }
        }
        json.array("untranslated", figures.untranslated) { json, one in
          json.object {
            $0.field("language", one.language)
            $0.field("type", one.type.rawValue)
            $0.field("count", one.count)
          }
        }
        json.object("withoutContact") { write(figures.withoutContact, to: &$0) }
        json.object("withoutWebsite") { write(figures.withoutWebsite, to: &$0) }
        json.object("backups") { json in
          json.field("configured", last.isConfigured)
          if let backup = last.backup { json.object("last") { BackupRoutes.write(backup, to: &$0) } }
        }
        if let findings { json.array("findings", findings) { json, one in write(one, to: &json) } }
      })
  }

  /// A folder that can't be read is a finding of the doctor, and no reason to refuse everything else.
  private static func lastBackup(_ call: Call) -> (isConfigured: Bool, backup: StoredBackup?) {
    guard let office = call.settings.office else { return (false, nil) }
    do { return (true, try office.backups().first) } catch {
      if case .noFolder = error { return (false, nil) }
      return (true, nil)
    }
  }

  private static func write(_ states: [OverviewFigures.Waiting], to json: inout JSONWriter) {
    for waiting in states { json.object(name(of: waiting.state)) { write(waiting, to: &$0) } }
  }

  private static func name(of state: DraftChange.State) -> StaticString {
    switch state {
    case .proposed: "proposed"
    case .scheduled: "scheduled"
    default: "draft"
    }
  }

  private static func write(_ waiting: OverviewFigures.Waiting, to json: inout JSONWriter) {
    write(waiting.count, to: &json)
    json.array("items", waiting.items) { json, item in
      json.object {
        $0.field("id", Int(item.id))
        write(item.record, to: &$0)
        $0.field("updatedAt", RFC3339.text(item.updatedAt))
        $0.object("links") { $0.field("self", Links.draftChange(item.id)) }
      }
    }
  }

  private static func write(_ count: BoundedCount, to json: inout JSONWriter) {
    json.field("count", count.count)
    json.field("countIsExact", count.isExact)
  }

  private static func write(_ examples: RecordExamples, to json: inout JSONWriter) {
    write(examples.count, to: &json)
    json.array("items", examples.items) { json, record in
      json.object {
        write(record, to: &$0)
        $0.object("links") { $0.field("self", Links.record(record.key)) }
      }
    }
  }

  static func write(_ record: NamedRecord, to json: inout JSONWriter) {
    json.field("type", record.key.type.rawValue)
    json.field("slug", record.key.slug)
    json.field("name", record.name)
  }

  private static func write(_ finding: BackOfficeFinding, to json: inout JSONWriter) {
    json.object {
      $0.field("severity", finding.severity)
      $0.field("check", finding.check)
      $0.field("problem", finding.problem)
      $0.field("remedy", finding.remedy)
    }
  }
}
