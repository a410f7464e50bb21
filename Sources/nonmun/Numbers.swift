import Foundation

extension Double {
  /// As tables show it.
  var twoPlaces: String { formatted(places: 2) }
  var threePlaces: String { formatted(places: 3) }

  private func formatted(places: Int) -> String { String(format: "%.\(places)f", self) }
}
