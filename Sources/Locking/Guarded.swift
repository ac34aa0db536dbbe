// Public, because a function that is inlined into other modules may use only what is imported publicly.
public import Synchronization

#if DEBUG
  private import CThreadSanitizer
#endif

/// A value that only the holder of its lock can reach: Synchronization's `Mutex`, with the same functions.
///
/// On Linux, ThreadSanitizer doesn't see that a thread has waited for a `Mutex`: the waiting is a system call
/// inside the Swift runtime, which isn't instrumented. It would report the uses of every contended value as
/// races. Debug builds, which all tests and sanitizers use, therefore tell it of the lock, if it is there. In
/// release builds this is a `Mutex` and nothing else (docs/decisions/0024).
@usableFromInline
package struct Guarded<Value: ~Copyable>: ~Copyable, Sendable {
  @usableFromInline let mutex: Mutex<Value>

  @inlinable
  package init(_ value: consuming sending Value) { mutex = Mutex(value) }

  #if DEBUG
    deinit { unsafe mutex_was_destroyed(address) }
  #endif
}

extension Guarded where Value: ~Copyable {
  #if DEBUG
    /// Waits for the lock, and returns what `body` returns, which may read and change the value.
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      let address = unsafe address
      return try mutex.withLock { value throws(Failure) in
        unsafe mutex_was_locked(address, false)
        defer { unsafe mutex_will_be_unlocked(address) }
        return try body(&value)
      }
    }

    /// Returns nil, without a call of `body`, if another thread holds the lock; otherwise as `withLock`.
    package borrowing func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result? {
      let address = unsafe address
      return try mutex.withLockIfAvailable { value throws(Failure) in
        unsafe mutex_was_locked(address, true)
        defer { unsafe mutex_will_be_unlocked(address) }
        return try body(&value)
      }
    }

    /// The address by which the sanitizer knows the lock. It stays the same, because a `Mutex` cannot be
    /// moved while it is borrowed or is a property of a class.
    private var address: UnsafeMutableRawPointer {
      unsafe withUnsafePointer(to: self) { unsafe UnsafeMutableRawPointer(mutating: $0) }
    }
  #else
    @inlinable @inline(__always)
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      try mutex.withLock(body)
    }

    @inlinable @inline(__always)
    package borrowing func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result? {
      try mutex.withLockIfAvailable(body)
    }
  #endif
}
