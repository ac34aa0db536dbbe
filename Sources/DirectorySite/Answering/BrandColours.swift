/// The colours that follow from the organisation's one colour.
package struct BrandColours: Equatable {
  private let red: Double
  private let green: Double
  private let blue: Double

  /// Returns nil if the text isn't a colour as `#1a2b3c`.
  package init?(_ text: String) {
    guard text.hasPrefix("#"), text.utf8.count == 7, let number = UInt32(text.dropFirst(), radix: 16) else {
      return nil
    }
    red = Double(number >> 16 & 255)
    green = Double(number >> 8 & 255)
    blue = Double(number & 255)
  }

  private init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The relative luminance (WCAG 2.2).
  private var luminance: Double {
    func linear(_ value: Double) -> Double {
      let share = value / 255
      guard share > 0.04045 else { return share / 12.92 }
      return Self.power((share + 0.055) / 1.055)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Returns x to the power of 2.4, which is 2 + 0.25 + 0.125 + 0.025. The last part is interpolated, which
  /// changes no decision.
  private static func power(_ x: Double) -> Double {
    let quarter = x.squareRoot().squareRoot()
    let eighth = quarter.squareRoot()
    // x^0.4 is between x^0.375 and x^0.40625.
    let low = quarter * eighth
    let high = low * eighth.squareRoot().squareRoot()
    return x * x * (low * 0.2 + high * 0.8)
  }

  /// Returns the contrast with another colour, from 1 to 21 (WCAG 2.2).
  func contrast(with other: BrandColours) -> Double {
    let (bright, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (bright + 0.05) / (dark + 0.05)
  }

  private static let lightPage = BrandColours(red: 251, green: 250, blue: 247)
  private static let darkPage = BrandColours(red: 18, green: 24, blue: 30)
  private static let least = 4.5

  /// True if text in this colour can be read on a light page.
  package var isReadable: Bool { contrast(with: Self.lightPage) >= Self.least }

  /// The same hue, as bright as text on a dark page has to be.
  private var onDark: BrandColours {
    var colour = self
    while colour.contrast(with: Self.darkPage) < 7, colour.luminance < 0.95 {
      colour = BrandColours(
        red: colour.red + (255 - colour.red) * 0.08, green: colour.green + (255 - colour.green) * 0.08,
        blue: colour.blue + (255 - colour.blue) * 0.08)
    }
    return colour
  }

  private var text: String {
    "#"
      + [red, green, blue].map { value in
        let byte = String(Int(value.rounded()), radix: 16)
        return byte.count == 1 ? "0" + byte : byte
      }.joined()
  }

  /// Returns a style sheet or a drawing with these colours in place of ours. All other colours follow from
  /// them (`Public/site/site.css`).
  func apply(to text: String) -> String {
    text.replacing("--brand: " + Self.ours, with: "--brand: " + self.text + "; --brand-dark: " + onDark.text)
      .replacing("fill=\"" + Self.ours + "\"", with: "fill=\"" + self.text + "\"")
  }

  /// The colour of `site.css` and `icon.svg`.
  private static let ours = "#0b4f6c"
}
