internal import Directory

extension Routes {
  /// What the office asks.
  static let office: [Route] = [
    Route(
      "overview", .read, "/overview", "what waits to be done", yielding: .component("Overview"),
      validity: .moment, handler: .loop(OverviewRoutes.overview), requires: .reader, isLong: true),
    Route(
      "activity", .read, "/activity", "the writes to all records, newest first",
      yielding: .component("ActivityPage"), taking: ActivityRoutes.parameters,
      handler: .loop(ActivityRoutes.list), requires: .reader, isLong: true),
    Route(
      "deleted", .read, "/deleted", "the records that were deleted, newest first",
      yielding: .component("DeletionPage"), taking: ActivityRoutes.deletionParameters,
      handler: .loop(ActivityRoutes.deletions), requires: .reader, isLong: true),
    Route(
      "records", .read, "/records", "the published records and the drafts that contain the words",
      yielding: .component("RecordPage"), taking: RecordRoutes.parameters,
      handler: .loop(RecordRoutes.search), requires: .reader, isLong: true),
    Route(
      "duplicates", .read, "/duplicates", "the records that may be the same as one that is being written",
      yielding: .component("DuplicateList"), taking: RecordRoutes.duplicateParameters,
      handler: .loop(RecordRoutes.duplicates), requires: .reader, isLong: true),
    Route(
      "mergeTopic", .none, "/topics/{slug}/merge", "merges the topic into another one", yielding: .written,
      handler: .none, writes: .merging),
    Route(
      "backups", .read, "/backups", "the backups of the directory, newest first",
      yielding: .component("BackupList"), validity: .moment, handler: .loop(BackupRoutes.list),
      writes: .backingUp, requires: .admin, isLong: true),
    Route(
      "backup", .read, "/backups/{name}", "the file of one backup", yielding: .file, offers: .picture,
      validity: .moment, handler: .backup, requires: .admin),
  ]

}
