/// Where the squares are. Laid by hand, so that neighbours touch as far as squares can.
extension TileMap {
  static let sets = [countiesOf2020, countiesOf2024]

  /// The counties of Norway from 2020 to 2023.
  private static let countiesOf2020 = [
    Tile("troms-and-finnmark", 8, 0, ["Troms and", "Finnmark"], norwegian: ["Troms og", "Finnmark"]),
    Tile("nordland", 6, 1, ["Nordland"]),
    Tile("trondelag", 4, 2, ["Trøndelag"]),
    Tile("more-and-romsdal", 2, 3, ["Møre and", "Romsdal"], norwegian: ["Møre og", "Romsdal"]),
    Tile("innlandet", 4, 3, ["Innlandet"]),
    Tile("vestland", 0, 4, ["Vestland"]),
    Tile("viken", 2, 4, ["Viken"]),
    Tile("oslo", 4, 4, ["Oslo"]),
    Tile("rogaland", 0, 5, ["Rogaland"]),
    Tile(
      "vestfold-and-telemark", 2, 5, ["Vestfold and", "Telemark"], norwegian: ["Vestfold og", "Telemark"]),
    Tile("agder", 1, 6, ["Agder"]),
  ]

  /// The counties of Norway since 2024.
  private static let countiesOf2024 = [
    Tile("finnmark", 10, 0, ["Finnmark"]),
    Tile("troms", 8, 0, ["Troms"]),
    Tile("nordland", 6, 1, ["Nordland"]),
    Tile("trondelag", 4, 2, ["Trøndelag"]),
    Tile("more-and-romsdal", 2, 3, ["Møre and", "Romsdal"], norwegian: ["Møre og", "Romsdal"]),
    Tile("innlandet", 4, 3, ["Innlandet"]),
    Tile("vestland", 0, 4, ["Vestland"]),
    Tile("buskerud", 2, 4, ["Buskerud"]),
    Tile("oslo", 4, 4, ["Oslo"]),
    Tile("akershus", 6, 4, ["Akershus"]),
    Tile("rogaland", 0, 5, ["Rogaland"]),
    Tile("telemark", 2, 5, ["Telemark"]),
    Tile("vestfold", 4, 5, ["Vestfold"]),
    Tile("ostfold", 6, 5, ["Østfold"]),
    Tile("agder", 1, 6, ["Agder"]),
  ]
}
