/// What the commands of TeX stand for that are one sign each.
enum TeXSymbols {
  /// Letters.
  static let letters = table(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
    upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π
    Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ aleph ℵ
    partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ degree °
    ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ checkmark ✓ star ⋆ prime ′
    """)

  /// Operators, relations and arrows.
  static let operators = table(
    """
    pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙
    cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ wedge ∧ land ∧ vee ∨ lor ∨ neg ¬ lnot ¬ setminus ∖
    le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ equiv ≡ sim ∼ simeq ≃
    approx ≈ cong ≅ propto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ triangleq ≜ coloneqq ≔ doteq ≐
    in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ mid ∣ nmid ∤ parallel ∥ perp ⟂
    forall ∀ exists ∃ nexists ∄ therefore ∴ because ∵ models ⊨ vdash ⊢ colon :
    to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ implies ⟹
    Leftrightarrow ⇔ iff ⟺ mapsto ↦ longrightarrow ⟶ longleftarrow ⟵ uparrow ↑ downarrow ↓
    hookrightarrow ↪ rightharpoonup ⇀ nearrow ↗ searrow ↘ leadsto ⇝
    lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈
    rceil ⌉ lbrace { rbrace } lbrack [ rbrack ] { { } } | ‖ % % # # $ $ & & _ _ backslash ∖
    """)

  /// Operators that take their limits above and below, in a formula of its own.
  static let large = table(
    """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀
    """)

  static let integrals = table("int ∫ iint ∬ iiint ∭ oint ∮")

  /// Names that stand upright.
  static let functions: Set<String> = [
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh",
    "arcsin", "arccos", "arctan", "dim", "ker", "deg", "arg", "hom",
  ]

  /// The same, with limits below.
  static let limits: Set<String> = [
    "max", "min", "sup", "inf", "lim", "limsup", "liminf", "argmax", "argmin", "det", "gcd", "Pr",
  ]

  static let accents = table(
    """
    bar ¯ overline ¯ hat ^ widehat ^ tilde ~ widetilde ~ vec → overrightarrow → dot ˙ ddot ¨
    check ˇ breve ˘ acute ´ grave ` overbrace ⏞
    """)

  static let undersigns = table("underline _ underbrace ⏟")

  /// In em.
  static let spaces = [
    ",": "0.167", ":": "0.222", ">": "0.222", ";": "0.278", " ": "0.278", "quad": "1",
    "qquad": "2", "!": "-0.167", "enspace": "0.5", "thinspace": "0.167",
  ]

  /// Sizes and styles that a browser chooses by itself, and what only a number would need.
  static let ignored: Set<String> = [
    "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl",
    "Biggr", "bigm", "Bigm", "limits", "nolimits", "displaystyle", "textstyle", "scriptstyle",
    "nonumber", "notag", "",
  ]

  private static func table(_ text: String) -> [String: String] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return Dictionary(
      stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) },
      uniquingKeysWith: { first, _ in first })
  }
}
