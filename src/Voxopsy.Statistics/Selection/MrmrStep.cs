namespace Voxopsy.Statistics.Selection;

/// <summary>One feature picked by mRMR.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Score">Its relevance for the first pick, relevance joined with redundancy for later ones.</param>
public sealed record MrmrStep(FeatureId Feature, double Score);
