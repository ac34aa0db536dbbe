internal import CSQLite
internal import Glibc
internal import Locking

/// Simulates a disk that is full, fails, or becomes read-only. It makes SQLite's calls to the files of one
/// folder fail from the n-th call on.
///
/// It is a layer over SQLite's own file system (https://www.sqlite.org/vfs.html), installed for the whole
/// process. Files of other folders, and files that were opened before, are not affected.
package final class StorageFaults: Sendable {
  package enum Call: Sendable {
    case read, write, sync, truncate
    /// A write to the database file itself, not to its write-ahead log.
    case databaseWrite
  }

  package struct Fault: Sendable, CustomStringConvertible {
    package let call: Call
    package let code: Int32
    package let description: String

    package static let full = Fault(call: .write, code: SQLITE_FULL, description: "a full disk")
    package static let readOnly = Fault(
      call: .write, code: SQLITE_READONLY, description: "a read-only disk")
    /// SQLITE_IOERR_WRITE and the like are macros with arithmetic, which Swift doesn't import.
    package static let write = Fault(
      call: .write, code: SQLITE_IOERR | 3 << 8, description: "a write that fails halfway")
    package static let sync = Fault(
      call: .sync, code: SQLITE_IOERR | 4 << 8, description: "a sync that fails")
    package static let read = Fault(
      call: .read, code: SQLITE_IOERR | 1 << 8, description: "a read that fails")
    package static let databaseWrite = Fault(
      call: .databaseWrite, code: SQLITE_IOERR | 3 << 8, description: "a checkpoint that fails halfway")
    package static let truncate = Fault(
      call: .truncate, code: SQLITE_IOERR | 6 << 8, description: "a file that cannot be truncated")
  }

  private struct State {
    var fault: Fault?
    var countdown = 0
    var hasFired = false
  }

  private let folder: String
  private let state = Guarded(State())

  package init(in folder: TemporaryFolder) {
    self.folder = folder.path
    FaultyFiles.register(self)
  }

  deinit { FaultyFiles.forget(folder) }

  /// Makes all calls of the fault's kind fail from the n-th on, until `end()` is called.
  package func begin(_ fault: Fault, at number: Int) {
    state.withLock { $0 = State(fault: fault, countdown: number) }
  }

  /// Ends the fault. Returns true if a call has failed since `begin`.
  package func end() -> Bool {
    state.withLock { state in
      defer { state = State() }
      return state.hasFired
    }
  }

  fileprivate func failure(_ call: Call, isDatabase: Bool) -> Int32? {
    state.withLock { state in
      guard let fault = state.fault else { return nil }
      guard fault.call == call || fault.call == .databaseWrite && call == .write && isDatabase else {
        return nil
      }
      state.countdown -= 1
      guard state.countdown <= 0 else { return nil }
      state.hasFired = true
      return fault.code
    }
  }
}

/// The layer over SQLite's file system. C functions can't capture values, so their state is stored here by
/// file.
private enum FaultyFiles {
  typealias File = UnsafeMutablePointer<sqlite3_file>
  typealias Methods = UnsafePointer<sqlite3_io_methods>

  private struct OpenFile {
    weak var faults: StorageFaults?
    let isDatabase: Bool
    /// SQLite's own methods, as a number because a pointer isn't Sendable.
    let methods: UInt
  }

  private struct State {
    var isRegistered = false
    var original: UInt = 0
    var folders: [String: Weak] = [:]
    var files: [UInt: OpenFile] = [:]
    /// Our method tables by SQLite's method tables, of which SQLite has one for each kind of locking.
    var tables: [UInt: UInt] = [:]
  }

  private struct Weak { weak var faults: StorageFaults? }

  private static let state = Guarded(State())

  private static func number<Pointee>(_ pointer: UnsafePointer<Pointee>) -> UInt { UInt(bitPattern: pointer) }

  static func register(_ faults: StorageFaults) {
    state.withLock { state in
      state.folders[faults.folderPath] = Weak(faults: faults)
      guard !state.isRegistered, let original = unsafe sqlite3_vfs_find(nil) else { return }
      state.isRegistered = true
      state.original = UInt(bitPattern: original)
      // The layer is never freed, since SQLite uses it until the process ends.
      let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
      unsafe layer.initialize(to: original.pointee)
      unsafe layer.pointee.pNext = nil
      unsafe layer.pointee.zName = UnsafePointer(strdup("faulty"))
      unsafe layer.pointee.xOpen = open
      unsafe sqlite3_vfs_register(layer, 1)
    }
  }

  static func forget(_ folder: String) { state.withLock { _ = $0.folders.removeValue(forKey: folder) } }

  private static let open:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vfs>?, UnsafePointer<CChar>?, File?, Int32, UnsafeMutablePointer<Int32>?
    ) -> Int32 = { _, name, file, flags, outFlags in
      unsafe opened(name, file, flags, outFlags)
    }

  private static func opened(
    _ name: UnsafePointer<CChar>?, _ file: File?, _ flags: Int32, _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    let original = unsafe UnsafeMutablePointer<sqlite3_vfs>(bitPattern: state.withLock { $0.original })
    guard let original = unsafe original, let file = unsafe file,
      let open = unsafe original.pointee.xOpen
    else { return SQLITE_CANTOPEN }
    let code = unsafe open(original, name, file, flags, outFlags)
    guard code == SQLITE_OK, let name = unsafe name, let methods = unsafe file.pointee.pMethods else {
      return code
    }
    let path = unsafe String(cString: name)
    state.withLock { state in
      guard
        let faults = state.folders.first(where: { path.hasPrefix($0.key + "/") })?.value.faults
      else { return }
      unsafe state.files[UInt(bitPattern: file)] = OpenFile(
        faults: faults, isDatabase: flags & SQLITE_OPEN_MAIN_DB != 0, methods: number(methods))
      unsafe file.pointee.pMethods = table(over: methods, &state)
    }
    return code
  }

  private static func table(over methods: Methods, _ state: inout State) -> Methods? {
    if let made = unsafe state.tables[number(methods)] { return unsafe Methods(bitPattern: made) }
    let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    unsafe table.initialize(to: methods.pointee)
    unsafe table.pointee.xRead = { file, buffer, count, offset in
      unsafe FaultyFiles.call(.read, file) { unsafe $0.xRead?(file, buffer, count, offset) }
    }
    unsafe table.pointee.xWrite = { file, buffer, count, offset in
      unsafe FaultyFiles.call(
        .write, file, failing: { unsafe _ = $0.xWrite?(file, buffer, count / 2, offset) }
      ) {
        unsafe $0.xWrite?(file, buffer, count, offset)
      }
    }
    unsafe table.pointee.xSync = { file, flags in
      unsafe FaultyFiles.call(.sync, file) { unsafe $0.xSync?(file, flags) }
    }
    unsafe table.pointee.xTruncate = { file, size in
      unsafe FaultyFiles.call(.truncate, file) { unsafe $0.xTruncate?(file, size) }
    }
    unsafe table.pointee.xClose = { file in
      defer { FaultyFiles.closed(UInt(bitPattern: file)) }
      return unsafe FaultyFiles.call(nil, file) { unsafe $0.xClose?(file) }
    }
    unsafe state.tables[number(methods)] = UInt(bitPattern: table)
    return unsafe Methods(table)
  }

  private static func closed(_ file: UInt) { state.withLock { _ = $0.files.removeValue(forKey: file) } }

  /// Calls the original method unless the call must fail.
  ///
  /// - Parameter failing: runs before a call fails. A failed write still writes half of its bytes.
  private static func call(
    _ call: StorageFaults.Call?, _ file: File?, failing: (sqlite3_io_methods) -> Void = { _ in },
    _ original: (sqlite3_io_methods) -> Int32?
  ) -> Int32 {
    let opened = state.withLock { $0.files[UInt(bitPattern: file)] }
    guard let opened, let methods = unsafe Methods(bitPattern: opened.methods) else { return SQLITE_MISUSE }
    if let call, let code = opened.faults?.failure(call, isDatabase: opened.isDatabase) {
      unsafe failing(methods.pointee)
      return code
    }
    return unsafe original(methods.pointee) ?? SQLITE_MISUSE
  }
}

extension StorageFaults {
  fileprivate var folderPath: String { folder }
}
