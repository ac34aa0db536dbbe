import Foundation
import PackagePlugin

/// Embeds folders of text files into the binary, so that the program finds them from any working directory
/// and the container image needs only one file.
@main
struct EmbedFiles: BuildToolPlugin {
  /// The folders that are embedded, by module: with the folders in them if the path ends in "/".
  static let folders = [
    "DirectorySQLite": ["Migrations"],
    "App": ["Config", "Data"],
    "DirectoryAPI": ["Public"],
    "DirectorySite": ["Public/site", "Public/staff/"],
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let tool = try context.tool(named: "embed-files")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let folders = Self.folders[target.name, default: []].map {
      context.package.directoryURL.appending(path: $0)
    }
    let files = folders.flatMap {
      FileManager.default.enumerator(at: $0, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    }
    return [
      .buildCommand(
        displayName: "Embedding files in \(target.name)",
        executable: tool.url,
        arguments: [output.path()] + folders.map { $0.path() },
        inputFiles: files + folders,
        outputFiles: [output])
    ]
  }
}
