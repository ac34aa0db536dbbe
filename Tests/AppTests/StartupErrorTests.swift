import Directory
import HTTPServer
import Testing

@testable import App

@Suite("The exit codes of errors")
struct StartupErrorTests {
  private static let key = RecordKey(.topic, "x")
  private static let change = LaterChange(key: key, action: .updated, author: "Kari", at: 1)

  @Test(
    "an error of the store has its exit code and names the database",
    arguments: [
      (.damaged("x"), .data), (.incompatible("x"), .data), (.invalidDocument([]), .data),
      (.invalidRecord([]), .data), (.changedSince(1, [change]), .data), (.noSuchImport(1), .data),
      (.neededSince(1, key, by: [change], total: 1), .data), (.full, .inputOutput), (.busy, .unavailable),
      (.readOnly, .cannotCreate),
      (.unavailable("x"), .cannotCreate), (.invalidCursor, .software), (.notEmpty, .software),
      (.unknownValue(parameter: "p", value: "v", nearest: []), .software),
      (.stillReferenced(key, by: [], total: 1), .software),
    ] as [(DirectoryError, App.ExitStatus)])
  func store(error: DirectoryError, status: App.ExitStatus) {
    let startup = StartupError(error, database: "d.sqlite")
    #expect(startup.exitStatus == status)
    #expect(startup.description == "d.sqlite: \(error)")
  }

  @Test(
    "an address that can't be listened on exits with 69, and a limit of the system with 74",
    arguments: [
      (.addressInUse(address), .unavailable), (.invalidAddress(address), .unavailable),
      (.notPermitted(address), .unavailable), (.cannotListen(address, reason: "x"), .unavailable),
      (.systemLimit(reason: "x"), .inputOutput),
    ] as [(ServerError, App.ExitStatus)])
  func server(error: ServerError, status: App.ExitStatus) {
    #expect(StartupError(error).exitStatus == status)
    #expect(StartupError(error).description == error.description)
  }

  private static let address = ListenAddress.unixSocket(path: "/run/d.sock")

  @Test("the numbers are those of sysexits.h")
  func numbers() {
    let numbers: [App.ExitStatus: Int32] = [
      .success: 0, .negative: 1, .usage: 64, .data: 65, .unavailable: 69, .software: 70, .cannotCreate: 73,
      .inputOutput: 74, .configuration: 78,
    ]
    for (status, number) in numbers { #expect(status.rawValue == number) }
  }
}
