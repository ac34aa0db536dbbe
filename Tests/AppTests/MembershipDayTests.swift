import Directory
import DirectorySQLite
import HTTPCore
import Logging
import TestSupport
import Testing

@testable import App

@Suite("The day that decides who is a member")
struct MembershipDayTests {
  let folder: TemporaryFolder
  /// The day in the last time zone, which is at least one day ahead of that in the first one.
  let today = TimeZone(named: "Pacific/Kiritimati")?.day(at: Timestamp.now.second) ?? ""

  private static let late = ["directory.timeZone": "Etc/GMT+12", "data.loadShipped": "true"]
  private static let early = ["directory.timeZone": "Pacific/Kiritimati"]

  init() throws { folder = try TemporaryFolder() }

  private func fill(_ directory: RunningDirectory) throws -> Staff {
    let staff = try Staff(directory, role: "admin")
    for (slug, day) in [("joins", #""joined":"\#(today)""#), ("leaves", #""left":"\#(today)""#)] {
      let member =
        #"{"slug":"\#(slug)","kind":"municipality","name":"Zzexample \#(slug)","topics":["string"],\#(day)}"#
      #expect(try staff.send("POST", "/members", member).status == 201)
    }
    return staff
  }

  private func present(_ directory: RunningDirectory, _ query: String = "") throws -> [String] {
    try directory.get("/members?fields=slug&q=zzexample" + query).json.slugs
  }

  @Test("a member is listed, counted and found from the day of joining to the day before leaving")
  func before() throws {
    let directory = try RunningDirectory(Self.late, in: folder)
    _ = try fill(directory)
    #expect(try present(directory) == ["leaves"])
    #expect(try directory.get("/members?limit=0").json["total"] == .integer(18))
    #expect(try directory.get("/topics/string?fields=memberCount").json["memberCount"] == .integer(2))
    #expect(try directory.get("/search?q=zzexample").json.slugs == ["leaves"])
    // Each has a page of its own all the time, and the day itself says who is a member on it.
    #expect(try directory.get("/members/joins").json["joined"]?.string == today)
    #expect(try directory.get("/members/leaves").json["left"]?.string == today)
    #expect(try present(directory, "&at=\(today)") == ["joins"])
  }

  @Test("a start brings the lists up to date, and a start in another time zone brings them back")
  func starts() throws {
    try fill(try RunningDirectory(Self.late, in: folder)).directory.stop()
    for (settings, slugs, count) in [
      (Self.early, ["joins"], 2), (Self.late, ["leaves"], 2), (Self.early, ["joins"], 2),
    ] {
      let directory = try RunningDirectory(settings, in: folder)
      #expect(try present(directory) == slugs)
      #expect(try directory.get("/members?facets=kind&limit=0").json["total"] == .integer(18))
      #expect(try directory.get("/topics/string?fields=memberCount").json["memberCount"] == .integer(count))
      #expect(try directory.get("/search?q=zzexample").json.slugs == slugs)
      directory.stop()
    }
  }

  @Test("a correction of the day counts at once")
  func corrected() throws {
    let directory = try RunningDirectory(Self.late, in: folder)
    let staff = try fill(directory)
    let patch = #"{"joined":"2021-01-01"}"#
    let tag = try staff.ifMatch("/members/joins")
    #expect(try staff.send("PATCH", "/members/joins", patch, type: "application/json", tag).status == 200)
    #expect(try present(directory) == ["joins", "leaves"])
    let later = try staff.ifMatch("/members/joins")
    let future = #"{"joined":"2999-01-01"}"#
    #expect(try staff.send("PATCH", "/members/joins", future, type: "application/json", later).status == 200)
    #expect(try present(directory) == ["leaves"])
  }

  @Test(
    "when a day begins, the members are brought up to date once, and the revision moves only if one has changed"
  )
  func midnight() throws {
    try fill(try RunningDirectory(Self.late, in: folder)).directory.stop()
    let day = Day("2021-01-01")
    let store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"), today: { day.text })
    #expect(try store.updateMembership() == 0)
    day.text = today
    let clock = try #require(TimeZone(named: "Pacific/Kiritimati"))
    let days = MembershipDays(clock, logger: Logger(label: "test")) { Timestamp.now.second }
    let before = store.revisionNumber
    #expect(days.look(store, today) == today && store.revisionNumber == before)
    #expect(days.look(store, "2021-01-01") == today && store.revisionNumber == before + 1)
    #expect(days.look(store, "2021-01-01") == today && store.revisionNumber == before + 1)
  }

  @Test("a restored backup of another day is brought up to date")
  func restored() throws {
    let path = folder.file("directory.sqlite")
    try fill(try RunningDirectory(Self.early, in: folder)).directory.stop()
    let environment = { (zone: String) in
      ["MEMBER_DIRECTORY_DATABASE_PATH": path, "MEMBER_DIRECTORY_DIRECTORY_TIME_ZONE": zone]
    }
    let backup = folder.file("backup.sqlite")
    let made = try CommandProcess(
      ["backup", backup], environment: environment("Pacific/Kiritimati"), in: folder)
    #expect(try made.end().status == 0)
    let directory = try RunningDirectory(Self.late, in: folder)
    #expect(try present(directory) == ["leaves"])
    let restore = try CommandProcess(["restore", backup], environment: environment("Etc/GMT+12"), in: folder)
    #expect(try restore.end().status == 0)
    directory.stop()
    let day = Day("2021-01-01")
    let store = try SQLiteDirectoryStore(path: path, today: { day.text })
    day.text = TimeZone(named: "Etc/GMT+12")?.day(at: Timestamp.now.second) ?? ""
    #expect(try store.updateMembership() <= 2)
  }

  private final class Day: @unchecked Sendable {
    var text: String
    init(_ text: String) { self.text = text }
  }
}

@Suite("Time zones")
struct TimeZoneTests {
  @Test(
    "each has the day that the system's library computes, in summer, in winter and when the clock changes",
    arguments: [
      "Europe/Oslo", "Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
      "Africa/Casablanca",
      "Pacific/Kiritimati", "Etc/GMT+12", "Pacific/Apia", "America/Nuuk", "Europe/Dublin", "Antarctica/Troll",
      "UTC",
      "America/St_Johns", "Africa/Cairo", "Asia/Tehran",
    ])
  func offsets(name: String) throws {
    let zone = try #require(TimeZone(named: name))
    // Foundation has the same zones in tests, where its size doesn't matter; since 1970, before which it
    // takes some zones for the same.
    let known = try #require(SystemZone(name))
    var time: Int64 = 0
    while time < 4_102_444_800 {
      #expect(zone.offset(at: time) == known.offset(at: time), "\(time)")
      time += 86_400 * 9 + 3_601
    }
    // Each hour of the days around the changes of 2026 and 2045.
    for start: Int64 in [1_772_323_200, 1_774_656_000, 1_792_800_000, 2_374_000_000, 2_392_700_000] {
      for hour in 0..<(24 * 9) {
        let time = start + Int64(hour) * 3600
        #expect(zone.offset(at: time) == known.offset(at: time), "\(time)")
      }
    }
  }

  @Test("a day ends at midnight of the zone")
  func midnight() throws {
    let oslo = try #require(TimeZone(named: "Europe/Oslo"))
    // 2026-12-31 22:59:59 UTC.
    let last: Int64 = 1_798_757_999
    #expect(oslo.day(at: last) == "2026-12-31" && oslo.day(at: last + 1) == "2027-01-01")
    #expect(oslo.secondsLeft(at: last) == 1 && oslo.secondsLeft(at: last + 1) == 86_400)
    #expect(TimeZone.utc.day(at: last + 1) == "2026-12-31")
  }

  @Test("a file that was cut off or changed is refused or read, but never ends the program")
  func damaged() throws {
    let bytes = try FileBytes.read("/usr/share/zoneinfo/America/New_York")
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(TimeZone(name: "x", file: Array(bytes.prefix(count))) == nil)
    }
    for place in bytes.indices {
      for value in [0, 0x7F, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] = value
        let zone = TimeZone(name: "x", file: changed)
        for time in [Int64.min, -1, 0, 1_800_000_000, .max] { _ = zone?.day(at: time) }
      }
    }
  }

  @Test(
    "a rule that isn't in the form of POSIX is refused",
    arguments: [
      "", "CE-1", "CET", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "<+14",
    ])
  func rules(text: String) { #expect(TimeZoneRule(text) == nil) }
}
