using System.Collections.Immutable;
using Voxopsy.Imaging;

namespace Voxopsy.Deep.Inputs;

/// <summary>The images of one case, and where its lesion is.</summary>
/// <param name="Name">The case.</param>
/// <param name="Phases">All phases of the study in their order; registered to one another, or close to it.</param>
/// <param name="Lesion">The lesion; on any grid, since everything is found by patient coordinates. Null when the case was not drawn.</param>
public sealed record CaseImages(string Name, ImmutableArray<PhaseImage> Phases, Mask? Lesion);

/// <summary>One phase of a case.</summary>
/// <param name="Phase">Its name.</param>
/// <param name="Image">The image; null when this case does not have the phase.</param>
public sealed record PhaseImage(string Phase, Volume? Image);
