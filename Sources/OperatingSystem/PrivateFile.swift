internal import Glibc

/// Creates an empty file that only its owner can read and write, whatever the umask. Does nothing if the
/// path exists, or if the file can't be created: opening it then reports the error.
package func createPrivateFile(_ path: String) {
  // O_EXCL: a file that exists isn't opened. Closing it would release the locks that this process has on it
  // (fcntl(2), "Advisory record locking").
  let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { return }
  fchmod(descriptor, 0o600)
  close(descriptor)
}

/// Returns true if users other than the owner and its group may read or write the file. Returns false if
/// there is no such file.
package func isOpenToOthers(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & 0o006 != 0
}
