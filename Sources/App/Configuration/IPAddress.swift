import Glibc

enum IPAddress {
  /// Reports whether `text` is an IPv4 address in dotted decimal or an IPv6 address, without brackets or a
  /// zone.
  static func isAddress(_ text: String) -> Bool {
    var address = in6_addr()  // large enough for both
    return unsafe inet_pton(AF_INET, text, &address) == 1 || inet_pton(AF_INET6, text, &address) == 1
  }
}
