using System.Collections.Immutable;

namespace Voxopsy.Study.Simulation;

/// <summary>What is known about a simulated cohort.</summary>
/// <param name="Preset">The preset.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Patients">Number of patients.</param>
/// <param name="Events">Number with the outcome.</param>
/// <param name="CalibrationSlope">Slope of the exact posterior's log odds on the drawn outcomes: 1 but for chance.</param>
/// <param name="CalibrationIntercept">Its intercept: 0 but for chance.</param>
/// <param name="Sources">One entry a source and site with separations of its own.</param>
/// <param name="ParameterArea">Area, on the drawn patients, of the exact log ratio of the realised quantities of images: less than that of their latents where a quantity has a plateau.</param>
public sealed record SimulationTruth(
    string Preset,
    long Seed,
    int Patients,
    int Events,
    double CalibrationSlope,
    double CalibrationIntercept,
    ImmutableArray<SourceTruth> Sources,
    double ParameterArea);

/// <summary>The most that can be told from one source.</summary>
/// <param name="Source"><c>all</c>, <c>image</c>, <c>clinical</c>, or a part such as <c>tumour</c>.</param>
/// <param name="Site">The site it holds for; empty for all.</param>
/// <param name="Separation">d′ of its latents together; markers not counted.</param>
/// <param name="BayesArea">The area under the curve that no model of this source exceeds on average.</param>
/// <param name="DrawnArea">The area of its exact posterior on the drawn patients.</param>
public sealed record SourceTruth(string Source, string Site, double Separation, double BayesArea, double DrawnArea);
