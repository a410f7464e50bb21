import Foundation
import NonmunKit
import NonmunParse
import Testing

@Suite struct OAIPMHTests {
  private func answer(_ body: String) throws -> ParsedFeed {
    try ParsedFeed(
      parsing: Array(
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">\(body)</OAI-PMH>".utf8))
  }

  @Test func whatIsNoMoreIsNoItem() throws {
    let feed = try answer(
      "<ListRecords><record><header status=\"deleted\"><identifier>oai:arXiv.org:2408.00001"
        + "</identifier></header></record></ListRecords>")
    #expect(feed.items.isEmpty)
    #expect(feed.deleted == ["oai:arXiv.org:2408.00001"])
  }

  @Test func theTokensOfBothServers() throws {
    let old = try answer(
      "<ListRecords><resumptionToken cursor=\"0\" completeListSize=\"102538\">1122234|1001"
        + "</resumptionToken></ListRecords>")
    #expect(old.resumption == ResumptionToken(text: "1122234|1001", cursor: 0, total: 102_538))
    #expect(old.total == 102_538)
    let new = try answer(
      "<ListRecords><resumptionToken expirationDate='2026-08-21T00:00:00Z'>verb%3DListRecords"
        + "</resumptionToken></ListRecords>")
    #expect(new.resumption?.text == "verb%3DListRecords")
    #expect(new.resumption?.expires == Date(timeIntervalSince1970: 1_787_270_400))
    #expect(
      try answer("<ListRecords><resumptionToken cursor=\"2\"/></ListRecords>").resumption == nil)
  }

  @Test func aPageTellsItsDays() throws {
    func record(_ day: String) -> String {
      "<record><header status=\"deleted\"><datestamp>\(day)</datestamp></header></record>"
    }
    let feed = try answer(
      "<responseDate>2024-08-20T23:30:00Z</responseDate><ListRecords>"
        + record("2024-08-14") + record("2024-08-13T10:00:00Z") + record("2024-08-16")
        + record("once") + "</ListRecords>")
    #expect(feed.answered == Date(timeIntervalSince1970: 1_724_196_600))
    #expect(feed.changed?.lowerBound.description == "2024-08-13")
    #expect(feed.changed?.upperBound.description == "2024-08-16")
    #expect(try answer("<ListRecords></ListRecords>").changed == nil)
  }

  @Test func anErrorIsToldWithItsCode() throws {
    #expect(throws: FeedError.told("badResumptionToken: expired")) {
      try answer("<error code='badResumptionToken'>expired</error>")
    }
    #expect(try answer("<error code=\"noRecordsMatch\">none</error>").items.isEmpty)
    #expect(try answer("<Identify><repositoryName>arXiv</repositoryName></Identify>").items.isEmpty)
  }

  @Test func whatSaysNothingOfItsPaperIsNone() throws {
    let feed = try answer(
      "<ListRecords><record><header><identifier>oai:arXiv.org:2408.00001</identifier></header>"
        + "</record></ListRecords>")
    #expect(feed.items.isEmpty)
    #expect(feed.defect == "records without metadata: 1")
  }

  @Test func versionsHaveTheirOrder() throws {
    let item = try answer(
      "<ListRecords><record><metadata><arXivRaw><id>2408.00001</id>"
        + "<version version='v10'><date>2024-08-20</date></version>"
        + "<version version='v2'><date>2024-08-12</date></version>"
        + "<version version='v1'><date>2024-08-10</date></version>"
        + "</arXivRaw></metadata></record></ListRecords>"
    ).items[0]
    #expect(item.id == "oai:arXiv.org:2408.00001v10")
    #expect(item.versions.map(\.number) == [1, 2, 10])
    #expect(item.published?.formatted(.iso8601) == "2024-08-10T00:00:00Z")
    #expect(item.updated?.formatted(.iso8601) == "2024-08-20T00:00:00Z")
  }

  @Test func otherServersHavePages() throws {
    let item = try answer(
      "<ListRecords><record><header><identifier>oai:e.com:7</identifier></header><metadata><dc>"
        + "<identifier>https://e.com/7</identifier><identifier>10.1000/x.7</identifier>"
        + "<identifier>J. 10.2/3 (2024)</identifier></dc></metadata></record></ListRecords>"
    ).items[0]
    #expect(item.id == "oai:e.com:7")
    #expect(item.url == "https://e.com/7")
    #expect(item.doi == "10.1000/x.7")
    #expect(item.journalReference == "J. 10.2/3 (2024)")
  }

  @Test func aRecordMayStandAlone() throws {
    let record =
      "<record><header><identifier>oai:arXiv.org:0804.2273</identifier></header><metadata><arXiv>"
      + "<id>0804.2273</id><title>ORE</title></arXiv></metadata></record>"
    let items = try ParsedFeed(parsing: Array(record.utf8)).items
    #expect(items.map(\.id) == ["oai:arXiv.org:0804.2273"])
    #expect(items.map(\.url) == ["https://arxiv.org/abs/0804.2273"])
  }
}
