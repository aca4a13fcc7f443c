using System.Collections.Immutable;
using Voxopsy.Deep.Inputs;

namespace Voxopsy.Deep.Training;

/// <summary>One case with its answer.</summary>
/// <param name="Case">Its name.</param>
/// <param name="Patient">Its patient; cases of one patient stay together in every division.</param>
/// <param name="Crop">What networks see.</param>
/// <param name="Grade">The class or grade, from 0; 1 is positive for a binary head.</param>
public sealed record TrainingExample(string Case, string Patient, Crop Crop, int Grade)
{
    /// <summary>Clinical variables, unscaled; <see cref="double.NaN"/> where unknown. Empty for none.</summary>
    public ImmutableArray<double> Clinical { get; init; } = [];
}
