/// English words whose plural or other spelling no ending tells.
enum IrregularWord {
  /// The form that all forms of such a word are held to be.
  static func base(of word: ArraySlice<UInt8>) -> [UInt8]? {
    guard mayBe[sign(word)] else { return nil }
    return bases[Array(word)]
  }

  /// Length, first and last letter: what nearly every word is told apart by.
  private static func sign(_ word: ArraySlice<UInt8>) -> Int {
    let (first, last) = (word[word.startIndex], word[word.endIndex - 1])
    return (word.count & 31) << 10 | Int(first & 31) << 5 | Int(last & 31)
  }

  private static let mayBe: [Bool] = {
    var mayBe = [Bool](repeating: false, count: 1 << 15)
    for word in bases.keys { mayBe[sign(word[...])] = true }
    return mayBe
  }()

  private static let bases: [[UInt8]: [UInt8]] = {
    var bases: [[UInt8]: [UInt8]] = [:]
    for line in words.split(separator: "\n") {
      let forms = line.split(separator: " ").map { Array($0.utf8) }
      for form in forms { bases[form] = forms[0] }
    }
    return bases
  }()

  /// One word a line, the form it counts as first.
  private static let words = """
    news
    lens lenses
    canvas canvases
    atlas atlases
    corpus corpora corpuses
    virus viruses
    focus foci focuses
    status statuses
    bonus bonuses
    census censuses
    consensus consensuses
    diagnosis diagnoses
    crisis crises
    axis axes
    matrix matrices
    submatrix submatrices
    index indices
    vertex vertices
    vortex vortices
    simplex simplices
    appendix appendices
    half halves
    shelf shelves
    wolf wolves
    criterion criteria
    phenomenon phenomena
    automaton automata
    data datum
    minimum minima
    maximum maxima
    optimum optima
    extremum extrema
    spectrum spectra
    bacterium bacteria
    formula formulae
    nucleus nuclei
    radius radii
    stimulus stimuli
    locus loci
    genus genera
    schema schemata
    lemma lemmata
    taxon taxa
    child children
    woman women
    mouse mice
    foot feet
    tooth teeth
    gpu gpus
    cpu cpus
    tpu tpus
    npu npus
    api apis
    center centre
    centered centred
    centering centring
    fiber fibre
    meter metre
    centimeter centimetre
    millimeter millimetre
    micrometer micrometre
    nanometer nanometre
    kilometer kilometre
    liter litre
    theater theatre
    caliber calibre
    maneuver manoeuvre
    artifact artefact
    catalog catalogue
    dialog dialogue
    analog analogue
    program programme
    gray grey
    skeptic sceptic
    defense defence
    offense offence
    pretense pretence
    license licence
    practice practise
    judgment judgement
    acknowledgment acknowledgement
    aging ageing
    learned learnt
    spelled spelt
    fulfill fulfil
    skillful skilful
    enrollment enrolment
    aluminum aluminium
    sulfur sulphur
    mold mould
    pediatric paediatric
    fetal foetal
    leukemia leukaemia
    anesthesia anaesthesia
    promising
    """
}

extension IrregularWord {
  /// Every form that counts as this one.
  static func forms(of base: [UInt8]) -> [[UInt8]] { forms[base] ?? [] }

  private static let forms = Dictionary(grouping: bases.keys) { bases[$0] ?? $0 }
}
