internal import Glibc

/// Appends `count` bytes of a file, from the offset on, to the output. Appends fewer at the end of the file,
/// and none if it fails.
func readAt(
  _ offset: Int, _ count: Int, of descriptor: Int32, into output: inout [UInt8]
) throws(SystemError) {
  var failure: SystemError?
  let start = output.count
  output.append(addingCapacity: count) { room in
    unsafe room.withUnsafeMutableBufferPointer { buffer, filled in
      while filled < count {
        let room = unsafe buffer.baseAddress.map { unsafe $0 + filled }
        let length = unsafe pread(descriptor, room, count - filled, off_t(offset + filled))
        if length == 0 { return }
        if length > 0 { filled += length } else if errno != EINTR { return failure = .last }
      }
    }
  }
  guard let failure else { return }
  output.removeLast(output.count - start)
  throw failure
}
