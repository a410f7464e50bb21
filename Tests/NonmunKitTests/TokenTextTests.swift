import NonmunKit
import Testing

@Suite struct TokenTextTests {
  private func folded(_ text: String) -> [String] {
    let tokens = TokenText(text)
    return tokens.words.map(tokens.folded)
  }

  /// Each line is one word, written by different people.
  @Test(arguments: [
    "model models Model MODELS model's model’s", "policy policies", "bias biases",
    "analysis analyses", "hypothesis hypotheses", "loss losses", "process processes", "news",
    "optimisation optimization optimizing optimised optimise optimizes", "analyse analyzed",
    "denoising denoise denoised", "tokeniser tokenizers", "modelling modeling", "labelled labeled",
    "behaviour behaviors", "favourite favorites",
    "colourful colorful", "generalisable generalizable", "organisational organizational",
    "analyser analyzers", "manoeuvre maneuver", "learnt learned", "neighbourhood neighborhoods",
    "centre centers", "cache caches",
    "branch branches", "movie movies", "matrix matrices", "criteria criterion", "box boxes",
    "database databases", "GPU GPUs gpus", "DPO DPOs dpo", "ReLU ReLUs relu",
    "RoI RoIs", #"SwiGLU SwiGLUs {SwiGLU}s"#, "BiConvGRU BiConvGRUs", "series", "lens lenses",
    #"Schrödinger Schro\#u{308}dinger Schr\"odinger Schr\"{o}dinger Schr{\"o}dinger schrodinger"#,
    #"café caf\'e caf\'{e} CAFÉ cafe"#, #"Erdős Erd\H{o}s Erdos"#,
    #"Søren S{\o}ren S\o{}ren soren"#,
    #"Łukasz \L{}ukasz {\L}ukasz lukasz"#, #"naïve na\"{\i}ve naive"#, "straße strasse",
    #"$\alpha$ α alpha \alpha 𝛼 Α"#, #"ε ϵ $\varepsilon$ $\epsilon$ epsilon"#, "µ μ mu",
    #"$\mathcal{L}_2$ L_2 L$_2$ $L_{2}$ ℒ₂ l2"#, #"CO$_2$ CO2 CO₂"#, "ﬁne fine", "ＤＰＯ dpo",
    "optimi\u{AD}zation optimization", "확산 \u{1112}\u{116A}\u{11A8}\u{1109}\u{1161}\u{11AB}",
    "한글 ﾾￂﾤﾡￚﾩ",
  ])
  func formsOfOneWordAreOne(_ forms: String) {
    let words = forms.split(separator: " ").map { folded(String($0)) }
    #expect(Set(words).count == 1 && words[0].count == 1, "\(words)")
  }

  @Test(arguments: [
    ("policy", "policing"), ("new", "news"), ("general", "generalization"), ("rise", "riser"),
    ("optimizer", "optimization"), ("filing", "filling"), ("plan", "planes"), ("learn", "learning"),
    ("state", "stat"), ("our", "or"), ("four", "for"), ("α", "a"), ("organ", "organization"),
    ("analysis", "analyst"), ("use", "us"), ("α", "β"), ("optimize", "optimistic"),
    ("tourist", "torist"), ("advise", "advisable"), ("optimise", "optimisable"),
  ])
  func otherWordsStayApart(_ one: String, _ other: String) {
    #expect(folded(one) != folded(other))
  }

  @Test(arguments: [
    ("state-space", ["state", "space"]), ("max_length", ["max", "length"]), ("DPO를", ["dpo", "를"]),
    (#"\mathcal{L}_{\text{DPO}}"#, ["l", "dpo"]), (#"$\beta$-VAE"#, ["beta", "vae"]),
    (#"\frac{a}{b}"#, ["frac", "a", "b"]), (#"a\\b"#, ["a", "b"]), (#"2\pi"#, ["2", "pi"]),
    ("$k$-means", ["k", "mean"]), ("don't we'd he’ll", ["don", "we", "he"]),
    ("OPTune'd LLMs", ["optune", "llm"]), ("naïve’s d'Alembert", ["naive", "d", "alembert"]),
    ("a 'd' s's 'tis", ["a", "d", "s", "tis"]), ("wouldn't've", ["wouldn"]), ("{GPT}s", ["gpt"]),
    ("", []),
    (#"\"#, []), (#"\""#, []), ("\\'", []), (#"{\"#, []), ("…", []), ("ηθική", ["ηθικη"]),
    ("$", []),
    ("DPO–RLHF", ["dpo", "rlhf"]), ("x\u{301}", ["x"]), ("\u{301}", []), ("확산(擴散)", ["확산", "擴散"]),
  ])
  func aTextIsCutIntoWords(_ text: String, _ words: [String]) {
    #expect(folded(text) == words)
  }

  @Test func placesAreThoseOfTheText() {
    let text = #"𝒟 by S{\o}ren's $\mathcal{L}_2$, 모델을"#
    let scalars = Array(text.unicodeScalars)
    let pieces = TokenText(text).words.map { word in
      scalars[word.range].map { String($0) }.joined()
    }
    #expect(pieces == ["𝒟", "by", #"S{\o}ren"#, "L}_2", "모델을"])
  }

  @Test(arguments: [
    ("DiT", true), ("LoRA", true), ("ReAct", true), ("dLLM", true), ("DiTs", true),
    ("BiGRUs", true), ("DIT", false),
    ("Dit", false), ("dit", false), ("GPT4o", true), ("PyTorch", false), ("ImageNet", false),
    (#"D{\i}T"#, true),
  ])
  func capitalsAmongFewLettersTell(_ word: String, _ isMixed: Bool) throws {
    #expect(try #require(TokenText(word).words.first).isMixed == isMixed)
  }

  @Test(arguments: [
    ("DPO", true, true), ("DPOs", true, true), ("dpo", false, false), ("LoRA", false, true),
    ("Dpo", false, false), ("L2", true, true), ("GPT4", true, true), ("A", false, false),
    ("ＤＰＯ", true, true), ("CO$_2$", true, true),
  ])
  func acronymsAreTold(_ word: String, _ isAcronym: Bool, _ hasCapitals: Bool) throws {
    let word = try #require(TokenText(word).words.first)
    #expect(word.isAcronym == isAcronym && word.hasCapitals == hasCapitals)
  }
}
