extension StringProtocol {
  /// Runs of white space as one space, none at the ends.
  ///
  /// arXiv and Hugging Face break long titles and abstracts over lines.
  package var whiteSpaceFolded: String {
    var folded = ""
    folded.reserveCapacity(utf8.count)
    var pending = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        pending = !folded.isEmpty
      } else {
        if pending { folded.unicodeScalars.append(" ") }
        pending = false
        folded.unicodeScalars.append(scalar)
      }
    }
    return folded
  }
}
