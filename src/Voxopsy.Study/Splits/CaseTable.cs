using System.Collections.Immutable;
using Voxopsy.Statistics;

namespace Voxopsy.Study.Splits;

/// <summary>The cases of one cohort with all their columns, before any division.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="Features">One row a case: clinical columns and feature sets side by side.</param>
/// <param name="Outcomes">Whether each case has the outcome.</param>
/// <param name="Patients">The patient of each case.</param>
/// <param name="Centers">The center of each case; empty texts when the study names no column of centers.</param>
/// <param name="Strata">What a division keeps in proportion, one text a case.</param>
internal sealed record CaseTable(
    string Cohort,
    FeatureTable Features,
    ImmutableArray<bool> Outcomes,
    ImmutableArray<string> Patients,
    ImmutableArray<string> Centers,
    ImmutableArray<string> Strata)
{
    /// <summary>Gets the same cases measured again, for the stability of features.</summary>
    internal ImmutableArray<RepeatedFeatures> Repeats { get; init; } = [];
}
