import NonmunKit
import NonmunStore

extension ItemReference {
  /// Reads an ITEM as every command takes it: any name of a paper or page, or the number that the
  /// last listing showed.
  init(argument: String, _ library: Library?) throws {
    if let number = Int(argument) {
      guard let library else {
        throw UsageError("what number \(number) stood for cannot be read; name the item itself")
      }
      guard let id = try library.listed(number) else {
        throw UsageError("the last listing showed no number \(number)")
      }
      guard id.chore == nil else { throw UsageError("number \(number) of the list is no paper") }
      self.init(id: id)
    } else if let reference = ItemReference(argument) {
      self = reference
    } else {
      throw UsageError(
        "“\(argument)” names no item: an arXiv id, a DOI, an address, or a number of the last list")
    }
  }
}
