using System.Collections.Immutable;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Results;

/// <summary>How well a feature agrees with itself when the same patients are measured again.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Source">Why it was measured again.</param>
/// <param name="Measurements">Measurements a case, the first included.</param>
/// <param name="Cases">Training cases with all of them.</param>
/// <param name="Correlation">Intraclass correlation with its interval: ICC(1,1) over perturbations, ICC(2,1) over readers.</param>
/// <param name="Stable">Whether the lower limit reaches what the study asks; <see langword="null"/> when it asks nothing.</param>
public sealed record StabilityResult(string Feature, RepeatSource Source, int Measurements, int Cases, Estimate Correlation, bool? Stable)
{
    internal static ImmutableArray<StabilityResult> Of(StudyDefinition study, TrainingSet training)
    {
        SelectionDefinition? asked = study.Selection.FirstOrDefault(step => step.Kind == SelectionKind.Stable);
        return [.. SelectStable.Measure(training, training.Features.Features, asked?.Level ?? 0.95).Select(found => new StabilityResult(
            found.Feature.Name, found.Source, found.Measurements, found.Cases, new Estimate(found.Value, found.Lower, found.Upper), asked is null ? null : found.Lower >= asked.Limit))];
    }
}
