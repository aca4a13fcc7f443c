using System.Collections.Immutable;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.Models;

/// <summary>A model that will never learn again: coefficients, filling values and the threshold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it was fitted.</param>
/// <param name="Scores">The models whose scores it takes.</param>
/// <param name="Linear">Its coefficients.</param>
/// <param name="Threshold">Probability at or above which a case is called positive.</param>
internal sealed record FrozenModel(string Name, ModelKind Kind, ImmutableArray<string> Scores, LinearModel Linear, double Threshold)
{
    /// <summary>SHA-256 of everything in the models, in order.</summary>
    internal static string HashOf(IEnumerable<FrozenModel> models) =>
        ContentKey.HashOf(System.Text.Json.JsonSerializer.Serialize(models.ToArray(), ArtifactCache.Json));
}
