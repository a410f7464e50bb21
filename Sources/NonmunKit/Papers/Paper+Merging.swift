package import Foundation

extension Paper {
  /// The paper as the first source tells of it.
  ///
  /// - Parameter zone: The reader's, for the day of items whose source has no list of days.
  /// - Parameter reference: What ``ItemReference/init(naming:)`` made of the item.
  package init(
    _ reference: ItemReference, from item: FeedItem, by authority: Authority, at time: Date,
    in zone: TimeZone
  ) {
    self.init(id: reference.id, firstSeen: time)
    merge(item, version: reference.version, by: authority, at: time, in: zone)
  }

  /// Takes over what `item` knows better.
  ///
  /// A fact yields to a higher authority, and to the same authority speaking of the same or a
  /// newer version; never to an empty value. What only Hugging Face knows comes from there alone.
  ///
  /// - Parameter version: The one that the item names.
  package mutating func merge(
    _ item: FeedItem, version: Int?, by authority: Authority, at time: Date, in zone: TimeZone
  ) {
    let isOlder = (version ?? 0) < (self.version ?? 0)
    func isBetter(_ held: Authority, _ authority: Authority) -> Bool {
      held < authority || (held == authority && !isOlder)
    }
    func take<Value>(
      _ fact: WritableKeyPath<Paper, Value>, _ held: WritableKeyPath<Authorities, Authority>,
      _ value: Value, isEmpty: Bool, by authority: Authority
    ) {
      guard !isEmpty, isBetter(authorities[keyPath: held], authority) else { return }
      self[keyPath: fact] = value
      authorities[keyPath: held] = authority
    }

    take(\.title, \.title, item.title, isEmpty: item.title.isEmpty, by: authority)
    take(\.abstract, \.abstract, item.summary, isEmpty: item.summary.isEmpty, by: authority)
    take(\.authors, \.authors, item.authors, isEmpty: item.authors.isEmpty, by: authority)
    take(
      \.categories, \.categories, item.categories, isEmpty: item.categories.isEmpty, by: authority)
    take(\.comment, \.comment, item.comment, isEmpty: item.comment == nil, by: authority)
    take(
      \.journalReference, \.journalReference, item.journalReference,
      isEmpty: item.journalReference == nil, by: authority)
    take(\.doi, \.doi, item.doi, isEmpty: item.doi == nil, by: authority)
    // An announcement's date is that of the announcement, not of the paper: anyone knows better.
    let dating = authority == .arxivAnnouncement ? Authority.feed : authority
    let isReplacement = item.announceType?.isReplacement ?? false
    take(
      \.published, \.published, item.published,
      isEmpty: item.published == nil || isReplacement, by: dating)
    take(\.updated, \.updated, item.updated, isEmpty: item.updated == nil, by: dating)

    let listDay = item.day(in: zone)
    let (held, offered) = (authorities.day.rankOfDay, authority.rankOfDay)
    if let listDay, held < offered || (held == offered && listDay < day) {
      day = listDay
      authorities.day = authority
    }
    if authority == .huggingFace {
      isOnHuggingFace = true
      upvotes = item.upvotes ?? upvotes
      discussion = item.discussion ?? discussion
      codeAddress = item.codeAddress ?? codeAddress
    }
    if !id.isArxiv, page == nil, !item.url.isEmpty { page = item.url }
    if let version { self.version = max(version, self.version ?? version) }
    firstSeen = min(firstSeen, time)
  }
}

extension FeedItem {
  /// The day of its list; else the day it was published, where the reader is.
  package func day(in zone: TimeZone) -> Day? {
    day ?? (published ?? updated).map { Day($0, in: zone) }
  }
}

extension ItemReference {
  /// The identity of what a feed names: by its id where that is arXiv's, else by its link, else
  /// by an id that is an address; `nil` where the item has none of these.
  package init?(naming item: FeedItem) {
    let byID = ItemReference(item.id)
    if let byID, byID.id.isArxiv {
      self = byID
    } else if let byLink = ItemReference(item.url) {
      self = byLink
    } else if let byID {
      self = byID
    } else {
      return nil
    }
  }
}

extension Authority {
  /// Whose day a paper goes under: the list of the day, then the announcement, then any date.
  fileprivate var rankOfDay: Int {
    switch self {
    case .nobody: 0
    case .feed, .arxivAPI: 1
    case .arxivAnnouncement: 2
    case .huggingFace: 3
    }
  }
}

/// An earlier list is the one that counts; no day at all yields to any.
private func < (left: Day, right: Day?) -> Bool { right.map { left < $0 } ?? true }
