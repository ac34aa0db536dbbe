// The libFuzzer target for the writer of HTML. Scripts/fuzz compiles this file and the module HTML as one
// module.
//
// The target checks that no text ends its element, its attribute or its data, and that no address is a
// script.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start else { return 0 }
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: input, as: UTF8.self)
  let html = HTMLWriter.fragment { html in
    html.element(.p, [.label(text), .value(text)], text: text)
  }
  check(html, tags: 2, quotes: 4)
  checkData(input)
  checkLinks(text)
  return 0
}

func check(_ html: [UInt8], tags: Int, quotes: Int) {
  precondition(html.count { $0 == 0x3C } == tags && html.count { $0 == 0x3E } == tags, "a text became a tag")
  precondition(html.count { $0 == 0x22 } == quotes, "a value ended its attribute")
  precondition(
    !html.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }, "a control")
  precondition(String(validating: html, as: UTF8.self) != nil, "it isn't UTF-8")
}

func checkData(_ input: [UInt8]) {
  let html = HTMLWriter.fragment { $0.data("application/ld+json", json: input) }
  // Those of the start tag and of the end tag.
  precondition(html.count { $0 == 0x3C } == 2, "data ended its element")
}

func checkLinks(_ text: String) {
  for link in [Link(local: text), Link(web: text), Link(email: text), Link(telephone: text)].compactMap(
    \.self)
  {
    let address = link.text.lowercased()
    let isLocal = address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\")
    let schemes = ["https://", "http://", "mailto:", "tel:+"]
    precondition(isLocal || schemes.contains(where: address.hasPrefix), "the address \(address)")
    precondition(!address.utf8.contains { $0 <= 0x20 || $0 == 0x7F }, "an address with a space or a control")
  }
}
