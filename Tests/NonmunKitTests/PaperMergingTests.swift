import Foundation
import NonmunKit
import Testing

@Suite struct PaperMergingTests {
  private let now = Date(timeIntervalSince1970: 1_724_400_000)
  private let id = ItemID.arxiv("2406.07522")

  private func paper(_ said: [(FeedItem, Authority)]) -> Paper {
    var paper = Paper(id: id, firstSeen: now)
    for (item, authority) in said {
      paper.merge(
        item, version: ItemReference(naming: item)?.version, by: authority, at: now, in: .gmt)
    }
    return paper
  }

  private let api = FeedItem(
    id: "http://arxiv.org/abs/2406.07522v1", title: "Samba: by API", summary: "long",
    authors: ["Liliang Ren"], categories: ["cs.CL", "cs.LG"],
    published: Date(timeIntervalSince1970: 1_718_000_000), comment: "10 pages")
  private let announced = FeedItem(
    id: "oai:arXiv.org:2406.07522v2", title: "Samba: by RSS", authors: ["L. Ren"],
    published: Date(timeIntervalSince1970: 1_719_000_000), day: Day("2024-06-13"),
    announceType: .new, doi: "10.1/x")
  private let listed = FeedItem(
    id: "2406.07522", title: "Samba: by HF", summary: "short",
    published: Date(timeIntervalSince1970: 1_718_000_001), day: Day("2024-06-14"), upvotes: 30,
    codeAddress: "https://github.com/microsoft/Samba")

  @Test func theOrderOfSourcesDoesNotMatter() {
    let said: [(FeedItem, Authority)] = [
      (api, .arxivAPI), (announced, .arxivAnnouncement), (listed, .huggingFace),
    ]
    let first = paper(said)
    #expect(paper(said.reversed()) == first)
    #expect(paper([said[1], said[0], said[2]]) == first)
    #expect(first.title == "Samba: by API")
    #expect(first.version == 2)
    #expect(first.published == api.published)
    #expect(first.day == Day("2024-06-14"))
    #expect(first.doi == "10.1/x")
    #expect(first.upvotes == 30)
  }

  @Test func anAnnouncementsDateYieldsToHuggingFaces() {
    let paper = paper([(announced, .arxivAnnouncement), (listed, .huggingFace)])
    #expect(paper.published == listed.published)
    #expect(paper.title == "Samba: by RSS")
  }

  @Test func emptyNeverOverwrites() {
    let bare = FeedItem(id: "http://arxiv.org/abs/2406.07522v3")
    let paper = paper([(api, .arxivAPI), (listed, .huggingFace), (bare, .arxivAPI)])
    #expect(paper.title == "Samba: by API")
    #expect(paper.comment == "10 pages")
    #expect(paper.upvotes == 30)
    #expect(paper.version == 3)
  }

  @Test func anOlderVersionDoesNotComeBack() {
    var newer = api
    newer.id = "http://arxiv.org/abs/2406.07522v2"
    newer.title = "Samba, revised"
    #expect(paper([(newer, .arxivAPI), (api, .arxivAPI)]).title == "Samba, revised")
  }

  @Test func theFirstListOfTwoIsItsDay() {
    var again = listed
    again.day = Day("2024-06-20")
    #expect(paper([(again, .huggingFace), (listed, .huggingFace)]).day == Day("2024-06-14"))
    #expect(paper([(listed, .huggingFace), (again, .huggingFace)]).day == Day("2024-06-14"))
  }

  @Test func onlyHuggingFaceKnowsItsVotes() {
    var claim = announced
    claim.upvotes = 999
    #expect(paper([(claim, .feed)]).upvotes == nil)
  }

  @Test func linksFollowTheSources() {
    #expect(paper([(api, .arxivAPI)]).linkAddress == "https://arxiv.org/abs/2406.07522")
    #expect(
      paper([(listed, .huggingFace)]).linkAddress == "https://huggingface.co/papers/2406.07522")
    #expect(paper([(api, .arxivAPI)]).shortTitle == "Samba")
  }

  @Test func authoritiesReadBack() {
    let paper = paper([(announced, .arxivAnnouncement), (listed, .huggingFace)])
    #expect(Authorities(digits: paper.authorities.digits) == paper.authorities)
    #expect(Authorities(digits: "9") == Authorities())
  }

  @Test(arguments: [
    ("2406.07522", "", "arxiv:2406.07522"),
    ("tag:blog,2024:1", "https://arxiv.org/abs/2406.07522", "arxiv:2406.07522"),
    ("https://e.com/?p=12", "https://e.com/nice", "url:https://e.com/nice"),
    ("https://e.com/?p=12", "", "url:https://e.com/?p=12"),
    ("tag:blog,2024:1", "", nil),
  ])
  func whatAFeedNames(_ itemID: String, _ url: String, _ expected: String?) {
    #expect(ItemReference(naming: FeedItem(id: itemID, url: url))?.id.description == expected)
  }
}
