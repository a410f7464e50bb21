import Foundation
import NonmunKit
import NonmunWorkspace
import Testing

/// The tags that ship tell their subjects from what only has their words.
@Suite struct ShippedTagsTests {
  private static let matcher: Matcher? = {
    let file = URL(filePath: #filePath).appending(path: "../../../Feeds/tags.yml").standardized
    // Without it `theTagsAreThere` fails.
    guard let text = try? String(contentsOf: file, encoding: .utf8),
      let tags = try? TagsFile(parsing: text, path: "tags.yml").tags
    else { return nil }
    return Matcher(tags)
  }()

  private static func tags(_ title: String, _ abstract: String) -> [String] {
    let subject = Matcher.Subject(
      title: title, abstract: abstract, authors: [], categories: ["cs.LG"], sources: [])
    return matcher?.matches(subject).map(\.tag) ?? []
  }

  @Test func theTagsAreThere() { #expect(Self.matcher != nil) }

  @Test(arguments: papers)
  func theSubjectIsFound(_ paper: Paper) {
    #expect(Self.tags(paper.title, paper.abstract).contains(paper.tag))
  }

  @Test(arguments: others)
  func itsWordsAloneAreNot(_ paper: Paper) {
    #expect(!Self.tags(paper.title, paper.abstract).contains(paper.tag))
  }

  struct Paper: CustomTestStringConvertible, Sendable {
    var tag: String
    var title: String
    var abstract: String

    var testDescription: String { title }

    init(_ tag: String, _ title: String, _ abstract: String) {
      (self.tag, self.title, self.abstract) = (tag, title, abstract)
    }
  }
}

private let papers: [ShippedTagsTests.Paper] = [
  .init(
    "long-context-recurrence", "Titans-style Memory Layers",
    """
    We study neural layers that learn to memorize at test time, and scale to contexts of 2M \
    tokens beside attention.
    """),
  .init(
    "long-context-recurrence", "Test-Time Memory for Transformers",
    """
    A long-term memory module updates its weights by gradient at test time, so that context \
    beyond the window is kept.
    """),
  .init(
    "long-context-recurrence", "S4 Revisited: Initialization of Structured Layers",
    """
    We study the initialization of S4 layers on the long range arena and find that real-valued \
    state spaces suffice.
    """),
  .init(
    "long-context-recurrence", "Samba at Scale",
    """
    Samba interleaves selective recurrences and sliding windows; we train language models of \
    8B parameters with unlimited context.
    """),
  .init(
    "dpo", "KTO with Unpaired Feedback for LLMs",
    """
    We study KTO for aligning language models with thumbs up and thumbs down.
    """),
  .init(
    "dpo", "Understanding SLiC and DPO",
    """
    We compare SLiC and DPO as alignment losses for language models and unify them.
    """),
  .init(
    "dpo", "Reference-free Alignment from Preferred Answers",
    """
    Offline alignment of LLMs needs preferred and dispreferred pairs; ours is a reference-free \
    margin loss.
    """),
  .init(
    "diffusion", "Consistency Models in Latent Space",
    """
    We train a latent consistency model for one-step image generation.
    """),
  .init(
    "diffusion", "LLaDA for Code",
    """
    We fine-tune LLaDA to fill masked programs in any order.
    """),
  .init(
    "diffusion", "Watermarks for Diffusion Models",
    """
    We embed watermarks into latent diffusion sampling.
    """),
  .init(
    "diffusion", "Large Steps from Noise to Images",
    """
    One network follows the learned probability flow from noise to images in a single step.
    """),
  .init(
    "dpo", "Fluent Subtitles by Preference Optimisation",
    """
    We use edits of translators in a preference optimisation objective for machine \
    translation.
    """),
]

private let others: [ShippedTagsTests.Paper] = [
  .init(
    "long-context-recurrence", "Samba Rhythm Generation with Transformers",
    """
    We generate samba percussion; long sequences of onsets are modelled by a transformer \
    decoder trained on carnival recordings.
    """),
  .init(
    "long-context-recurrence", "Forecasting Failures of Pumps with Recurrent Neural Networks",
    """
    A recurrent neural network reads long sequences of vibration and an attention layer tells \
    which hours matter.
    """),
  .init(
    "long-context-recurrence", "State-Space Control of Drones",
    """
    A state-space model of the rotor is identified; special attention is given to wind and \
    long range flights.
    """),
  .init(
    "long-context-recurrence", "Erasure Codes in the S4 Object Store",
    """
    S4 writes long sequences of blocks and the context length of its journal is bounded.
    """),
  .init(
    "long-context-recurrence", "Data Compression over Samba File Servers",
    """
    Samba shares are accessed over long range links with quadratic retries.
    """),
  .init(
    "long-context-recurrence", "An LSTM for Rainfall in Parallel Basins",
    """
    An LSTM predicts runoff in many basins in parallel and is compared with a transformer.
    """),
  .init(
    "dpo", "SLIC Superpixels Align Remote Sensing Images",
    """
    SLIC segments are aligned across dates before classification.
    """),
  .init(
    "dpo", "Oxidation of KTO Interfaces",
    """
    KTO (KTaO3) thin films align with the substrate; the superconducting interface is probed.
    """),
  .init(
    "dpo", "Slate Recommendation by Preference Optimization of Users",
    """
    We optimize slates: preference optimization of user reward by bandits in a shop.
    """),
  .init(
    "diffusion", "Detecting Diffusion-Generated Images",
    """
    We detect images by diffusion models and GANs with frequency features; the detector \
    generalizes to unseen generators.
    """),
  .init(
    "diffusion", "Deepfake Forensics beyond GANs",
    """
    We build a benchmark for detection of AI-generated images from Stable Diffusion and other \
    generators.
    """),
  .init(
    "diffusion", "The Diffusion of Generative AI in Classrooms",
    """
    We survey teachers on the diffusion of generative AI in classrooms.
    """),
  .init(
    "diffusion", "DiT: A Runtime for Distributed Tasks",
    """
    DiT generates task graphs and schedules them.
    """),
  .init(
    "diffusion", "A Consistency Model for Replicated Objects",
    """
    We define a consistency model for shared memory weaker than linearizability.
    """),
  .init(
    "diffusion", "Growth Rates by Flux Balance",
    """
    FLUX through each reaction is estimated; the bounds are generated by a graph network.
    """),
]
