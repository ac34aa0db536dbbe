internal import Directory

extension DocumentFault {
  init(_ pointer: String, _ code: Code, _ message: String, _ hint: String) {
    self.init(pointer: pointer, code: code, message: message, hint: hint)
  }
}
