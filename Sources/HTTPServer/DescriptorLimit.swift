import Glibc

/// The number of descriptors that the process may have open (RLIMIT_NOFILE), and how many of them connections
/// may take.
package enum DescriptorLimit {
  /// Descriptors for everything except connections: listeners, event loops, database handles, backups and the
  /// log.
  package static let reserve = 64

  /// The highest limit that the process may set for itself.
  package static var hard: Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
    return Int(clamping: limit.rlim_max)
  }

  /// Raises the soft limit to the hard one. It is often 1,024 because of select(2), which the server doesn't
  /// use.
  static func raise() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Returns the number of connections that leave the reserve, `maximum` at most.
  package static func connections(atMost maximum: Int, limit: Int = hard) -> Int {
    max(1, min(maximum, limit - reserve))
  }
}
