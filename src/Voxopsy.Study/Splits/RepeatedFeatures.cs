using Voxopsy.Statistics;

namespace Voxopsy.Study.Splits;

/// <summary>The same cases measured once more: in a perturbed region, or in the region of another reader.</summary>
/// <param name="Source">What was done differently.</param>
/// <param name="Values">One row a case, in the order of the cases; a case that was not measured again has no number.</param>
internal sealed record RepeatedFeatures(RepeatSource Source, FeatureTable Values);

/// <summary>Why a case was measured again.</summary>
public enum RepeatSource
{
    /// <summary>The region was perturbed.</summary>
    Perturbation,

    /// <summary>Another reader drew the region.</summary>
    Reader,
}
