internal import Glibc

/// Removes the temporary files that killed processes left behind.
///
/// A process holds a lock (flock(2)) on its temporary file, which the kernel releases when the process
/// ends, however it ends. The number in the name doesn't tell whether a process lives, because containers
/// that share a volume have process ids of their own.
enum AbandonedFiles {
  private static let suffix = Array(".partial".utf8)

  /// Removes the temporary files for `destination` that no process has open. Errors are ignored: a file that
  /// can't be removed is only in the way of later calls.
  ///
  /// - Parameter own: the name that the caller is about to create. It is removed unless it is locked.
  static func remove(of destination: String, own: String) {
    let folder = parentFolder(of: destination)
    let name = destination.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last
    let prefix = (name.map(Array.init) ?? []) + [UInt8(ascii: ".")]
    for name in names(in: folder) where isTemporary(name, prefix) {
      removeUnlessLocked(folder + "/" + String(decoding: name, as: UTF8.self))
    }
    // On a file system without locks only the process with the same id can have left it behind.
    removeUnlessLocked(own, orWithoutLocks: true)
    var status = stat()
    // A link, which another user may have put there.
    if unsafe lstat(own, &status) == 0, status.st_mode & S_IFMT != S_IFREG { unsafe unlink(own) }
  }

  /// Reports whether the name is the prefix, a process id and the suffix.
  private static func isTemporary(_ name: [UInt8], _ prefix: [UInt8]) -> Bool {
    guard name.starts(with: prefix), name.count > prefix.count + suffix.count,
      name.suffix(suffix.count) == suffix[...]
    else { return false }
    return name[prefix.count..<(name.count - suffix.count)].allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  private static func removeUnlessLocked(_ path: String, orWithoutLocks: Bool = false) {
    let descriptor = unsafe open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var (opened, named) = (stat(), stat())
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || orWithoutLocks && errno != EWOULDBLOCK,
      // The name may be that of a newer file by now, whose lock isn't this one.
      unsafe fstat(descriptor, &opened) == 0, unsafe lstat(path, &named) == 0, opened.st_ino == named.st_ino
    else { return }
    unsafe unlink(path)
  }

  private static func names(in folder: String) -> [[UInt8]] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      names.append(name)
    }
    return names
  }
}
