using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Results;
using Voxopsy.Study.Steps;

namespace Voxopsy.Study.Models;

/// <summary>A model that will never learn again: steps, coefficients, filling values and the threshold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it was fitted.</param>
/// <param name="Scores">The models whose scores it takes.</param>
/// <param name="Linear">Its coefficients, on what its steps give.</param>
/// <param name="Threshold">Probability at or above which a case is called positive.</param>
internal sealed record FrozenModel(string Name, ModelKind Kind, ImmutableArray<string> Scores, LinearModel Linear, double Threshold)
{
    /// <summary>Gets how values are changed before the coefficients meet them; empty where coefficients on the original columns say all.</summary>
    public ImmutableArray<FittedTransform> Steps { get; init; } = [];

    /// <summary>Gets the correction of the log odds.</summary>
    public Recalibration Recalibration { get; init; } = Recalibration.None;

    /// <summary>Gets the columns it looks at, after its steps; those of the classifier when there is one.</summary>
    internal ImmutableArray<string> Columns => !Steps.IsEmpty && Steps[^1] is ClassifierScore score
        ? [.. score.Classifier.Features.Select(feature => feature.Name)]
        : [.. Linear.Weights.Select(weight => weight.Column)];

    /// <summary>Gets the coefficients with the correction in them.</summary>
    internal LinearModel Corrected => new(
        Recalibration.Intercept + (Recalibration.Slope * Linear.Intercept),
        [.. Linear.Weights.Select(weight => weight with { Coefficient = Recalibration.Slope * weight.Coefficient })]);

    /// <summary>The log odds of each row.</summary>
    internal double[] LogOdds(FeatureTable table) => Recalibration.Apply(Linear.LinearPredictor(Steps.Aggregate(table, (rows, step) => step.Apply(rows))));

    /// <summary>SHA-256 of everything in the models, in order.</summary>
    internal static string HashOf(IEnumerable<FrozenModel> models) =>
        ContentKey.HashOf(System.Text.Json.JsonSerializer.Serialize(models.ToArray(), ArtifactCache.Json));
}
