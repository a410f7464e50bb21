import NonmunKit
import Testing

@Suite struct MatcherTests {
  private func tag(
    any: [String], not: [String] = [], require: [String] = [], ignore: [String] = []
  ) throws -> NonmunKit.Tag {
    try NonmunKit.Tag(
      name: "t", any: any.map(WrittenRule.init), not: not.map(WrittenRule.init),
      require: require.map(WrittenRule.init), ignore: ignore)
  }

  private func subject(_ title: String, _ abstract: String = "") -> Matcher.Subject {
    Matcher.Subject(
      title: title, abstract: abstract, authors: ["Simon Brandeis", "Jürgen Schmidhuber"],
      categories: ["cs.CL", "stat.ML"], sources: ["cs.CL", "arxiv"])
  }

  @Test(arguments: [
    // rule, text, whether it is found
    ("\"state space model\"", "State-Space Models for text", true),
    ("\"state space model\"", "space state model", false),
    ("\"state space\"", "the state, space", true),
    ("mamba", "MAMBA: fast", true), ("mamba", "Mambas", true), ("mamba", "mambalike", false),
    ("DPO", "we use DPO", true), ("DPO", "DPOs", true), ("DPO", "endpoint dpo", false),
    ("DPO", "PPO-DPO", true), ("policy", "policies", true), ("loss", "los", false),
    ("schrodinger", "Schrödinger bridge", true), ("Schrödinger", "schro\u{308}dinger", true),
    ("recurren*", "recurrence", true), ("recurren*", "recur", false),
    ("\"linear attent*\"", "linear attention", true), ("\"linear attent*\"", "attention", false),
    ("디퓨전", "디퓨전을 쓴다", true), ("디퓨전", "디퓨전모델", true),
    ("디퓨전", "비디오디퓨전을", true), ("디퓨전", "잠재디퓨전모델에서의", true), ("퓨전", "비디오디퓨전", false),
    ("디퓨전", "디퓨전형", false), ("디퓨전", "역디퓨전", false), ("대학교", "대학교수", false),
    ("전이", "디퓨전이", false), ("확산", "비디오확산", false), ("모델", "디퓨전모델", false),
    ("\"디퓨전 모델\"", "비디오디퓨전 모델은", true), ("\"비디오 디퓨전\"", "비디오 디퓨전모델", true),
    ("\"비디오 디퓨전\"", "비디오 잠재디퓨전", false), ("트랜스포머", "비전트랜스포머기반", true),
    ("\"확산 모델\"", "확산 모델에서의 학습", true), ("모델", "모델들에서의", true),
    (
      "디퓨전", "\u{1103}\u{1175}\u{1111}\u{1172}\u{110C}\u{1165}\u{11AB}\u{1106}\u{1173}\u{11AB}",
      false
    ),
    ("디퓨전", "\u{1103}\u{1175}\u{1111}\u{1172}\u{110C}\u{1165}\u{11AB}", true),
    ("dLLM", "OPTune'd LLMs", false), ("dLLM", "d-LLM and dLLMs", true), ("dLLM", "a DLLM", true),
    ("dLLM", "the d llm", false), ("DiT", "DiT", true), ("DiT", "DiTs", true), ("DiT", "DIT", true),
    ("DiT", "il dit", false), ("DiT", "Dit", false), ("dit", "DiT", true), ("DIT", "DiT", true),
    ("LoRA", "LoRa", false), ("LoRA", "LORAs", true), ("ReAct", "react", false),
    ("RoPE", "Rope", false), ("PyTorch", "pytorch", true), ("\"LoRA rank\"", "LoRA ranks", true),
    ("\"LoRA rank\"", "Lora rank", false), ("LoRA*", "LoRAHub", true), ("LoRA*", "lorax", false),
    ("optimiz*", "optimisation", true), ("optimiz*", "optimistic", false),
    ("optimis*", "optimizer", true), ("behavior*", "behaviourist", true),
    ("behaviour*", "behavioral", true), ("modeli*", "modelling", true),
    ("odor*", "odourless", true),
    ("policy*", "policies", true), ("center*", "centre", true), ("analyz*", "analysis", false),
    ("\"query optimizat*\"", "query optimisations", true), ("we", "we'd", true),
    ("DPO", "DPO를", true), ("a b", "b a", true), ("a AND NOT b", "a", true),
    ("a ANDNOT b", "a b", false), ("a NOT b", "a b", false), ("a OR b", "b", true),
    ("(a OR b) c", "b", false), ("title:a", "a", true), ("abstract:a", "a", false),
    ("title:(a b)", "b a", true), ("au:schmidhuber", "x", true),
    ("author:\"simon brandeis\"", "x", true),
    ("a cat:cs.CL", "a", true), ("a category:cs.*", "a", true), ("a category:cs", "a", true),
    ("a category:cs.CV", "a", false), ("a source:arxiv", "a", true),
    ("a source:huggingface", "a", false),
    ("GPT-4", "gpt 4o", false), ("GPT-4", "GPT-4", true),
    ("/flu[xt]/", "FLUX", true), ("/FLU[XT]/", "flux", false), ("/\\Sb\\/c/", "xAb/C", true),
    ("title:/^a/", "ba", false), ("cat:/^cs\\./", "x", true), ("/확산.?모델/", "확산-모델", true),
    ("a NEAR/2 b", "b x y a", true), ("a NEAR/2 b", "a x y z b", false),
    ("a NEAR/0 b", "a b", true), ("a NEAR/0 a", "a", false),
    ("(x OR a) NEAR/1 \"b c\"", "b c - d a", true), ("a NEAR b NEAR c", "c a b", true),
    ("title:a NEAR/1 b", "a b", true), ("디퓨전 NEAR/1 모델", "모델과 디퓨전을", true),
    ("ti:%22linear+attention%22+AND+cat:cs.CL", "linear attention", true),
    ("ti:%22linear+attention%22+AND+cat:cs.CV", "linear attention", false),
    ("C++", "c", true),
  ])
  func rules(_ rule: String, _ title: String, _ isFound: Bool) throws {
    let matches = Matcher([try tag(any: [rule])]).matches(subject(title))
    #expect(matches.isEmpty != isFound)
  }

  @Test func aMatchSaysWhichWordsSpoke() throws {
    let rule = "\"direct preference optimization\" OR DPO"
    let matches = Matcher([try tag(any: [rule])]).matches(
      subject("한국어로 보는 Direct Preference Optimization", "We study DPO. 𝒟FO."))
    #expect(
      matches.first?.because == [
        Match.Reason(
          field: "title", text: "Direct Preference Optimization", start: 8, length: 30, rule: rule),
        Match.Reason(field: "abstract", text: "DPO", start: 9, length: 3, rule: rule),
      ])
    #expect(matches.first?.score == 4)
  }

  @Test(arguments: [
    (#"\emph{state space} models"#, #"\emph{state space} models"#),
    (#"of {state space} models"#, "{state space} models"),
    (#"a state \emph{space model}."#, #"state \emph{space model}"#),
    (#"\textbf{a \emph{state} space} model"#, #"\textbf{a \emph{state} space} model"#),
    (#"state space} models"#, "state space} models"),
    (#"a {state space model}"#, "state space model"),
  ])
  func noBraceIsMarkedAlone(_ title: String, _ marked: String) throws {
    let matches = Matcher([try tag(any: ["\"state space model\""])]).matches(subject(title))
    let reason = try #require(matches.first?.because.first)
    #expect(reason.text == marked)
    let scalars = title.unicodeScalars.dropFirst(reason.start).prefix(reason.length)
    #expect(String(scalars) == marked)
  }

  @Test func anIgnoredPhraseCountsForNothingWhereItStands() throws {
    let matcher = Matcher([try tag(any: ["diffusion"], ignore: ["diffusion MRI"])])
    #expect(matcher.matches(subject("Diffusion MRI of the brain")).isEmpty)
    let both = matcher.matches(subject("Diffusion MRI by diffusion"))
    #expect(both.first?.because.map(\.start) == [17])
  }

  @Test func oneRejectingRuleIsEnough() throws {
    let matcher = Matcher([try tag(any: ["mamba"], not: ["snake"])])
    #expect(matcher.matches(subject("Mamba", "a snake")).isEmpty)
    #expect(!matcher.matches(subject("Mamba", "a model")).isEmpty)
  }

  @Test func conditionsMustHoldAsWell() throws {
    #expect(Matcher([try tag(any: ["a"], require: ["cat:cs.CV"])]).matches(subject("a")).isEmpty)
    #expect(!Matcher([try tag(any: ["a"], require: ["cat:stat"])]).matches(subject("a")).isEmpty)
  }

  @Test(arguments: [
    ("", 1), ("\"open", 1), ("a AND", 6), ("(a", 1), ("a)", 2), ("tittle:a", 1), ("a colour:b", 3),
    ("AND a", 1), ("\"…\"", 1), ("NOT a", 1), ("a OR NOT b", 1), ("title:", 7),
    ("/x", 1), ("a /b(c/", 5), ("a //", 3), ("/x*/", 2), ("/(a+)+$/", 2), ("a NEAR", 7),
    ("NEAR a", 1), ("a NEAR/x b", 3), ("a NEAR/100 b", 3), ("a NEAR NOT b", 8),
    ("cat:cs.CL NEAR b", 1), ("submittedDate:[2024 TO 2025]", 1), ("a jr:nature", 3),
    ("ti:%22a+b", 4),
  ])
  func aBadRuleNamesItsColumn(_ text: String, _ column: Int) {
    let error = #expect(throws: RuleError.self) { try Rule(parsing: text) }
    #expect(error?.column == column)
  }

  /// As long as a field may be; it would take hours if each part of each word were looked at.
  @Test(arguments: ["디퓨전", "isis", "DiT", "{}", "'s", "orll"])
  func aWordWithoutEndCostsItsLength(_ piece: String) throws {
    let text = String(repeating: piece, count: 20_000) + "ised 디퓨전"
    let matcher = Matcher([try tag(any: ["디퓨전", "isis*", "optimiz*", "DiT"])])
    #expect(!matcher.matches(subject("", text)).isEmpty)
    #expect(try RuleReader(Rule(parsing: "디퓨전")).holds(subject("", text)))
  }

  @Test func deepNestingIsAnError() {
    let text = String(repeating: "(", count: 10_000) + "a"
    #expect(throws: RuleError.self) { try Rule(parsing: text) }
  }
}
